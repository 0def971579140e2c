"""The thesaurus out of the database, in the tokens of a language.

Kept in memory until a concept changes, so that what an editor does counts from the next search on, in every process and with
every engine; no index has to be built anew. The first reader after a change waits about a second for it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from practices.languages import SOURCE
from search.language.analysis import token
from search.language.resources import frame_words, known_words, stop_words
from search.language.words import words
from search.thesaurus.meanings import Name, Names, Thesaurus
from search.thesaurus.models import Concept, ConceptName, ConceptRelation

_kept: dict[str, tuple[tuple, Thesaurus]] = {}  # by language: the state of the concepts, and the thesaurus of it


def thesaurus_of(language: str) -> Thesaurus:
    """The thesaurus as it is now, for an index in a language. One query when nothing changed."""
    state = Concept.objects.state()
    known, thesaurus = _kept.get(language, (None, None))
    if thesaurus is None or known != state:
        thesaurus = _read(language)
        _kept[language] = (state, thesaurus)
    return thesaurus


def _read(language: str) -> Thesaurus:
    titles = dict(Concept.objects.values_list("pk", "title"))
    rows = list(filter(None, (_row(name, language) for name in _told(titles))))
    narrower, near = _relations()
    return Thesaurus(
        titles=titles,
        title_words={title: words(title) for title in titles.values()},
        free=_free(rows, hints=False),
        free_hints=_free(rows, hints=True),
        literal=_literal(rows, hints=False),
        literal_hints=_literal(rows, hints=True),
        names=_in_texts(rows),
        narrower=narrower,
        near=near,
        words=frozenset(row.written[0] for row in rows if len(row.written) == 1),
    )


def _free(rows: list["_Row"], *, hints: bool) -> Names:
    return Names((row.asked, row.concept) for row in rows if not row.is_literal and row.is_hint == hints)


def _literal(rows: list["_Row"], *, hints: bool) -> Names:
    return Names((frozenset(row.written), row.concept) for row in rows if row.is_literal and row.is_hint == hints)


class _Row(NamedTuple):
    """A name, for an index in a language; its folded words, and those that tell something.

    Of one that is literal these words count, in any order, and no other form of them.
    """

    name: "_Told"
    language: str
    written: list[str]
    telling: list[str]
    is_literal: bool

    @property
    def concept(self) -> int:
        return self.name.concept

    @property
    def is_hint(self) -> bool:
        """Whether it is only how people ask for it. (Several words, all of which count, say what is meant.)"""
        return self.name.is_hint and not (self.is_literal and len(self.written) > 1)

    @property
    def may_be_told(self) -> bool:
        """Whether a text may have it. (One literal word would, by its token, be another.)"""
        return self.name.may_be_in(self.language) and not (self.is_literal and len(self.written) == 1)

    @property
    def asked(self) -> frozenset[str]:
        """The tokens by which it is found in a query; how somebody says it in a sentence has words of its frame too."""
        telling = self.telling
        if self.is_hint:
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

    @property
    def shown(self) -> str:
        """How readers see it; a wrong spelling they do not."""
        return "" if self.kind == ConceptName.Kind.SPELLING else self.text

    @property
    def is_hint(self) -> bool:
        """Whether it is only how people ask for it."""
        return self.kind == ConceptName.Kind.PHRASE

    def means_another(self, written: list[str], language: str) -> bool:
        """Whether, in a Dutch index, a French or English name is also a Dutch word, which means something else."""
        return self.language != SOURCE == language and len(written) == 1 and written[0] in known_words()

    def may_be_in(self, language: str) -> bool:
        """Whether a text in a language may have it; what is not translated is Dutch everywhere."""
        return self.language in {language, SOURCE} and not self.is_hint and not self.is_avoided


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
    if not written or name.use == ConceptName.Use.WITHIN or name.means_another(written, language):
        return None
    telling = [word for word in written if word not in stop_words(language)]
    # Of several words with only one that tells something, that one alone would be something else: *zonder papieren*.
    is_literal = name.use == ConceptName.Use.LITERAL or len(telling) < min(len(written), 2)
    return _Row(name, language, written, telling, is_literal)


def _in_texts(rows: list[_Row]) -> dict[int, list[Name]]:
    found: dict[int, list[Name]] = defaultdict(list)
    for row in rows:
        if row.may_be_told:
            said = row.written if row.is_literal else row.telling
            found[row.concept].append(Name(tuple(token(word, row.language) for word in said), row.name.shown))
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
