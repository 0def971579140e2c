"""The small map beside a sheet: its municipalities on the ground of the five provinces."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from municipalities.models import Municipality
from municipalities.shapes import HEIGHT, WIDTH, Box, Point, box_of, context_paths

_BRUSSELS = "Brussel"
_MARGIN = 28  # map units around the municipalities
_NARROWEST = 300  # map units: nearer by, nobody knows where it is
_RATIO = 4 / 3


class PlaceMap(NamedTuple):
    """`window` is a viewBox, `ground` the provinces as path data, and `places` have a shape each."""

    window: str
    ground: str
    brussels: str
    brussels_at: Point
    places: list[Municipality]


def place_map(places: Iterable[Municipality]) -> PlaceMap | None:
    """The part of the map where these municipalities are; None without any that has a shape."""
    drawn = [place for place in places if place.shape]
    if not drawn:
        return None
    ground, brussels = _ground()
    window = _around([box_of(place.shape) for place in drawn])
    return PlaceMap(window, ground, brussels, box_of(brussels).middle, drawn)


@cache
def _ground() -> tuple[str, str]:
    """The provinces, and Brussels, which is none."""
    paths = context_paths()
    return "".join(path for name, path in paths.items() if name != _BRUSSELS), paths[_BRUSSELS]


def _around(boxes: list[Box]) -> str:
    """The window on these boxes, in the proportion of the picture and inside the map."""
    left, top = min(box.left for box in boxes) - _MARGIN, min(box.top for box in boxes) - _MARGIN
    right, bottom = max(box.right for box in boxes) + _MARGIN, max(box.bottom for box in boxes) + _MARGIN
    width = min(max(right - left, (bottom - top) * _RATIO, _NARROWEST), WIDTH)
    height = width / _RATIO
    x = min(max((left + right - width) / 2, 0), WIDTH - width)
    y = (top + bottom - height) / 2 if height >= HEIGHT else min(max((top + bottom - height) / 2, -_MARGIN), HEIGHT - height)
    return f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}"
