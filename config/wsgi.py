"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - which the line above sets up

from config.patience import be_patient_no_longer  # noqa: E402 - it needs the settings
from config.request_ids import RequestIds  # noqa: E402 - the same
from home.kept_pages import KeptPages  # noqa: E402 - the same
from home.sound_settings import must_be_sound, must_be_writable  # noqa: E402 - the same
from search.warm_up import warm_up  # noqa: E402 - the same

must_be_sound()
must_be_writable("MEDIA_ROOT")
if settings.KEEP_PAGES:
    application = KeptPages(application)  # type: ignore[assignment] # one is as good as the other to a server
application = RequestIds(application)  # type: ignore[assignment] # the same

be_patient_no_longer()
warm_up()
