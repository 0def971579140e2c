"""The environment of the tests, before the settings are read (loaded by `-p tests.environment`)."""

import os

os.environ.setdefault("DEBUG", "true")
os.environ.setdefault("EMAIL_URL", "smtp://127.0.0.1:2525")
