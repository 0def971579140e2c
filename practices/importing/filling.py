"""Taking over into a sheet what changed in its file since the import before.

What an editor changed on the site stays, unless the file changed in the same place: then the file wins, and a doubt says so
(the old text is in the page's history). Implementations are compared one by one and field by field.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.utils.translation import gettext as _

from municipalities.models import Municipality
from municipalities.text import normal_form
from practices.importing.content import ImplementationContent, SheetContent
from practices.importing.terms import find_or_make, term_key
from practices.models import Implementation, PracticePage
from practices.parts import IMPLEMENTATION, SHEET, empty
from practices.richtext import read_blocks
from practices.vocabularies import TERMS, TermVocabulary

_TEXTS = (*(part.name for part in SHEET if part.is_typed), "to_place")
_ROW_TEXTS = tuple(part.name for part in IMPLEMENTATION if part.is_text)
_NOTHING = {**{part.name: empty(part) for part in SHEET}, "to_place": ""}  # what a file said of a part that came later
_ROW_FACTS = tuple(part.name for part in IMPLEMENTATION if part.headings)
_ROW = (*dict.fromkeys((*_ROW_TEXTS, *_ROW_FACTS)), "website_lost")


def fill(page: PracticePage, content: SheetContent, before: dict | None, doubts: list[str]) -> None:
    """Fill an unsaved or draft sheet; `before` is what the file said the last time, None for a new sheet."""
    now = content.as_json()
    said = None if before is None else {**_NOTHING, **before}
    changed = {name for name, value in now.items() if said is None or said.get(name) != value}
    _fill_texts(page, {name: now[name] for name in changed.intersection(_TEXTS)}, said, doubts)
    for vocabulary in [each for each in TERMS if each.part in changed]:
        _fill_terms(page, vocabulary, now[vocabulary.part], said, doubts)
    if "implementations" in changed:
        _fill_implementations(page, content.implementations, before, doubts)


def _fill_texts(page: PracticePage, written: dict[str, str], said: dict | None, doubts: list[str]) -> None:
    for name, text in written.items():
        if said is not None and not _same(getattr(page, name), said[name]):
            doubts.append(_replaced(page._meta.get_field(name).verbose_name))
        setattr(page, name, text)
    page.draft_title = page.title


def _replaced(field: object) -> str:
    return _("“%(field)s” was edited on the site; the file replaced it. The old text is in the page's history") % {
        "field": field
    }


def _fill_terms(
    page: PracticePage, vocabulary: TermVocabulary, written: str | list[str], said: dict | None, doubts: list[str]
) -> None:
    """The terms with these names in place of those that are there; what an editor chose goes with a doubt."""
    if said is not None and _keys(_listed(said[vocabulary.part])) != _keys(term.name for term in vocabulary.values(page)):
        doubts.append(_replaced(page._meta.get_field(vocabulary.part).verbose_name))
    found = (find_or_make(vocabulary.model, name, page.locale, doubts) for name in _listed(written))
    page.set_terms(vocabulary.part, [term for term in found if term])


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _keys(names: Iterable[str]) -> set[str]:
    return {term_key(name) for name in names if name}


def _fill_implementations(
    page: PracticePage, contents: list[ImplementationContent], before: dict | None, doubts: list[str]
) -> None:
    """The blocks of the file in their order, then what editors added, and what they edited and the file dropped."""
    said = {normal_form(block["label"]): block for block in (before or {}).get("implementations", [])}
    rows = list(page.implementations.all())
    result = [*_from_file(page, contents, said, rows, doubts), *_from_editors(said, rows, doubts)]
    for order, row in enumerate(result):
        row.sort_order = order
    page.implementations.set(result)


def _from_file(
    page: PracticePage, contents: list[ImplementationContent], said: dict, rows: list[Implementation], doubts: list[str]
) -> Iterator[Implementation]:
    """A row for each block, but for those that an editor took off the sheet; those of `said` and `rows` are used up."""
    for content in contents:
        block = said.pop(normal_form(content.label), None)
        row = _find_row(rows, content.label, block)
        if row is not None:
            rows.remove(row)
            yield _fill_row(row, content, block, doubts)
        elif {"facts": {}, **(block or {})} != asdict(content):
            yield _fill_row(Implementation(locale=page.locale), content, None, doubts)


def _from_editors(said: dict, rows: list[Implementation], doubts: list[str]) -> Iterator[Implementation]:
    """The rows that no block of the file is about any more, but those that the file dropped and nobody edited."""
    dropped = [row for block in said.values() if (row := _find_row(rows, block["label"], block))]
    for row in rows:
        if row not in dropped:
            yield row
        elif _edited(row, said.get(normal_form(row.label))):
            doubts.append(_("%(name)s is no longer in the file, but was edited on the site: kept") % {"name": row})
            yield row


def _find_row(rows: list[Implementation], label: str, block: dict | None) -> Implementation | None:
    """The row of a block: by its name, or by its municipalities where an editor emptied the name."""
    key = normal_form(label)
    for row in rows:
        if row.label and normal_form(row.label) == key:
            return row
    codes = set(block["municipalities"]) if block else set()
    return next((row for row in rows if not row.label and codes and _codes(row) == codes), None)


def _fill_row(row: Implementation, content: ImplementationContent, block: dict | None, doubts: list[str]) -> Implementation:
    now, said = _as_saved(asdict(content)), _as_saved(block) if block else None
    for name in [name for name in _ROW if said is None or said[name] != now[name]]:
        if said is not None and not _same(getattr(row, name), said[name]):
            doubts.append(_replaced(f"{content.label}: {row._meta.get_field(name).verbose_name}"))
        setattr(row, name, now[name])
    if block is None or block["municipalities"] != content.municipalities:
        _fill_places(row, content, block, doubts)
    row.full_clean(exclude=["page", "municipalities", "locale", "translation_key"])
    return row


def _fill_places(row: Implementation, content: ImplementationContent, block: dict | None, doubts: list[str]) -> None:
    if block is not None and _codes(row) != set(block["municipalities"]):
        doubts.append(_replaced(f"{content.label}: {row._meta.get_field('municipalities').verbose_name}"))
    row.municipalities.set(Municipality.objects.filter(nis_code__in=content.municipalities))


def _edited(row: Implementation, block: dict | None) -> bool:
    said = _as_saved(block) if block else None
    return said is None or any(not _same(getattr(row, name), said[name]) for name in _ROW) or bool(row.confirmed_on)


def _same(now: object, said: object) -> bool:
    """Equal in what they say: an editor's save writes untouched rich text in another form."""
    if isinstance(now, str) and isinstance(said, str) and "<" in now + said:
        return read_blocks(now) == read_blocks(said)
    return now == said


def _codes(row: Implementation) -> set[str]:
    return {place.nis_code for place in row.municipalities.all()}


def _as_saved(block: dict) -> dict:
    """A block of a file in the values that a row keeps."""
    website = block["website"] or ""
    if website and not website.lower().startswith(("http://", "https://")):
        website = f"https://{website}"
    return {
        **{name: block.get(name, "") for name in _ROW_TEXTS},
        **{name: block.get("facts", {}).get(name, "") for name in _ROW_FACTS},
        "contacts": "\n".join(block["contacts"]),
        "website": website,
        "website_lost": block["website"] == "",
    }
