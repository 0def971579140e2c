"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from search.language.analysis import analyse, stop_words  # noqa: E402 - it needs the settings, which the line above sets up
from search.language.synonyms import thesaurus  # noqa: E402 - as above

# Read the word lists now, for no reader shall wait for them; and let the garbage collector pass over all that is here to stay:
# looking through it again and again took a third of the time of a page.
analyse("onthaalgesprekken")
stop_words()
thesaurus()
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)  # a page makes some ten thousand objects and keeps none: look less often
