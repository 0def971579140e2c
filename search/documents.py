"""A sheet as an index keeps it: tokens to find it by, values to filter by, and all that a card shows."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
from django.utils import translation

from practices.contacts import split_partners
from practices.models import Attachment, GalleryPhoto, Implementation, PracticePage
from practices.parts import ROWS, SHEET, TERM_KINDS, Kind, Part, Shown, Weight, value_of
from practices.photos.models import Photo
from practices.richtext import read_blocks
from practices.vocabularies import terms_in
from search.facets import FACETS
from search.index_cards import SHOWN, Card, NamedValue, Passage
from search.language.analysis import Tokens, analyse
from search.language.words import WORD, words


def _format(number: int) -> str:
    """The number with a fingerprint of the tables that documents are made from: another part, weight or facet changes it."""
    parts = [
        (part.name, part.kind.name, part.shown.name, part.weight and part.weight.name)
        for table in (SHEET, *ROWS.values())
        for part in table
    ]
    told = orjson.dumps([parts, [facet.name for facet in FACETS], [each.plural for each in SHOWN]])
    return f"{number}-{hashlib.blake2b(told, digest_size=3).hexdigest()}"


# A new value makes every index start again: raise the number when text analysis or the making of documents changes.
FORMAT = _format(17)
TEXT_FIELDS = ("title", "main", "body", "all")


@dataclass
class Document:
    """One sheet. `facets` holds slugs by the name of the facet; `card` is what a result shows, as plain values.

    `texts` has three fields, from a title to a body, by which a sheet is ranked, and `all` of them together, by which a
    phrase matches; `tokens` has each token of them once, by which a word matches. `places` are the folded words by which
    its municipalities are written in the sheet. `words` are all words as they are spelled, and `partners` their names, for
    completing and correcting what is typed.
    """

    id: int
    texts: dict[str, Tokens]
    tokens: list[str]
    places: list[str]
    words: list[str]
    partners: list[str]
    facets: dict[str, list[str]]
    published: int  # microseconds since 1970: an import publishes many in one second
    title_key: str
    card: Card
    fingerprint: str = field(default="")

    def __post_init__(self) -> None:
        self.fingerprint = self.fingerprint or _fingerprint(self)


def _fingerprint(document: Document) -> str:
    """The same for the same content, and only then."""
    return hashlib.blake2b(orjson.dumps(document, option=orjson.OPT_SORT_KEYS), digest_size=12).hexdigest()


def make_document(page: PracticePage, language: str) -> Document:
    """The document of a sheet, loaded with `for_index`, as shown in a language.

    The parts are named in that language, whatever the language of the request that happens to update the index.
    """
    with translation.override(language):
        return _made(page, language)


def _made(page: PracticePage, language: str) -> Document:
    passages = [passage for passage in _passages(page) if passage.text.strip()]
    main, body = (_of_weight(passages, weight) for weight in (Weight.MAIN, Weight.BODY))
    texts = text_fields(page.title, "\n".join(main), "\n".join(body), language)
    return Document(
        id=page.original.pk,
        texts=texts,
        tokens=distinct(texts["all"]),
        places=_places(page),
        words=_spelled([page.title, *main, *body]),
        partners=_partners(page),
        facets={facet.name: facet.slugs(page.original) for facet in FACETS},
        published=_moment(page.original),
        title_key=" ".join(words(page.title)),
        card=_card(page, passages, language),
    )


def _of_weight(passages: list["_Read"], weight: Weight) -> list[str]:
    return [passage.text for passage in passages if passage.weight is weight]


def _spelled(texts: list[str]) -> list[str]:
    """All words, as they are spelled."""
    found = {word.casefold() for text in texts for word in WORD.findall(text)}
    return sorted(word for word in found if word.isalpha())


def text_fields(title: str, main: str, body: str, language: str) -> dict[str, Tokens]:
    """The text fields of a document."""
    texts = {name: analyse(text, language) for name, text in (("title", title), ("main", main), ("body", body))}
    whole = [token for tokens in texts.values() for token in tokens.whole]
    parts = [token for tokens in texts.values() for token in tokens.parts]
    return {**texts, "all": Tokens(whole, parts)}


def distinct(tokens: Tokens) -> list[str]:
    """Each token once, whether of a whole word or of part of one."""
    return sorted({*tokens.whole, *tokens.parts})


class _Read(NamedTuple):
    """A text of a sheet: in which part, what stands above it, and how much its words count."""

    part: str
    where: str
    text: str
    weight: Weight


def _passages(page: PracticePage) -> Iterator[_Read]:
    """Every text but the title, in the order of the parts."""
    for part in SHEET:
        if part.weight is None or part.weight is Weight.TITLE:
            continue
        if part.kind is Kind.BLOCKS:
            yield from (read for row in value_of(page, part) for read in _passages_in(part, row))
        elif part.kind in TERM_KINDS:
            label = str(terms_in(part.name).label)
            yield from (_Read(part.name, label, term.name, part.weight) for term in page.terms_of(part.name))
        else:
            yield _Read(part.name, "" if part.shown is Shown.OWN else part.title, _text(page, part), part.weight)


def _passages_in(block: Part, row: Implementation | GalleryPhoto | Attachment) -> Iterator[_Read]:
    """The texts of an implementation, under its name, of a photo, or of a file."""
    where = str(row) if isinstance(row, Implementation) else block.title
    for part in ROWS[block.name]:
        if part.weight:
            yield _Read(block.name, where, _text(row, part), part.weight)


def _text(owner: PracticePage | Implementation | GalleryPhoto | Attachment, part: Part) -> str:
    value = getattr(owner, part.name)
    if part.kind is Kind.FILES:
        return str(value.title)
    if part.is_rich:
        return _plain(value)
    return " · ".join(owner.contact_lines) if part.kind is Kind.CONTACTS else value


def _plain(html: str) -> str:
    return " · ".join(block.text for block in read_blocks(html))


def _moment(page: PracticePage) -> int:
    return int(page.first_published_at.timestamp() * 1_000_000) if page.first_published_at else 0


def _places(page: PracticePage) -> list[str]:
    written = [text for each in page.implementation_list for text in [each.label, each.contacts]]
    return words("\n".join([*written, *(place.name for place in page.municipality_list)]))


def _partners(page: PracticePage) -> list[str]:
    texts = [page.partners, *(each.partners for each in page.implementation_list)]
    return list(dict.fromkeys(partner for text in texts for partner in split_partners(text)))


def _card(page: PracticePage, passages: list[_Read], language: str) -> Card:
    """What a result shows, in the language of the index where there are words for it."""
    original = page.original
    updated = original.last_published_at or original.first_published_at
    return {
        "id": original.pk,
        "language": page.language,
        "title": page.title,
        "url": page.address,
        "introduction": page.introduction,
        "values": {each.plural: [_named(value) for value in each.values(original)] for each in SHOWN},
        "category_language": original.shown_category.shown_language if original.shown_category else "",
        "colour": original.colour,
        "sign": str(original.sign),
        "published_at": original.first_published_at.isoformat() if original.first_published_at else "",
        "updated_at": updated.isoformat() if updated else "",
        "picture": _picture(original),
        "photo": _photo(original),
        "passages": [_passage(each, language) for each in passages],
    }


def _passage(read: _Read, language: str) -> Passage:
    tokens = " ".join(distinct(analyse(read.text, language)))
    return {"part": read.part, "where": read.where, "text": read.text, "tokens": tokens}


def _named(value: Any) -> NamedValue:
    return {"value": value.slug, "label": value.name}


def _picture(page: PracticePage) -> str:
    """The address of the photo in the size of a result, made when the sheet was published; empty without one."""
    return page.image.address_of(Photo.RESULT_SIZE) if page.image else ""


def _photo(page: PracticePage) -> list[Any]:
    """The address, width and height of the photo in the size of a card, made with the other one; empty without one."""
    made = page.image.renditions.all() if page.image else ()
    return next(([each.url, each.width, each.height] for each in made if each.filter_spec == Photo.CARD_SIZE), [])
