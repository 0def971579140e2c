"""The environment of the tests, before the settings are read (loaded by `-p tests.environment`)."""

import os

os.environ["DEBUG"] = "true"
os.environ["EMAIL_URL"] = "smtp://127.0.0.1:2525"
os.environ.pop("BASE_URL", None)
# Playwright leaves an event loop in the thread that drives the browser; Django only asks whether there is one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
