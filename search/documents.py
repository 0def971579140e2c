"""A sheet as an index keeps it: tokens to find it by, values to filter by, and all that a card shows."""

import hashlib
from dataclasses import dataclass, field

import orjson
from django.utils.translation import gettext as _

from practices.contacts import split_partners
from practices.models import PracticePage
from practices.photos.models import Photo
from practices.richtext import read_blocks
from search.language.analysis import Tokens, analyse
from search.language.words import WORD, words

# Another number makes every index start again: raise it when a document or the analysis of its text changes.
FORMAT = 8
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
    card: dict
    fingerprint: str = field(default="")

    def __post_init__(self) -> None:
        self.fingerprint = self.fingerprint or _fingerprint(self)


def _fingerprint(document: Document) -> str:
    """The same for the same content, and only then."""
    return hashlib.blake2b(orjson.dumps(document, option=orjson.OPT_SORT_KEYS), digest_size=12).hexdigest()


def make_document(page: PracticePage) -> Document:
    """The document of a sheet as a language shows it, loaded with `for_index`. Its source says under what it is found."""
    passages, leading = _passages(page), _leading_parts()
    main = [page.introduction, *(text for where, text in passages if where in leading)]
    body = [text for where, text in passages if where not in leading]
    texts = texts_of(page.title, "\n".join(main), "\n".join(body))
    spelled = {word.casefold() for text in [page.title, *main, *body] for word in WORD.findall(text)}
    return Document(
        id=page.original.pk,
        texts=texts,
        tokens=distinct(texts["all"]),
        places=_places(page),
        words=sorted(word for word in spelled if word.isalpha()),
        partners=_partners(page),
        facets=_facets(page.original),
        published=_moment(page.original),
        title_key=" ".join(words(page.title)),
        card=_card(page, passages),
    )


def texts_of(title: str, main: str, body: str) -> dict[str, Tokens]:
    """The text fields of a document."""
    texts = {"title": analyse(title), "main": analyse(main), "body": analyse(body)}
    whole = [token for tokens in texts.values() for token in tokens.whole]
    parts = [token for tokens in texts.values() for token in tokens.parts]
    return {**texts, "all": Tokens(whole, parts)}


def distinct(tokens: Tokens) -> list[str]:
    """Each token once, be it of a word or of a part of one."""
    return sorted({*tokens.whole, *tokens.parts})


def _leading_parts() -> set[str]:
    """The parts of a sheet whose words count for more than those of its running text."""
    return {_("Goals"), _("Category"), _("Target group"), _("Policy domain"), _("Keyword")}


def _passages(page: PracticePage) -> list[list[str]]:
    """Every text but title and introduction, with where it stands: a part of the sheet, or a municipality."""
    passages = [
        [_("Category"), page.category.name if page.category else ""],
        *([_("Target group"), term.name] for term in page.group_list),
        *([_("Keyword"), tag.name] for tag in page.tag_list),
        [_("Goals"), _plain(page.goals)],
        [_("How it works"), _plain(page.description)],
        [_("What helps"), _plain(page.success_factors)],
        [_("What gets in the way"), _plain(page.challenges)],
    ]
    for each in page.implementation_list:
        where = str(each)
        passages += [
            [where, _plain(each.description)],
            [where, each.partners],
            [where, " · ".join(each.contact_lines)],
        ]
    passages += [[_("Partners"), page.partners], *([_("Policy domain"), term.name] for term in page.domain_list)]
    return [passage for passage in passages if passage[1].strip()]


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


def _facets(page: PracticePage) -> dict[str, list[str]]:
    places = page.municipality_list
    return {
        "category": [page.category.slug] if page.category else [],
        "target_group": [term.slug for term in page.group_list],
        "policy_domain": [term.slug for term in page.domain_list],
        "tag": [tag.slug for tag in page.tag_list],
        "municipality": [place.slug for place in places],
        "province": sorted({place.province.slug for place in places}),
    }


def _card(page: PracticePage, passages: list[list[str]]) -> dict:
    """What a result shows; a passage keeps its tokens, by which a result knows in which one its words are."""
    original = page.original
    updated = original.last_published_at or original.first_published_at
    return {
        "id": original.pk,
        "language": page.language,
        "title": page.title,
        "url": page.address,
        "introduction": page.introduction,
        "category": _term(original.category) if original.category else None,
        "category_language": original.category.shown_language if original.category else "",
        "colour": original.colour,
        "target_groups": [_term(term) for term in page.group_list],
        "policy_domains": [_term(term) for term in page.domain_list],
        "tags": [_term(tag) for tag in original.tag_list],
        "municipalities": [_term(place) for place in original.municipality_list],
        "updated_at": updated.isoformat() if updated else "",
        "picture": _picture(original),
        "passages": [[where, text, " ".join(distinct(analyse(text)))] for where, text in [("", page.introduction), *passages]],
    }


def _term(term) -> dict:
    return {"value": term.slug, "label": term.name}


def _picture(page: PracticePage) -> str:
    """The address of the photo in the size of a result, made when the sheet was published; empty without one."""
    if not page.image:
        return ""
    return next((each.url for each in page.image.renditions.all() if each.filter_spec == Photo.RESULT_SIZE), "")
