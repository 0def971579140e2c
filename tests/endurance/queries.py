"""Ten thousand queries, from noise to words of the sheets with signs between: none fails, none is slow."""

import time

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from municipalities.models import Municipality
from search.models import PracticeIndexPage
from tests.search.generated import WORDS, make_sheets

SHEETS = 1_000
SLOW = 0.8  # seconds, in which the site promises an answer
_SIGNS = ['"', "“", "-", "*", "(", ")", ":", "AND", "OR", "NOT", "~2", "^3", "\\", "/", "'", ",", "…", "ocmw", "NT2"]


def run(times):
    """The exit code: 0 when every query got an answer in time."""
    make_sheets(PracticeIndexPage.objects.get(), SHEETS)
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    client.get("/praktijken/")  # builds the index
    places = list(Municipality.objects.values_list("name", flat=True))
    noise = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
    words = st.lists(st.sampled_from([*WORDS, *places, *_SIGNS]) | st.text(max_size=12), max_size=40).map(" ".join)
    taken, wrong = [], []

    @settings(max_examples=times, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(query=noise | words)
    def ask(query):
        start = time.perf_counter()
        status = client.get("/praktijken/", {"q": query}).status_code
        taken.append(time.perf_counter() - start)
        if status not in {200, 301, 302} or taken[-1] > SLOW:
            wrong.append((status, round(taken[-1], 2), query))

    ask()
    taken.sort()
    print(
        f"{len(taken)} queries over {SHEETS} sheets; median {taken[len(taken) // 2] * 1000:.0f} ms, slowest {taken[-1]:.2f} s"
    )
    print(f"wrong: {wrong[:5]}")
    return int(bool(wrong) or len(taken) < times)
