"""The concepts that come with the project, out of `data/`."""

from pathlib import Path
from typing import Any, NamedTuple

_DATA = Path(__file__).parent / "data"
_WITHIN = {"ambiguous"}  # what a name means elsewhere too
_LITERAL = {"exact", "clash"}  # whose words, without their small ones or their endings, are those of something else


class _Row(NamedTuple):
    """A name as it stands in names.tsv."""

    key: str
    preferred: str
    text: str
    language: str
    kind: str
    note: str

    @property
    def use(self) -> str:
        """In which form the name counts, as models.py has it."""
        notes = set(self.note.split(","))
        return "within" if notes & _WITHIN else "literal" if notes & _LITERAL else "free"

    @property
    def is_kept(self) -> bool:
        """Whether it is a row of its own: a title is only when it is used otherwise than other names."""
        return self.preferred == "0" or self.use != "free"

    def fields(self, keys: dict[str, int]) -> dict[str, Any]:
        """What the row of the database has."""
        return {
            "concept_id": keys[self.key],
            "text": self.text,
            "language": self.language,
            "kind": self.kind,
            "use": self.use,
            "is_avoided": "avoid" in self.note,
        }


def load(concepts: Any, names: Any, relations: Any) -> None:
    """Put the concepts with their names and relations into tables that have none yet, of models.py or a migration."""
    rows = [_Row(*cells) for cells in _cells("names.tsv")]
    concepts.objects.bulk_create([concepts(key=row.key, title=row.text) for row in rows if row.preferred == "1"])
    keys = dict(concepts.objects.values_list("key", "pk"))
    names.objects.bulk_create([names(**row.fields(keys)) for row in rows if row.is_kept], batch_size=1000)
    relations.objects.bulk_create(
        [relations(concept_id=keys[one], kind=kind, other_id=keys[other]) for one, kind, other in _cells("relations.tsv")],
        batch_size=1000,
    )


def define(concepts: Any, names: Any) -> None:
    """Give the concepts that come with the project their definitions, and mark the names that these explain.

    A concept that has a definition keeps it.
    """
    for key, explained, definition in _cells("definitions.tsv"):
        if concepts.objects.filter(key=key, definition="").update(definition=definition) and explained:
            names.objects.filter(concept__key=key, language="nl", text=explained).update(is_explained=True)


def _cells(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]
