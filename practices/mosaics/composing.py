"""Where each tile of a mosaic stands: on a grid of half tiles, four of them high.

The hero is two tiles wide and fills the height; further motifs are in a field of another colour, so that shapes do not grow
together; a third of what is left stays empty.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from practices.mosaics.signs import NOTHING, MosaicSign

HEIGHT = 4  # half tiles
_HERO, _TILE, _HALF = 4, 2, 1  # sizes, in half tiles
_WAYS, _SHARES = ("tint", "dark", "yellow", "white"), (54, 27, 15, 4)
_EMPTY, _WHOLE = 0.34, 0.74  # what is left free of the places of a tile, and up to where there is one tile in it


@dataclass(frozen=True)
class Form:
    """A form: `width` in half tiles, where the hero may begin, and whether there is room for more than it."""

    width: int
    hero_at: tuple[int, ...]
    is_rich: bool = True


FORMS = {
    "rij": Form(5, (0, 1), is_rich=False),
    "kaart": Form(11, (0, 4, 7)),
    "fiche": Form(6, (0, 2)),
    "band": Form(25, (8, 10, 12)),
    "deel": Form(20, (2, 6, 10)),
    "tegel": Form(4, (0,), is_rich=False),
}


@dataclass(frozen=True)
class Placed:
    """A tile on the grid: where it begins and its size in half tiles, how it is coloured, its turn in degrees."""

    tile: str
    x: int
    y: int
    size: int
    way: str
    turn: int = 0


def compose(sign: MosaicSign, form: Form) -> list[Placed]:
    """The tiles of a mosaic; the same for the same sign and form."""
    chance = random.Random(f"{sign}{form.width}")  # noqa: S311 - no secret: one sign gives one picture
    begin = chance.choice(form.hero_at)
    placed = [Placed(sign.hero, begin, 0, _HERO, sign.way)]
    columns = _columns(form, begin)
    motifs = _motifs(sign, chance, columns) if form.is_rich else []
    placed += motifs
    taken = {(each.x, each.y) for each in motifs}
    for column in columns:
        for y in range(0, HEIGHT, _TILE):
            if (column, y) not in taken:
                placed += _filling(sign, chance, column, y, placed)
    for column in _narrow_columns(form, begin):
        placed += _halves(sign, chance, column)
    return placed


def _columns(form: Form, begin: int) -> list[int]:
    """Where tiles may begin beside the hero."""
    left = range(begin % _TILE, begin, _TILE)
    right = range(begin + _HERO, form.width - 1, _TILE)
    return [*left, *right]


def _narrow_columns(form: Form, begin: int) -> Iterator[int]:
    """Those in which only half a tile fits."""
    if begin % _TILE:
        yield 0
    if (form.width - begin) % _TILE:
        yield form.width - 1


def _motifs(sign: MosaicSign, chance: random.Random, columns: list[int]) -> list[Placed]:
    """The second motif and the theme, each in a column of its own."""
    tiles = [tile for tile in (sign.second, sign.theme) if tile not in {NOTHING, sign.hero}]
    at = chance.sample(columns, min(len(tiles), len(columns)))
    ways = ["tint", "yellow", "dark"] if sign.way == "dark" else ["dark", "tint", "white"]
    return [
        Placed(tile, column, chance.choice((0, _TILE)), _TILE, way) for tile, column, way in zip(tiles, at, ways, strict=False)
    ]


def _filling(sign: MosaicSign, chance: random.Random, x: int, y: int, before: list[Placed]) -> Iterator[Placed]:
    """A plain tile, a cluster of half ones, or nothing."""
    kind = chance.random()
    if kind < _EMPTY:
        return
    if kind < _WHOLE:
        yield _unlike(_plain(sign, chance, x, y, _TILE), before, chance)
        return
    for row in (y, y + 1):
        for column in (x, x + 1):
            if chance.random() > _EMPTY:
                yield _plain(sign, chance, column, row, _HALF)


def _halves(sign: MosaicSign, chance: random.Random, x: int) -> Iterator[Placed]:
    empty = chance.randrange(HEIGHT)
    for y in range(HEIGHT):
        if y != empty:
            yield _plain(sign, chance, x, y, _HALF)


def _plain(sign: MosaicSign, chance: random.Random, x: int, y: int, size: int) -> Placed:
    way, turn = chance.choices(_WAYS, _SHARES)[0], chance.choice((0, 90, 180, 270))
    return Placed(chance.choice(sign.plain_tiles), x, y, size, way, turn)


def _unlike(tile: Placed, before: list[Placed], chance: random.Random) -> Placed:
    """The tile, in another way when one beside it is the same."""
    beside = [each for each in before if abs(each.x - tile.x) <= each.size and abs(each.y - tile.y) <= each.size]
    if any((each.tile, each.way) == (tile.tile, tile.way) for each in beside):
        others = [way for way in _WAYS if way != tile.way]
        return Placed(tile.tile, tile.x, tile.y, tile.size, chance.choice(others), tile.turn)
    return tile
