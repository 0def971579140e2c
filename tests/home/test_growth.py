"""No page of a reader grows with the number of sheets: it asks as many questions, and the database takes as many steps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import PracticePage
from practices.site_state import known_as
from search import indexes
from tests.search.generated import make_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FEW, MANY = 300, 900
STEPS = 20  # of SQLite's machine, between two counts
PAGES = (
    "/", "/fr/", "/praktijken/", "/praktijken/?q=taal", "/praktijken/?page=2", "/praktijken/?view=map",
    "/praktijken/?view=contacts", "/gemeenten/", "/gemeenten/aalst/", "/praktijken/nieuw.rss",
    "/sitemap.xml", "/sitemap-places.xml", "/sitemap-terms.xml", "/sitemap-translations.xml", "/api/v1/practices/",
    "/api/v1/municipalities/", "/api/v1/suggest/?q=taal", "/over/", "/gezond/",
)  # fmt: skip


def cost(client, address):
    """How many questions a page asks of the database, and how many steps those take."""
    steps = 0

    def count():
        nonlocal steps
        steps += 1

    connection.ensure_connection()
    # As for readers: what a process remembers holds while nothing changes, and not for a minute.
    with known_as(PracticePage.objects.count()):
        client.get(address)
        connection.connection.set_progress_handler(count, STEPS)
        try:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200, address
        finally:
            connection.connection.set_progress_handler(None, STEPS)
    return len(captured), steps


def costs(client):
    indexes.follow_journal()
    sheet = PracticePage.objects.published().order_by("pk").first().slug
    own = (f"/praktijken/{sheet}/", f"/fr/praktijken/{sheet}/", f"/praktijken/{sheet}/doen-wij-ook/", f"/selectie/?s={sheet}")
    return {address.replace(sheet, "sheet"): cost(client, address) for address in (*PAGES, *own)}


@pytest.mark.usefixtures("db")
def test_three_times_as_many_sheets_cost_no_reader_more(client, index):
    make_sheets(index, FEW, seed=1)
    few = costs(client)
    make_sheets(index, MANY - FEW, seed=2, first=FEW)
    many = costs(client)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as an administrator or a backup may
    analysed = costs(client)

    # SQLite that was analysed reads all pages to find the translated ones; nothing else says which they are.
    for translated in ("/sitemap.xml", "/sitemap-translations.xml"):
        del analysed[translated]
    for now in (many, analysed):
        assert {page: (few[page], now[page]) for page in now if has_grown(few[page], now[page])} == {}


def has_grown(few, now):
    return now[0] > few[0] or now[1] > 1.5 * few[1] + 20
