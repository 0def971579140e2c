"""How good the search is, on queries with the sheets that somebody judged relevant for them."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DEPTH = 10


@dataclass(frozen=True)
class Judged:
    """A query with the slugs of the sheets that should be found, best first; none when nothing may be found."""

    query: str
    relevant: tuple[str, ...]
    kind: str
    reason: str = ""


@dataclass(frozen=True)
class Score:
    """How a query fared: nDCG and recall of the first ten, 1 is best; and what was found."""

    judged: Judged
    ndcg: float
    recall: float
    found: list[str]


def read_judged(file: Path) -> list[Judged]:
    """The queries of a file, tab separated: query, slugs separated by commas, kind, reason; # starts a remark.

    Raises ValueError for a line without the four columns.
    """
    result = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) < 3:  # noqa: PLR2004 - a reason may be missing
            raise ValueError(f"{file}:{number}: {len(columns)} columns; expected query, slugs, kind, reason")
        query, slugs, kind, *reason = columns
        relevant = tuple(slug.strip() for slug in slugs.split(",") if slug.strip())
        result.append(Judged(query.strip(), relevant, kind.strip(), " ".join(reason)))
    return result


def evaluate(judged: list[Judged], search: Callable[[str], list[str]]) -> list[Score]:
    """Put every query to `search`, which gives slugs, best first."""
    return [score(each, search(each.query)) for each in judged]


def score(judged: Judged, found: list[str]) -> Score:
    """nDCG@10 with the rank in the judged list as the gain, so that the best sheet should come first; recall@10.

    Where nothing may be found, anything that is found makes both 0.
    """
    if not judged.relevant:
        value = 0.0 if found else 1.0
        return Score(judged, value, value, found)
    total = len(judged.relevant)
    gains = {slug: (total - rank) / total for rank, slug in enumerate(judged.relevant)}
    ideal = _dcg(sorted(gains.values(), reverse=True)[:DEPTH])
    top = found[:DEPTH]
    hits = sum(1 for slug in top if slug in gains)
    return Score(judged, _dcg([gains.get(slug, 0.0) for slug in top]) / ideal, hits / min(total, DEPTH), found)


def _dcg(gains: list[float]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))
