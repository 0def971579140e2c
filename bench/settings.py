"""The settings of production, with the index, the files and a bare view of the benchmark."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403 - all of them

SEARCH_INDEX_ROOT = Path(os.environ["BENCH_FOLDER"]) / "index"
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
ROOT_URLCONF = "bench.urls"
