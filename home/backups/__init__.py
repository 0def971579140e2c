"""The whole site in one file, and back: every row, every file, on either database.

`backing_up.py` writes the file and `restoring.py` reads it; `archive.py` is what it looks like, `table_rows.py` how a table is
written so that another database reads it, `media.py` which files there are. `shelf.py` is the folder where a site keeps its
backups, `trial.py` tries each of them.
"""
