"""Measure every page of a reader, with sheets in the database: what it costs a processor, and what a kept one gives.

CPU is that of our process, in milliseconds a request, the median of three rounds; so a busy machine changes little. A kept page
is asked through a real server, beside a bare Django view that answers the same bytes in the same seconds.
"""

import os
import shutil
import statistics
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.measuring import answer
from bench.serving import ROUNDS, rate, server
from practices.models import PracticePage
from search import indexes
from search.models import PracticeIndexPage
from search.warm_up import warm_up
from tests.search.generated import make_sheets

SIZES = (1_000, 10_000)
_ROUND = 0.5  # seconds of CPU
_PLACE = "aalst"
_BARE = "a bare Django view with the same bytes"
LABELS = {
    "/": "home",
    "/fr/": "home, in French",
    "{sheet}": "a sheet",
    "/fr{sheet}": "a sheet, in French",
    "/praktijken/": "all practices",
    "/praktijken/?q=taal+oefenen": "results for two words",
    "/praktijken/?category=taal": "a category",
    "/praktijken/?view=map": "the map of the results",
    "/gemeenten/": "all municipalities",
    f"/gemeenten/{_PLACE}/": "a municipality",
    "/praktijken/nieuw.rss": "the newest, as RSS",
    "/sitemap.xml": "the index of the sitemap",
    "/sitemap-sheets.xml": "a part of the sitemap",
    "/praktijken/?format=csv": "a file of results (at most 1,000)",
    "/praktijken/?format=contacts": "a file of contacts (at most 1,000)",
    "/api/v1/practices/?q=taal": "API",
    "/api/v1/suggest/?q=taa": "suggestions",
}
KEPT = ("/", "{sheet}", "/praktijken/")


def measure_pages() -> None:
    """Measure at every size, and write docs/benchmark-pages.md."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_municipalities", verbosity=0)
    columns, made, kept = [], 0, dict[str, list[tuple[float, float]]]()
    for size in SIZES:
        make_sheets(PracticeIndexPage.objects.get(), size - made, seed=size, first=made)
        made = size
        indexes.follow_journal()
        warm_up()
        sheet = f"/praktijken/{PracticePage.objects.published().order_by('pk')[0].slug}/"
        columns.append({path: _cost(path.format(sheet=sheet)) for path in LABELS})
        if shutil.which("wrk"):
            kept = kept or {path: _beside_a_bare_view(path.format(sheet=sheet)) for path in KEPT}
    _write(columns, kept)


def _cost(path: str) -> tuple[float, int, float]:
    """CPU-ms a request, queries, and kB of an address."""
    answer(path)
    with CaptureQueriesContext(connection) as captured:
        content = answer(path)
    return statistics.median(_round(path) for _number in range(3)), len(captured), len(content) / 1024


def _round(path: str) -> float:
    start, times = time.process_time(), 0
    while time.process_time() - start < _ROUND:
        answer(path)
        times += 1
    return (time.process_time() - start) / times * 1000


def _beside_a_bare_view(path: str) -> list[tuple[float, float]]:
    """How often in a second the kept page, and a bare view with its bytes, are answered, by two servers in turn."""
    with server({"BENCH_KEEPS": "1"}) as keeping, server({"BENCH_KEEPS": "0"}) as plain:
        return [(rate(keeping + path), rate(f"{plain}/bare/?like={path}")) for _number in range(ROUNDS)]


def _write(columns: list[dict[str, tuple[float, int, float]]], kept: dict[str, list[tuple[float, float]]]) -> None:
    told = f"Made by `make bench` on SQLite, with the embedded index, on {os.cpu_count()} cores."
    lines = ["# Pages", "", f"{told} CPU-ms a request, nothing kept.", ""]
    lines += ["| page | " + " | ".join(f"{size:,} sheets" for size in SIZES) + " | queries | kB |"]
    lines += ["|---|" + "---:|" * (len(SIZES) + 2)]
    for path, label in LABELS.items():
        costs = [column[path] for column in columns]
        lines.append(f"| {label} | {' | '.join(f'{cost[0]:.1f}' for cost in costs)} | {costs[-1][1]} | {costs[-1][2]:.0f} |")
    lines += [
        "",
        "## Kept pages",
        "",
        "Requests a second of one gunicorn worker, beside a bare Django view with the same bytes.",
    ]
    lines += ["", "| page | kept | bare view | ratio |", "|---|---:|---:|---:|"]
    for path, rounds in kept.items():
        rates = [statistics.median(each) for each in zip(*rounds, strict=True)]
        ratio = statistics.median(one / other for one, other in rounds)
        lines.append(f"| {LABELS[path]} | {rates[0]:,.0f} | {rates[1]:,.0f} | **{ratio:.2f}** |")
    (Path(__file__).parents[1] / "docs" / "benchmark-pages.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
