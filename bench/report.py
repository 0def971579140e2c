"""The result as a table and a chart."""

from pathlib import Path

_WHOLE_FROM = 10  # from here on a figure is precise enough without decimals
_COLOURS = ("#14407A", "#9C1C4A", "#0B6B4F")
_OF_AN_ENGINE = {
    "faceted_query_ms": "faceted query with 20 cards (ms)",
    "update_ms": "one update (ms)",
    "rebuild_per_second": "documents into a new index (per second)",
    "whole_rebuild_per_second": "rebuild from the database (sheets/s)",
    "suggest_p95_ms": "suggestions, 95th percentile (ms)",
    "finder_ms": "reading the query, and its answer (ms)",
    "page_ms": "results page (ms)",
    "api_ms": "API (ms)",
    "page_per_second": "results page (per second, one gunicorn worker)",
    "api_per_second": "API (per second)",
    "bare_per_second": "bare Django view (per second)",
    "ratio": "**results page beside the bare view**, through the server",
}
_LABELS = {
    **{f"tantivy_{name}": f"Embedded: {label}" for name, label in _OF_AN_ENGINE.items()},
    **{f"elasticsearch_{name}": f"Elasticsearch: {label}" for name, label in _OF_AN_ENGINE.items()},
    "bare_view_ms": "bare Django view, in process (ms)",
    "page_queries": "database queries of the page",
    "page_kb": "HTML of the page (kB)",
}


def write_report(rows: list[dict], folder: Path) -> None:
    """Write benchmark.md and benchmark.svg."""
    lines = [
        "# Benchmark",
        "",
        "Made by `make bench`; times are medians, rates are of one gunicorn worker, no answer is kept between requests.",
        "Compare within a column: a machine is not always as fast.",
        "",
        "![chart](benchmark.svg)",
        "",
    ]
    lines += ["| | " + " | ".join(f"{row['sheets']:,}" for row in rows) + " |", "|---|" + "---:|" * len(rows)]
    for name, label in _LABELS.items():
        if name in rows[0]:
            lines.append(f"| {label} | " + " | ".join(_figure(row.get(name)) for row in rows) + " |")
    (folder / "benchmark.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    (folder / "benchmark.svg").write_text(_chart(rows), encoding="utf-8")


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int) or value >= _WHOLE_FROM:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def _chart(rows: list[dict]) -> str:
    """Milliseconds of query, page and API at each size, as bars."""
    names = [name for name in ("tantivy_faceted_query_ms", "tantivy_page_ms", "tantivy_api_ms") if name in rows[0]]
    highest = max(row[name] for row in rows for name in names)
    width, height, left, base = 720, 300, 40, 250
    parts = []
    for group, row in enumerate(rows):
        x = left + group * 220
        parts.append(f'<text x="{x}" y="{base + 24}">{row["sheets"]:,} sheets</text>')
        for bar, name in enumerate(names):
            tall = row[name] / highest * 200
            parts.append(
                f'<rect x="{x + bar * 56}" y="{base - tall:.1f}" width="44" height="{tall:.1f}" fill="{_COLOURS[bar]}"/>'
            )
            parts.append(f'<text x="{x + bar * 56}" y="{base - tall - 6:.1f}">{row[name]:.2f}</text>')
    for bar, name in enumerate(names):
        parts.append(f'<rect x="{left + bar * 220}" y="8" width="12" height="12" fill="{_COLOURS[bar]}"/>')
        parts.append(f'<text x="{left + 18 + bar * 220}" y="19">{_LABELS[name]}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">'
        f'<rect width="{width}" height="{height}" fill="#fff"/><path d="M{left} {base}H{width - 20}" stroke="#10203A"/>'
        f"{''.join(parts)}</svg>\n"
    )
