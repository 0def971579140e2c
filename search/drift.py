"""Whether an index has drifted from the sheets: their number, which ones, and what each says."""

from dataclasses import dataclass, field

from search import indexes, journal
from search.engines import Engine


@dataclass
class Drift:
    """The primary keys of sheets that are not in the index, are in it without being published, or say something else."""

    missing: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)
    different: list[int] = field(default_factory=list)
    behind: int = 0  # rows of the journal that were not applied
    miscounted: bool = False  # the counts that are kept are not those of the sheets

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.different or self.behind or self.miscounted)


def find_drift(engine: Engine, language: str) -> Drift:
    """Compare every sheet with the index, by the fingerprint of its document. Raises EngineError without an index."""
    engine.refresh()
    number, applied = journal.latest(), engine.applied()
    expected = {document.id: document.fingerprint for document in indexes.documents(language)}
    found = dict(engine.contents())
    return Drift(
        missing=sorted(expected.keys() - found.keys()),
        extra=sorted(found.keys() - expected.keys()),
        different=sorted(key for key in expected.keys() & found.keys() if expected[key] != found[key]),
        behind=number - (applied or 0),
        miscounted=not engine.counts_hold(),
    )
