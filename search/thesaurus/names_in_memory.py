"""The thesaurus out of the database, in the tokens of a language.

Read once for each of its states and kept in memory, so that what an editor changes counts from the next search on, in every
process and with every engine; no index has to be built anew.
"""

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Count, Max

from practices.languages import CODES, SOURCE
from search.language.analysis import token
from search.language.resources import frame_words, known_words, stop_words
from search.language.words import words
from search.thesaurus.meanings import Name, Names, Thesaurus
from search.thesaurus.models import Concept, ConceptName, ConceptRelation


def thesaurus_of(language: str) -> Thesaurus:
    """The thesaurus as it is now, for an index in a language. One query when nothing changed."""
    state = Concept.objects.aggregate(total=Count("pk"), newest=Max("changed_at"))
    return _read(language, state["total"], state["newest"])


@lru_cache(maxsize=len(CODES))
def _read(language: str, _total: int, _newest: object) -> Thesaurus:
    titles = dict(Concept.objects.values_list("pk", "title"))
    rows = list(filter(None, (_row(name, language) for name in _told(titles))))
    narrower, near = _relations()
    return Thesaurus(
        titles=titles,
        title_words={title: words(title) for title in titles.values()},
        free=Names((row.asked, row.concept) for row in rows if row.counts is _Counts.FREE),
        asked=Names((row.asked, row.concept) for row in rows if row.counts is _Counts.ASKED),
        literal=Names((frozenset(row.written), row.concept) for row in rows if row.counts is _Counts.LITERAL),
        names=_in_texts(rows),
        narrower=narrower,
        near=near,
        words=_single(rows),
    )


class _Counts(Enum):
    """How a name counts in a query."""

    FREE = auto()
    ASKED = auto()
    LITERAL = auto()


class _Row(NamedTuple):
    """A name, for an index in a language; its folded words, and those that tell something."""

    concept: int
    text: str
    language: str
    written: list[str]
    telling: list[str]
    counts: _Counts
    may_be_told: bool  # in a text

    @property
    def asked(self) -> frozenset[str]:
        """The tokens by which it is found in a query; how somebody says it in a sentence has words of its frame too."""
        telling = self.telling
        if self.counts is _Counts.ASKED:
            bare = [word for word in telling if word not in frame_words(self.language)]
            telling = bare if len(bare) > 1 else telling
        return frozenset(token(word, self.language) for word in telling)


class _Told(NamedTuple):
    """A name as it stands in the database."""

    concept: int
    text: str
    language: str = SOURCE
    kind: str = ConceptName.Kind.FORMAL
    use: str = ConceptName.Use.FREE
    is_avoided: bool = False

    def may_be_in(self, language: str) -> bool:
        """Whether a text in a language may have it; what is not translated is Dutch everywhere."""
        return self.language in {language, SOURCE} and self.kind != ConceptName.Kind.PHRASE and not self.is_avoided


def _told(titles: dict[int, str]) -> Iterator[_Told]:
    """All names, titles first; a title that has a row too is used as that says."""
    fields = ("concept", "text", "language", "kind", "use", "is_avoided")
    names = [_Told(*row) for row in ConceptName.objects.order_by("pk").values_list(*fields)]
    known = {(name.concept, name.text) for name in names}
    yield from (_Told(*title) for title in titles.items() if title not in known)
    yield from names


def _row(name: _Told, language: str) -> _Row | None:
    """A name for an index in a language; None for one that does not count there by itself."""
    written = words(name.text)
    if not written or name.use == ConceptName.Use.WITHIN or (name.language != SOURCE == language and _is_dutch(written)):
        return None
    telling = [word for word in written if word not in stop_words(language)]
    counts = _counts(name, written, telling)
    is_one_literal = counts is _Counts.LITERAL and len(written) == 1  # by its token a text has other words too
    return _Row(name.concept, name.text, language, written, telling, counts, name.may_be_in(language) and not is_one_literal)


def _counts(name: _Told, written: list[str], telling: list[str]) -> _Counts:
    # Of several words with only one that tells something, that one alone would be something else: *zonder papieren*.
    if name.use == ConceptName.Use.LITERAL or len(telling) < min(len(written), 2):
        return _Counts.LITERAL
    return _Counts.ASKED if name.kind == ConceptName.Kind.PHRASE else _Counts.FREE


def _single(rows: list[_Row]) -> frozenset[str]:
    return frozenset(row.written[0] for row in rows if len(row.written) == 1)


def _is_dutch(written: list[str]) -> bool:
    """Whether a French or English name is also a Dutch word, which means something else."""
    return len(written) == 1 and written[0] in known_words()


def _in_texts(rows: list[_Row]) -> dict[int, list[Name]]:
    found: dict[int, list[Name]] = defaultdict(list)
    for row in rows:
        if row.may_be_told:
            said = row.written if row.counts is _Counts.LITERAL else row.telling
            found[row.concept].append(Name(tuple(token(word, row.language) for word in said), row.text))
    return dict(found)


def _relations() -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """By concept, those that are a kind of it, and those that help who looks for it."""
    narrower: dict[int, list[int]] = defaultdict(list)
    near: dict[int, list[int]] = defaultdict(list)
    for concept, kind, other in ConceptRelation.objects.values_list("concept", "kind", "other"):
        if kind == ConceptRelation.Kind.BROADER:
            narrower[other].append(concept)
        else:
            near[concept].append(other)
        if kind == ConceptRelation.Kind.RELATED:
            near[other].append(concept)
    return dict(narrower), dict(near)
