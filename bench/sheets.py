"""Generated sheets, as documents for an index: the same for the same number."""

import random
import re
from collections.abc import Iterator

from search.documents import Document, distinct, text_fields
from search.facet_labels import FacetLabels
from search.index_cards import SHOWN, NamedValue
from search.language.analysis import analyse
from search.language.resources import known_words
from search.language.words import words

_COMMON = re.split(
    r"\s+",
    """onthaal gesprek taal oefenen buurt vrijwilligers ouders kinderen school fiets zwemles tuin
    koken ontmoeting nieuwkomers inburgering tolken discriminatie huisvesting werk jeugd sport bibliotheek buddy
    dialoog feest onthaalgesprekken praattafels vrijwilligerswerk taalkamp speelplein oudercafé
    wijkkeuken samentuin brugfiguren""",
)
_LENGTHS = {"title": 4, "introduction": 25, "description": 120}


def generate(total: int, names: FacetLabels) -> Iterator[Document]:
    """Sheets of about 150 words: a third of them about the five subjects of the sheet, the rest from the word list."""
    rare = sorted(known_words())
    chance = random.Random(total)  # noqa: S311 - makes the same sheets every time, and no secret
    values = {facet: list(labels.items()) for facet, labels in names.labels.items()}
    for number in range(total, 0, -1):  # as search/indexes.py puts them in
        subjects = chance.sample(_COMMON, 5)
        texts = {part: _text(chance, subjects, rare, length) for part, length in _LENGTHS.items()}
        yield _document(number, texts, {facet: _chosen(chance, facet, found) for facet, found in values.items()})


def _text(chance: random.Random, subjects: list[str], rare: list[str], length: int) -> str:
    common, others = chance.choices(subjects, k=length // 3), chance.choices(rare, k=length - length // 3)
    both = common + others
    chance.shuffle(both)
    return " ".join(both).capitalize()


def _chosen(chance: random.Random, facet: str, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    most = {"category": 1, "province": 1}.get(facet, 4)
    return chance.sample(found, min(chance.randint(1, most), len(found)))


def _document(number: int, texts: dict[str, str], chosen: dict[str, list[tuple[str, str]]]) -> Document:
    title, introduction, description = texts.values()
    fields = text_fields(title, introduction, description, "nl")
    labelled: dict[str, list[NamedValue]] = {
        facet: [{"value": slug, "label": label} for slug, label in found] for facet, found in chosen.items()
    }
    places = [label for _slug, label in chosen["municipality"]]
    return Document(
        id=number,
        texts=fields,
        tokens=distinct(fields["all"]),
        places=words(" ".join(places)),
        words=sorted(set(f"{title} {introduction} {description}".casefold().split())),
        partners=[],
        facets={facet: [slug for slug, _label in found] for facet, found in chosen.items()},
        published=1_600_000_000 + number,
        title_key=title.casefold(),
        card={
            "id": number,
            "language": "nl",
            "title": title,
            "url": f"/praktijken/{number}/",
            "introduction": introduction,
            "values": {vocabulary.plural: labelled[vocabulary.name] for vocabulary in SHOWN},
            "category_language": "nl",
            "colour": "blue",
            "sign": f"blue_taal_letters_-_{number}",
            "published_at": "2026-11-24T12:00:00+01:00",
            "updated_at": "2026-11-24T12:00:00+01:00",
            "picture": "",
            "photo": [],
            "passages": [
                {"part": part, "where": where, "text": text, "tokens": " ".join(distinct(analyse(text, "nl")))}
                for part, where, text in [("introduction", "", introduction), ("description", "Hoe het werkt", description)]
            ],
        },
        fingerprint=str(number),
    )
