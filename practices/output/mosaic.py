"""The mosaic that stands where a photo is missing: simple shapes in the category's colours, the same every time.

A mosaic is drawn from a seed (the sheet's id), so two sheets differ and one sheet never changes.
"""

import random

from practices.colours import PAIRS, SUN

CELL = 60
_FILLED = 0.62  # the share of cells that hold a shape
_QUARTERS = [
    "M0 0h60A60 60 0 0 1 0 60z",
    "M60 0v60A60 60 0 0 1 0 0z",
    "M60 60H0A60 60 0 0 1 60 0z",
    "M0 60V0A60 60 0 0 1 60 60z",
]
_HALVES = [
    "M0 30A30 30 0 0 1 60 30z",
    "M30 0A30 30 0 0 1 30 60z",
    "M60 30A30 30 0 0 1 0 30z",
    "M30 60A30 30 0 0 1 30 0z",
]
_WEDGES = ["M0 0h60L0 60z", "M0 0h60v60z", "M60 0v60H0z", "M0 0v60h60z"]
_SQUARE = ["M0 0h60v60H0z"]
_DOT = ["M30 15a15 15 0 0 1 0 30a15 15 0 0 1 0-30z"]
_SHAPES = [(_QUARTERS, 34), (_HALVES, 18), (_WEDGES, 22), (_SQUARE, 12), (_DOT, 14)]


def draw_mosaic(seed: int, colour: str, columns: int, rows: int) -> str:
    """An SVG document of `columns` by `rows` cells; `colour` is a key of `colours.PAIRS`. It scales to its box.

    Shapes of one colour are one `<path>`, so a mosaic of 16 by 3 is about 2 kB.
    """
    pair = PAIRS.get(colour, PAIRS["blue"])
    paths: dict[str, list[str]] = {}
    chance = random.Random(seed * 7919 + columns * 31 + rows)  # noqa: S311 - no secret: one seed gives one picture
    shapes, weights = zip(*_SHAPES, strict=True)
    for row in range(rows):
        for column in range(columns):
            if chance.random() > _FILLED:
                continue
            outline = chance.choice(chance.choices(shapes, weights)[0])
            fill = chance.choices([pair.dark, pair.middle, "#fff", SUN], [55, 20, 13, 12])[0]
            paths.setdefault(fill, []).append(_moved(outline, column * CELL, row * CELL))
    width, height = columns * CELL, rows * CELL
    body = "".join(f'<path fill="{fill}" d="{"".join(parts)}"/>' for fill, parts in paths.items())
    return (
        f'<svg class="mosaic" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">'
        f'<rect width="{width}" height="{height}" fill="{pair.tint}"/>{body}</svg>'
    )


def _moved(outline: str, x: int, y: int) -> str:
    """Path data moved by (x, y). Upper-case commands hold absolute places, lower-case ones do not change."""
    moved = []
    command = ""
    for token in _tokens(outline):
        if token.isalpha():
            command, arguments = token, []
            moved.append(token)
        else:
            arguments.append(token)
            moved.append(_moved_argument(command, len(arguments) - 1, token, x, y))
    return "".join(part if part.isalpha() else f"{part} " for part in moved).replace(" z", "z").strip()


def _moved_argument(command: str, index: int, token: str, x: int, y: int) -> str:
    value = float(token)
    if command in "ML":
        value += x if index % 2 == 0 else y
    elif command == "H":
        value += x
    elif command == "V":
        value += y
    elif command == "A":  # rx ry rotation large sweep x y
        value += {5: x, 6: y}.get(index % 7, 0)
    return f"{value:g}"


def _tokens(outline: str) -> list[str]:
    spaced = "".join(f" {character} " if character.isalpha() else character for character in outline)
    return spaced.replace("-", " -").split()
