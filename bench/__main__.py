"""`make bench`: a database, an index and files of its own in a folder that is gone afterwards; then the measuring."""

import os
import sys
import tempfile

import django


def main(what: str) -> None:
    """Set up the site as in production, measure the "engines" or the "pages", and write docs/benchmark.md or its -pages.md."""
    with tempfile.TemporaryDirectory(prefix="praktijken-bench-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "BENCH_FOLDER": folder,
            "DEBUG": "false",
            "SECRET_KEY": "for the benchmark only, which serves nobody at all and ends after a minute",
            "BASE_URL": "http://localhost",
            "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        django.setup()
        from bench.measuring import measure_all
        from bench.pages import measure_pages

        {"engines": measure_all, "pages": measure_pages}[what]()


if __name__ == "__main__":
    main(sys.argv[1])
