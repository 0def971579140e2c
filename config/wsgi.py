"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from search.warm_up import warm_up  # noqa: E402 - it needs the settings, which the line above sets up

warm_up()
