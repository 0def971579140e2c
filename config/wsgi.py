"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from search.language.analysis import analyse, stop_words  # noqa: E402 - it needs the settings, which the line above sets up
from search.language.synonyms import thesaurus  # noqa: E402 - as above
from search.memory import settle  # noqa: E402 - as above

# Read the word lists now, for no reader shall wait for them.
analyse("onthaalgesprekken")
stop_words()
thesaurus()
settle()
