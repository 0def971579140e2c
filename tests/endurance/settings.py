"""The settings of a developer, with the index in a folder that is gone afterwards."""

import os
from datetime import timedelta
from pathlib import Path

from config.settings import *  # noqa: F403 - all of them
from practices.limits import Limits, Rate

DEBUG, ALLOWED_HOSTS = False, ["*"]  # what visitors see when something breaks are our own pages
SEARCH_INDEX_ROOT = Path(os.environ["ENDURANCE_FOLDER"]) / "index"
ANY = Rate(10**12, timedelta(hours=1))
LIMITS = Limits(
    submissions_per_hour=100_000, submissions_per_hour_of_a_network=100_000, mails_to_moderators=ANY, photo_bytes_of_all=ANY
)
POST_OFFICE = {**POST_OFFICE, "RETRY_INTERVAL": timedelta(seconds=2), "MAX_RETRIES": 100_000}  # noqa: F405 - of the settings
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
