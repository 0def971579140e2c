"""The sign of a sheet: what its mosaic shows in every form, so a reader meets the same one in a list and beside a link."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from municipalities.text import normal_form
from practices.colours import PAIRS
from practices.mosaics.tiles import shapes

# By the slug of a category: the tiles that speak of it, and the plain ones that go around them.
_OF_CATEGORY = {
    "onthaalbeleid": (("deur", "sleutel", "wegwijzer", "bel", "welkomstpakket", "plattegrond"), ("kwart", "boog", "half")),
    "taal": (("ballonnen", "letters", "bdpq", "aanhaling", "gesprek", "klank"), ("blad", "klank", "vier")),
    "ontmoeting-en-participatie": (("tafel", "mensen", "hand", "kop", "slinger", "pan"), ("half", "schijf", "tweehalf")),
    "inclusieve-vrije-tijd": (("bal", "fiets", "schommel", "golven", "vlieger", "noten"), ("golf", "ring", "kwart")),
    "onderwijs": (("boek", "potloden", "boekentas", "geodriehoek", "telraam", "school"), ("wig", "trap", "balken")),
    "antidiscriminatie-en-racisme": (
        ("gelijk", "balans", "gezicht", "schild", "op-een-lijn", "halt"),
        ("balken", "half", "vlak"),
    ),
    "levensbeschouwing": (("vier-tekens", "kaars", "drie-bogen", "maanstanden", "rozet", "dageraad"), ("ster", "blad", "half")),
    "personeelsbeleid": (("badge", "bureau", "ladder", "stoel", "cv", "groei"), ("trap", "vlak", "kwart")),
    "polarisatie-en-samenleven": (
        ("brug", "schakels", "profielen", "spanningsmeter", "weefsel", "tegenover"),
        ("wig", "molen", "half"),
    ),
    "diversiteitsbeleid": (("kompas", "stadhuis", "waaier", "plan", "route", "veelheid"), ("molen", "kwart", "wig")),
    "wonen": (("huis-wonen", "gevels-wonen", "sleutel", "deur"), ("wig", "balken", "boog")),
    "werk": (("koffer-werk", "winkel-werk", "ladder", "badge"), ("trap", "vlak", "kwart")),
}
_SAME = {"polarisatie": "polarisatie-en-samenleven"}
_ANY = "ontmoeting-en-participatie"
# By the slug of a policy domain: the tile that speaks of it.
_OF_DOMAIN = {
    "armoedebestrijding": "paraplu-welzijn",
    "burgerzaken": "stempel-burgerzaken",
    "communicatie": "brief-communicatie",
    "cultuur": "noten",
    "economie": "winkel-werk",
    "gelijke-kansen": "gelijk",
    "gezin-en-kinderopvang": "blokken-gezin",
    "gezondheid": "hart-gezondheid",
    "jeugd": "vlieger",
    "levensbeschouwing": "vier-tekens",
    "milieu": "boom-milieu",
    "mobiliteit": "bus-mobiliteit",
    "onderwijs": "boek",
    "personeel": "badge",
    "sport": "bal",
    "taal": "gesprek",
    "veiligheid": "lantaarn-veiligheid",
    "vrije-tijd": "bal",
    "welzijn": "paraplu-welzijn",
    "werk": "koffer-werk",
    "wonen": "huis-wonen",
}
# What a word of a title begins with, or a part of it is, and the tile that shows it; the first that is there.
_OF_WORD = {
    "fiets": "fiets",
    "zwem": "golven",
    "speelplein": "schommel",
    "speel": "schommel",
    "keuken": "pan",
    "koken": "pan",
    "kook": "pan",
    "feest": "slinger",
    "tuin": "boom-milieu",
    "tolk": "gesprek",
    "praat": "ballonnen",
    "gesprek": "deur",
    "welkom": "welkomstpakket",
    "loket": "bel",
    "meldpunt": "halt",
    "huur": "balans",
    "buddy": "mensen",
    "buurt": "kop",
    "vrijwillig": "hand",
    "lees": "aanhaling",
    "lezen": "aanhaling",
    "boek": "boek",
    "school": "boekentas",
    "huiswerk": "potloden",
    "opvang": "sleutel",
    "kamp": "bdpq",
    "taal": "letters",
    "muziek": "noten",
    "koor": "noten",
    "sport": "bal",
    "personeel": "badge",
    "sollicit": "cv",
    "levensbeschouw": "vier-tekens",
    "dialoog": "vier-tekens",
    "polarisatie": "brug",
    "woon": "huis-wonen",
    "wonen": "huis-wonen",
    "gezond": "hart-gezondheid",
    "winkel": "winkel-werk",
    "werk": "koffer-werk",
}
_NEVER_MIRRORED = frozenset({"letters", "bdpq", "aanhaling", "plan", "cv"})
NOTHING = "-"
_CODE = re.compile(r"(?P<colour>\w+)_(?P<set>[\w-]+)_(?P<hero>[\w-]+)_(?P<theme>[\w-]+)_(?P<seed>\d{1,12})", re.ASCII)


@dataclass(frozen=True)
class MosaicSign:
    """What a mosaic shows. `category` names a set of tiles; `theme` is NOTHING without one. All else follows from the seed."""

    colour: str
    category: str
    hero: str
    theme: str
    seed: int

    @classmethod
    def read(cls, code: str) -> "MosaicSign":
        """The sign of a code, which is part of an address. Raises ValueError for one that says nothing."""
        found = _CODE.fullmatch(code)
        if not found:
            raise ValueError(f"{code} is no sign")
        sign = cls(found["colour"], found["set"], found["hero"], found["theme"], int(found["seed"]))
        known = {*shapes(), NOTHING}
        if sign.colour not in PAIRS or sign.category not in _OF_CATEGORY or not {sign.hero, sign.theme} <= known:
            raise ValueError(f"{code} names what there is not")
        return sign

    def __str__(self) -> str:
        return f"{self.colour}_{self.category}_{self.hero}_{self.theme}_{self.seed}"

    @property
    def plain_tiles(self) -> tuple[str, ...]:
        """What goes around what is meant."""
        return _OF_CATEGORY[self.category][1]

    @cached_property
    def second(self) -> str:
        """Another tile of the category."""
        others = [tile for tile in _OF_CATEGORY[self.category][0] if tile != self.hero]
        return others[self.seed % len(others)]

    @cached_property
    def way(self) -> str:
        """How its hero is coloured."""
        return random.Random(self.seed * 31 + 7).choices(("dark", "tint", "yellow"), (46, 32, 22))[0]  # noqa: S311 - no secret

    def is_mirrored(self, tile: str) -> bool:
        """Whether a tile is drawn the other way round; letters and lists never are."""
        return self.seed % 2 == 1 and tile not in _NEVER_MIRRORED


def sign_of(*, title: str, category: str, domains: Iterable[str], colour: str, seed: int) -> MosaicSign:
    """The sign of a sheet, by its Dutch title, the slugs of its category and policy domains, its colour and its key."""
    family = _SAME.get(category, category)
    family = family if family in _OF_CATEGORY else _ANY
    own = _OF_CATEGORY[family][0]
    words = normal_form(title)
    hero = next((tile for word, tile in _OF_WORD.items() if word in words), own[seed % len(own)])
    themes = (_OF_DOMAIN.get(domain, NOTHING) for domain in domains if domain != category)
    theme = next((tile for tile in themes if tile not in {hero, NOTHING}), NOTHING)
    return MosaicSign(colour, family, hero, theme, seed)


def sign_of_category(slug: str, colour: str) -> MosaicSign:
    """The sign of a category: the first tile that speaks of it."""
    family = _SAME.get(slug, slug)
    family = family if family in _OF_CATEGORY else _ANY
    return MosaicSign(colour, family, _OF_CATEGORY[family][0][0], NOTHING, 4)
