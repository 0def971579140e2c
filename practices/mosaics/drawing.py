"""A mosaic as a picture."""

from functools import lru_cache

from practices.mosaics.composing import FORMS, HEIGHT, Placed, compose
from practices.mosaics.signs import MosaicSign
from practices.mosaics.tiles import coloured, field_of

_HALF = 26  # pixels of half a tile: edges of fields fall on whole ones


def picture_address(sign: MosaicSign | str, form: str) -> str:
    """Where the picture of a mosaic is; it never changes."""
    return f"/mozaiek/{form}/{sign}.svg"


@lru_cache(maxsize=500)
def draw_mosaic(sign: MosaicSign, form: str) -> str:
    """The mosaic of a sign in one of FORMS, as an SVG document that fills its box; 3 to 8 kB."""
    width, height = FORMS[form].width * _HALF, HEIGHT * _HALF
    tiles = "".join(_drawn(sign, placed) for placed in compose(sign, FORMS[form]))
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size} preserveAspectRatio="xMidYMid slice">'
        f'<rect {size} fill="{field_of(sign.colour, "tint")}"/>'
        f"{tiles}</svg>"
    )


def _drawn(sign: MosaicSign, placed: Placed) -> str:
    x, y, size = placed.x * _HALF, placed.y * _HALF, placed.size * _HALF
    shapes = coloured(placed.tile, sign.colour, placed.way)
    if placed.turn:
        shapes = f'<g transform="rotate({placed.turn} 50 50)">{shapes}</g>'
    elif sign.is_mirrored(placed.tile):
        shapes = f'<g transform="translate(100 0) scale(-1 1)">{shapes}</g>'
    field = f'<rect x="{x}" y="{y}" width="{size}" height="{size}" fill="{field_of(sign.colour, placed.way)}"/>'
    return f'{field}<svg x="{x}" y="{y}" width="{size}" height="{size}" viewBox="0 0 100 100">{shapes}</svg>'
