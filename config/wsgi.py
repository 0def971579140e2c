"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.patience import be_patient_no_longer  # noqa: E402 - it needs the settings, which the line above sets up
from search.warm_up import warm_up  # noqa: E402 - the same

be_patient_no_longer()
warm_up()
