"""`make bench`: a database, an index and files of its own in a folder that is gone afterwards; then the measuring."""

import os
import tempfile

import django


def main() -> None:
    """Set up the site as in production, measure, and write docs/benchmark.md."""
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

        measure_all()


if __name__ == "__main__":
    main()
