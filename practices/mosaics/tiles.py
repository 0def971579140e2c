"""The tiles: 100 by 100, of shapes in five roles that get their colours where they are drawn.

The roles are classes: `f` field, `a` what it means, `b` second to that, `c` accent, `w` paper; `s` before it colours a line.
They were drawn for this project, and lie in tiles.svg.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from practices.colours import PAIRS, SUN, Pair

_FILE = Path(__file__).parent / "tiles.svg"
_SYMBOL = re.compile(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)
_ROLE = re.compile(r'class="(s?)([fabcw])"')
_WHITE = "#fff"
WAYS = ("tint", "dark", "yellow", "white")


@cache
def shapes() -> dict[str, str]:
    """The shapes of each tile, without its field, by its name."""
    return dict(_SYMBOL.findall(_FILE.read_text(encoding="utf-8")))


@lru_cache(maxsize=2_000)
def coloured(tile: str, colour: str, way: str) -> str:
    """The shapes of a tile in a pair of colours, in one of WAYS."""
    roles = _roles(PAIRS[colour], way)
    return _ROLE.sub(lambda found: f'{"stroke" if found[1] else "fill"}="{roles[found[2]]}"', shapes()[tile])


def field_of(colour: str, way: str) -> str:
    """The colour of the field of a tile."""
    return _roles(PAIRS[colour], way)["f"]


def _roles(pair: Pair, way: str) -> dict[str, str]:
    """What is meant always stands out from its field, in grey too; yellow on a light field is only ever an extra."""
    return {
        "tint": {"f": pair.tint, "a": pair.dark, "b": pair.middle, "c": SUN, "w": _WHITE},
        "dark": {"f": pair.dark, "a": pair.tint, "b": pair.mixed(0.64), "c": SUN, "w": pair.mixed(0.4)},
        "yellow": {"f": SUN, "a": pair.dark, "b": pair.middle, "c": _WHITE, "w": pair.tint},
        "white": {"f": _WHITE, "a": pair.dark, "b": pair.middle, "c": SUN, "w": pair.tint},
    }[way]
