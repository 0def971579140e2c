"""How well anyone's words find the sheet, by kind of search, on sheets and searches that were written without the thesaurus."""

from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest

from practices.importing.saving import import_files
from search.evaluation import evaluate, read_judged
from search.finding import Finder, Question

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HERE = Path(__file__).parent / "judged"
SHEETS = [*(Path(__file__).parents[2] / "practices" / "data" / "sheets").glob("*.txt"), *(HERE / "sheets").glob("*.txt")]
# nDCG@10. Plain BM25, with a Dutch stemmer and any word matching, gives 0.78 on questions, 0.00 on other words, 0.45 on all.
ENOUGH = {
    "question": 0.90,
    "other_words": 0.70,
    "synonym": 0.80,
    "inflection": 0.95,
    "compound": 0.90,
    "abbreviation": 0.95,
    "several_words": 0.93,
    "typo": 0.95,
    "negative": 0.85,
}
ALL = 0.85


@pytest.fixture
def sheets(index):
    import_files(sorted(SHEETS), index=index, publish=True)


def scores(engine):
    finder = Finder("nl", engine)
    return evaluate(read_judged(HERE / "blind.tsv"), lambda query: found_by(finder, query))


def found_by(finder, query, limit=10):
    cards = finder.find(Question(query, limit=limit), facets=()).found.cards
    return [card["url"].strip("/").rsplit("/", 1)[-1] for card in cards]


def by_kind(found):
    kinds = defaultdict(list)
    for score in found:
        kinds[score.judged.kind].append(score.ndcg)
    return {kind: round(mean(values), 3) for kind, values in kinds.items()}


def test_anyones_words_find_the_sheet(sheets):
    found = scores("tantivy")
    kinds = by_kind(found)

    assert kinds.keys() == ENOUGH.keys()
    assert {kind: value for kind, value in kinds.items() if value < ENOUGH[kind]} == {}
    assert mean(score.ndcg for score in found) >= ALL


@pytest.mark.elasticsearch
def test_both_engines_find_the_same(sheets, elasticsearch):
    embedded, remote = by_kind(scores("tantivy")), by_kind(scores("elasticsearch"))

    assert {kind: (embedded[kind], remote[kind]) for kind in embedded if abs(embedded[kind] - remote[kind]) > 0.02} == {}
    assert abs(mean(embedded.values()) - mean(remote.values())) <= 0.01


@pytest.mark.parametrize(
    ("asked", "never"),
    [
        ("taal", {"fietslessen", "samentuin"}),
        ("NT2", {"voorleesambassadeurs", "pictogrammen-gemeentehuis"}),
        ("maatje", {"inclusieve-speelpleinwerking"}),  # it has *op maat*
        ("app", {"contacttaal-klare-taal", "sociaal-tolken"}),  # they have a website
        ("welkom heten", {"samentuin", "winteropvang-daklozen"}),
        ("ouderen", {"okan-vrije-tijd"}),
    ],
)
def test_a_word_finds_what_it_says_and_not_all_that_is_near_it(sheets, asked, never):
    assert never & set(found_by(Finder("nl"), asked, limit=50)) == set()
