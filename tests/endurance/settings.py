"""The settings of a developer, with the index in a folder that is gone afterwards."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403 - all of them

SEARCH_INDEX_ROOT = Path(os.environ["ENDURANCE_FOLDER"]) / "index"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
