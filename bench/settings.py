"""The settings of production, with the index, the files and a bare view of the benchmark."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403 - the bench runs with every setting of the site but those below

SEARCH_INDEX_ROOT = Path(os.environ["BENCH_FOLDER"]) / "index"
KEEP_PAGES = os.environ.get("BENCH_KEEPS") == "1"
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
ROOT_URLCONF = "bench.urls"
