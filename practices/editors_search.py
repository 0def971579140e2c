"""What the search of the editors' screens knows of a sheet. (Readers have the one of `search/`.)"""

from wagtail.search import index

from practices.parts import IMPLEMENTATION, PROSE_KINDS, SHEET, TERM_KINDS, Weight

_TERMS = [part.name for part in SHEET if part.kind in TERM_KINDS]
SEARCH_FIELDS = [
    *(index.SearchField(part.name) for part in SHEET if part.is_text and part.weight not in {None, Weight.TITLE}),
    *(index.RelatedFields(name, [index.SearchField("name")]) for name in _TERMS),
    index.RelatedFields(
        "implementations",
        [
            *(index.SearchField(part.name) for part in IMPLEMENTATION if part.kind in PROSE_KINDS),
            index.RelatedFields("municipalities", [index.SearchField("name")]),
        ],
    ),
]
# Prefetched: otherwise Wagtail asks for each of these five times for each sheet.
SEARCHED_RELATIONS = (*_TERMS, "implementations__municipalities")
