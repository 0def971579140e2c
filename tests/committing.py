"""The end of a transaction, in a test that is rolled back."""

from django.db import connection


def committed():
    """On PostgreSQL a transaction is counted at its end; a test that is rolled back has to ask for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS site_changed IMMEDIATE")
            cursor.execute("SET CONSTRAINTS site_changed DEFERRED")
