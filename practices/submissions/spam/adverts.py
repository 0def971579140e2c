"""Signs of a machine in what somebody wrote: the words of adverts, links, another language, letters without sense.

Officers write Dutch, or the language of the page, about their municipality, with now and then a link to its site. Each sign has
the points that it weighs; what weighs too much together goes to quarantine (suspicion.py).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

_LINK = re.compile(r"(?:https?://(?:www\.)?|www\.)[^\s<>\"')\]]+", re.IGNORECASE)
_MARKUP = re.compile(r"\[(?:url|link)\b|<a\s", re.IGNORECASE)  # nobody writes that by hand
_MOST_LINKS = 3
# Where the links of municipalities lead: what is Belgian, of the Union, or a service that everybody shares things with.
_USUAL = re.compile(
    r"(?:^|\.)(?:be|vlaanderen|brussels|gent|eu|nl|fr|org|gov|int|museum)$|(?:^|\.)(?:youtube|youtu|vimeo|facebook|instagram|linkedin"
    r"|google|forms|microsoft|office|canva|padlet|issuu|spotify|wikipedia|mentimeter|eventbrite|sharepoint)\.(?:com|org|be)$"
)
_SHORTENED = re.compile(
    r"(?:^|\.)(?:bit\.ly|tinyurl\.com|t\.me|t\.co|goo\.gl|is\.gd|cutt\.ly|rb\.gy|wa\.me|ow\.ly|shorturl\.at)$"
)
_LINES = (Path(__file__).parent / "advert_words.txt").read_text("utf-8").splitlines()
_ADVERT_WORDS = [line for line in _LINES if not line.startswith("#")]


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_CRUDE = _any_of(line[1:] for line in _ADVERT_WORDS if line.startswith("!"))
_ADVERTS = _any_of(line.removeprefix("!") for line in _ADVERT_WORDS)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_FRAME = {  # words that every text of some length has
    "nl": "de het een en van in is op te voor met zijn aan dat die niet om ook er wij we ze je of als bij door naar uit maar "
    "over wordt worden onze ons hun elke per kan kunnen komen heeft hebben meer dit deze wie",
    "fr": "le la les un une et de des du en est pour avec dans que qui pas sur au aux nous vous ce cette plus par sont leur",
    "de": "der das und ich sie ihnen ihr unsere neue mit für auf ist nicht eine einen wir auch bei zu von sind viel",
    "es": "el los las y que por para con una su somos es más este esta como pero sus nuestra nuestro hoy muy sin",
    "it": "il gli e che per con una sono nel della dei più questo questa come ma non nostra nostro vostro di",
    "pt": "o os e que por para com uma seu somos é mais este esta como mas não nossa nosso você seus em",
    "en": "the a an and of to in is for with on are we you your our that this it as at be by from can will more not have",
}
_FRAMES = {language: frozenset(words.split()) for language, words in _FRAME.items()}
_OF_THE_SITE = frozenset({"nl", "fr", "en"})
_FEWEST_FRAME = 2  # words of a frame by which it counts
_FEWEST, _FEWEST_OF_UNKNOWN = 8, 20  # words by which a language can be told, and the absence of all three
_UNKNOWN_SHARE = 0.04
_HARD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}|[a-z][A-Z][a-z]+[A-Z]|^[^aeiouyáéèëïóöüAEIOUY]{5,}$")
_LATIN = re.compile(r"[a-zà-ɏ]", re.IGNORECASE)


@dataclass(frozen=True)
class Sign:
    """Something that machines do more than people: how much it weighs, and how a moderator reads it."""

    points: int
    words: str


class Said:
    """Texts by the name of their field, of who calls themselves so, on a page where one of these languages is expected."""

    def __init__(self, texts: Mapping[str, str], name: str, expected: frozenset[str]) -> None:
        self.texts, self.name, self.expected = texts, name, expected
        self.everything = " \n".join(texts.values())
        prose = " \n".join(text for field, text in texts.items() if field not in {"contacts", "partners"})
        self.prose = _LINK.sub(" ", prose)
        self.words = [word.casefold() for word in _WORD.findall(self.prose)]
        self.links = {link.casefold().rstrip("./,;:!?’”") for link in _LINK.findall(self.everything)}
        self.hosts = [_host(link) for link in self.links]
        self.odd_hosts = [host for host in self.hosts if not _USUAL.search(host)]


def signs_of_the_words(texts: Mapping[str, str], name: str, expected: frozenset[str]) -> Iterator[Sign]:
    """What is odd about what somebody wrote."""
    said = Said(texts, name, expected)
    for points, words in (
        (len(said.odd_hosts) > 0, _("a link to another kind of site than officers name")),
        (2 * bool(_MARKUP.search(said.everything)), _("links in code")),
        (_many_links(said), _("many links")),
        (any(map(_SHORTENED.search, said.hosts)), _("a link that hides where it leads")),
        (_is_mostly_links(said), _("little more than links")),
        (2 * bool(_LINK.search(f"{name} {texts.get('own_title', '')}")), _("a link in a name")),
        (_adverts(said), _("words of adverts")),
        (2 * _is_in_another_script(said), _("in another script")),
        (_another_language(said), _("in another language than the page")),
        (_is_in_no_language(said), _("in a language that the site does not have")),
        (2 * _is_senseless(said), _("letters without sense")),
        (2 * _is_the_same(said), _("the same in several fields")),
    ):
        if points:
            yield Sign(int(points), words)


def _host(link: str) -> str:
    try:
        return (urlsplit(link if "://" in link else f"https://{link}").hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are no address
        return link


def _many_links(said: Said) -> int:
    if len(said.links) <= _MOST_LINKS:
        return 0
    return 2 if len(said.odd_hosts) > 1 else 1


def _is_mostly_links(said: Said) -> bool:
    words = _WORD.findall(_LINK.sub(" ", said.everything))
    return len(words) < _FEWEST * len(said.odd_hosts)


def _adverts(said: Said) -> int:
    found = {each.casefold() for each in _ADVERTS.findall(f"{said.everything} {said.name}")}
    return 2 if len(found) > 1 or _CRUDE.search(said.everything) else len(found)


def _is_in_another_script(said: Said) -> bool:
    letters = [sign for sign in said.prose if sign.isalpha()]
    return sum(1 for sign in letters if _LATIN.match(sign)) * 2 < len(letters)


def _frames(said: Said) -> dict[str, int]:
    return {language: sum(word in frame for word in said.words) for language, frame in _FRAMES.items()}


def _another_language(said: Said) -> int:
    totals = _frames(said)
    told = max(totals, key=lambda language: totals[language])
    ours = max(totals[language] for language in said.expected & totals.keys())
    is_ours = told in _OF_THE_SITE
    is_told = len(said.words) >= _FEWEST and totals[told] >= _FEWEST_FRAME and totals[told] > ours * (1 if is_ours else 2)
    return is_told * (1 if is_ours else 2)


def _is_in_no_language(said: Said) -> bool:
    most = max(_frames(said).values())
    return len(said.words) >= _FEWEST_OF_UNKNOWN and most < len(said.words) * _UNKNOWN_SHARE and not _is_in_another_script(said)


def _is_senseless(said: Said) -> bool:
    """Whether most of the longer words are letters as they come; abbreviations are short."""
    words = [word for word in _WORD.findall(said.prose) if len(word) > len("LOI's")]
    return bool(words) and sum(1 for word in words if _HARD.search(word)) * 2 > len(words)


def _is_the_same(said: Said) -> bool:
    texts = [" ".join(text.casefold().split()) for text in said.texts.values() if len(text) > len("zie hierboven")]
    return len(texts) > 1 and len(set(texts)) == 1
