"""Give the search a hard time, on a database and indexes of its own; exits with 1 when anything was lost.

`deeds`: a thousand random changes, with a real Elasticsearch that is stopped or frozen half of the time. `--start` is the
script that starts a node on ES_PORT, prints its address, and stops it with `--stop`.
`rebuild`: the index of ten thousand sheets is built anew under twenty searches and five edits a second.
`queries`: ten thousand queries of all kinds.
`kept`: a thousand random deeds by two processes; after each, every kept page equals a new one.
`photos`: the dearest photos that are allowed, each cleaned in a process of its own.
`submissions`: five hundred practices with photos while server and worker are killed, and the mail server is away. With
`--troubles`, as root and with PostgreSQL installed, the disk is full now and then, and the database is stopped or hangs.
"""

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django

from tests.endurance import troubles


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["deeds", "rebuild", "queries", "kept", "photos", "submissions"])
    parser.add_argument("--times", type=int, default=0, help="how many deeds (1000), sheets or queries (10000)")
    parser.add_argument("--start", default="../shared/elasticsearch/start", help="the script that starts Elasticsearch")
    parser.add_argument("--port", default="9203", help="where it starts it")
    parser.add_argument("--troubles", action="store_true", help="of disk and database, with `submissions`")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="praktijken-endurance-") as folder, ExitStack() as stack:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tests.endurance.settings",
            "ENDURANCE_FOLDER": folder,
            "DEBUG": "true",
            "BASE_URL": "http://localhost",
            "MEDIA_ROOT": f"{folder}/media",
            "EMAIL_URL": "smtp://127.0.0.1:8195",
            "DATABASE_URL": troubles.POSTGRESQL if options.troubles else f"sqlite:///{folder}/db.sqlite3",
            "ELASTICSEARCH_URL": f"http://127.0.0.1:{options.port}" if options.what == "deeds" else "",
        }
        django.setup()
        from tests.endurance import deeds, kept, photos, queries, rebuild, submissions, surroundings

        if options.what == "photos":
            return photos.run()
        if options.troubles:
            cluster = stack.enter_context(troubles.Cluster(Path(folder)))
            disk = Path(folder) / "media"
            stack.enter_context(troubles.small_disk(disk))
        surroundings.prepare()
        if options.what == "deeds":
            node = surroundings.Node(options.start, options.port)
            return deeds.run(node, options.times or 1_000)
        if options.what == "submissions":
            mishaps = (lambda: troubles.fill(disk, 8), lambda: cluster.stop(5), lambda: cluster.hang(20))
            return submissions.run(options.times or 500, mishaps if options.troubles else ())
        if options.what == "kept":
            return kept.run(options.times or 1_000)
        return {"rebuild": rebuild.run, "queries": queries.run}[options.what](options.times or 10_000)


if __name__ == "__main__":
    sys.exit(main())
