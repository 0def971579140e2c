"""Boundaries as SVG paths, and who touches whom, out of the TopoJSON file.

Map units: x grows eastward, y southward, 1000 units are the width of Flanders (about 240 km). One place on the map is an
integer, which is finer than a pixel on any screen that shows the whole map.
"""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
WIDTH, HEIGHT = 1000, 424
_WEST, _NORTH, _EAST = 2.5413, 51.5052, 5.9113  # degrees, the box around Flanders
_SQUEEZE = math.cos(math.radians(51))  # a degree of longitude is shorter than one of latitude
_SCALE = WIDTH / ((_EAST - _WEST) * _SQUEEZE)
_KILOMETRES = 111.3 / _SCALE  # of a map unit: a degree of latitude is 111.3 km

Point = tuple[int, int]


@dataclass(frozen=True)
class Shape:
    """A municipality on the map: its path data and the NIS codes of those that share a border with it."""

    path: str
    neighbours: frozenset[str]


def read_shapes(file: Path = DATA / "municipalities.topojson") -> dict[str, Shape]:
    """The shapes of a TopoJSON file by NIS code. Raises ValueError when the file holds no objects."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    if not topology.get("objects"):
        raise ValueError(f"{file.name} holds no shapes")
    geometries = next(iter(topology["objects"].values()))["geometries"]
    arcs = _project_arcs(topology)
    users: dict[int, set[str]] = {}  # by arc: the municipalities that it is a border of
    for geometry in geometries:
        for arc in _arcs(geometry):
            users.setdefault(arc, set()).add(geometry["id"])
    return {geometry["id"]: _shape(geometry, arcs, users) for geometry in geometries}


@lru_cache(maxsize=1)
def province_borders(file: Path = DATA / "municipalities.topojson") -> str:
    """The lines between the provinces, as path data: what two municipalities of different ones share.

    (The first figure of a NIS code is that of the province.)
    """
    topology = json.loads(file.read_text(encoding="utf-8"))
    provinces: dict[int, set[str]] = {}
    for geometry in next(iter(topology["objects"].values()))["geometries"]:
        for arc in _arcs(geometry):
            provinces.setdefault(arc, set()).add(geometry["id"][0])
    arcs = _project_arcs(topology)
    return "".join(_path(arcs[arc]).removesuffix("z") for arc, owners in provinces.items() if len(owners) > 1)


def _shape(geometry: dict, arcs: list[list[Point]], users: dict[int, set[str]]) -> Shape:
    touching = {other for arc in _arcs(geometry) for other in users[arc]}
    path = "".join(_path(_join(ring, arcs)) for ring in _rings(geometry))
    return Shape(path, frozenset(touching - {geometry["id"]}))


def _arcs(geometry: dict) -> Iterator[int]:
    """The numbers of the arcs of a municipality, whichever way they are walked."""
    for ring in _rings(geometry):
        yield from (arc if arc >= 0 else ~arc for arc in ring)


@lru_cache(maxsize=1)
def context_paths() -> dict[str, str]:
    """The five provinces and Brussels as path data by name, to draw behind and around the municipalities."""
    features = json.loads((DATA / "provinces_context.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["name"]: _geojson_path(feature["geometry"]) for feature in features}


class Box(NamedTuple):
    """The smallest rectangle around a shape, in map units."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> Point:
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


@lru_cache(maxsize=1_000)
def box_of(path: str) -> Box:
    """The rectangle around path data of `_path`. Raises ValueError for a path without points."""
    xs, ys = zip(*_points(path), strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _points(path: str) -> Iterator[Point]:
    for ring in path.split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x = y = 0
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            yield x, y


def kilometres_to_brussels(path: str) -> int:
    """From the middle of a shape to that of Brussels, as the crow flies."""
    return round(math.dist(box_of(path).middle, box_of(context_paths()["Brussel"]).middle) * _KILOMETRES)


def _geojson_path(geometry: dict) -> str:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return "".join(_path([_project(*point[:2]) for point in ring]) for polygon in polygons for ring in polygon)


def _project(longitude: float, latitude: float) -> Point:
    return round((longitude - _WEST) * _SQUEEZE * _SCALE), round((_NORTH - latitude) * _SCALE)


def _project_arcs(topology: dict) -> list[list[Point]]:
    scale_x, scale_y = topology["transform"]["scale"]
    move_x, move_y = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:  # each point is a step from the one before
            x, y = x + step_x, y + step_y
            points.append(_project(x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def _rings(geometry: dict) -> list[list[int]]:
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    return geometry["arcs"]


def _join(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One closed line out of the arcs of a ring; `~n` means arc n walked backward."""
    points: list[Point] = []
    for arc in ring:
        points.extend(arcs[arc] if arc >= 0 else reversed(arcs[~arc]))
    return points


def _path(points: list[Point]) -> str:
    """Path data with relative steps, without points that fall together on the grid."""
    if not points:
        return ""
    (start_x, start_y), steps = points[0], []
    x, y = start_x, start_y
    for next_x, next_y in points[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    line = "l" + " ".join(steps).replace(" -", "-") if steps else ""
    return f"M{start_x} {start_y}{line}z"
