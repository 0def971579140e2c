"""Bringing the municipalities in the database up to the files of a year, mergers included."""

import csv
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from municipalities.figures import size_of
from municipalities.models import Figures, Municipality, MunicipalityAlias, Province
from municipalities.shapes import DATA, kilometres_to_brussels, read_shapes
from municipalities.signals import municipalities_loaded, municipality_merged, municipality_resized

_MERGED = re.compile(r"\((?P<code>\d{5}), \d{4}\)")


class MunicipalityDataError(Exception):
    """The files contradict the database or themselves; nothing was changed."""


@dataclass
class LoadReport:
    """What a load did, in names."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


@transaction.atomic
def load_municipalities(*, folder: Path = DATA) -> LoadReport:
    """Make the database equal to the files in `folder`; raises MunicipalityDataError and changes nothing when it can't.

    A municipality that is gone from the files must be named in the `merged_from` of another: it stays, points to that one,
    and `municipality_merged` tells the other rooms. One that keeps its name and gets a new NIS code stays the same row.
    """
    rows = _read(folder / "municipalities.csv")
    report = LoadReport()
    _follow_new_codes(rows)
    for row in rows:
        _save_municipality(row, report)
    _save_shapes(folder)
    _save_aliases(_read(folder / "municipality_aliases.csv"))
    _merge_vanished(rows, report)
    _save_figures(folder)
    municipalities_loaded.send(Municipality)
    return report


def _read(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        raise MunicipalityDataError(f"{file} is missing")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _former_codes(row: dict[str, str]) -> list[str]:
    return _MERGED.findall(row["merged_from"])


def _follow_new_codes(rows: list[dict[str, str]]) -> None:
    """Give the rows of municipalities that kept their name after a merger their new NIS code."""
    for row in rows:
        former = [code for code in _former_codes(row) if code != row["nis"]]
        if not Municipality.objects.filter(nis_code=row["nis"]).exists():
            Municipality.objects.current().filter(nis_code__in=former, name=row["name"]).update(nis_code=row["nis"])


def _save_municipality(row: dict[str, str], report: LoadReport) -> None:
    province, _ = Province.objects.get_or_create(name=row["province"], defaults={"slug": slugify(row["province"])})
    values = {
        "name": row["name"],
        "slug": slugify(row["name"]),
        "province": province,
        "region": row["region"],
        "postcodes": row["postcodes"].split(";") if row["postcodes"] else [],
    }
    municipality = Municipality.objects.filter(nis_code=row["nis"]).first()
    if municipality is None:
        Municipality.objects.create(nis_code=row["nis"], **values)
        report.created.append(row["name"])
    elif any(getattr(municipality, name) != value for name, value in values.items()):
        if municipality.name != row["name"]:
            _witness(municipality, municipality.name)
        for name, value in values.items():
            setattr(municipality, name, value)
        municipality.save()
        report.changed.append(row["name"])


def _save_shapes(folder: Path) -> None:
    by_code = Municipality.objects.current().in_bulk(field_name="nis_code")
    shapes = read_shapes(folder / "municipalities.topojson")
    for code, shape in shapes.items():
        municipality = by_code.get(code)
        if municipality and municipality.shape != shape.path:
            municipality.shape = shape.path
            municipality.save(update_fields=["shape"])
            municipality.neighbours.set([by_code[other] for other in shape.neighbours if other in by_code])


def _save_figures(folder: Path) -> None:
    """The figures of the municipalities of today; one that the file does not know yet has none."""
    by_code = Municipality.objects.current().in_bulk(field_name="nis_code")
    Figures.objects.exclude(municipality__in=by_code.values()).delete()
    rows = [row for row in _read(folder / "municipality_figures.csv") if row["nis"] in by_code]
    made = [Figures(municipality=by_code[row["nis"]], **_figures(row, by_code[row["nis"]].shape)) for row in rows]
    names = [field.name for field in Figures._meta.local_concrete_fields if field.name not in {"id", "municipality"}]
    before = dict(Figures.objects.values_list("municipality", "inhabitants"))
    Figures.objects.bulk_create(made, update_conflicts=True, unique_fields=["municipality"], update_fields=names)
    for figures in made:
        if size_of(before.get(figures.municipality_id, 0)) != size_of(figures.inhabitants):
            municipality_resized.send(Municipality, instance=figures.municipality)


def _figures(row: dict[str, str], shape: str) -> dict[str, Any]:
    return {
        "year": int(row["year"]),
        "inhabitants": int(row["inhabitants"]),
        "density": int(row["density_km2"]),
        "share_0_14": Decimal(row["share_0_14_pct"]),
        "share_65_plus": Decimal(row["share_65_plus_pct"]),
        "income": int(row["income_per_inhabitant_2023_eur"]),
        "is_centre_city": row["centre_city"] == "1",
        "brussels_km": kilometres_to_brussels(shape),
    }


def _save_aliases(rows: list[dict[str, str]]) -> None:
    ids = dict(Municipality.objects.values_list("nis_code", "pk"))
    wanted = {(ids[row["nis"]], row["alias"]): re.sub(r"^fusie\d+$", "fusie", row["kind"]) for row in rows if row["nis"] in ids}
    known = {(alias.municipality_id, alias.name): alias for alias in MunicipalityAlias.objects.all()}
    (
        MunicipalityAlias.objects.filter(pk__in=[known[key].pk for key in known.keys() - wanted.keys()])
        .exclude(witnessed=True)
        .delete()
    )
    MunicipalityAlias.objects.bulk_create(
        MunicipalityAlias(municipality_id=key[0], name=key[1], kind=kind) for key, kind in wanted.items() if key not in known
    )


def _merge_vanished(rows: list[dict[str, str]], report: LoadReport) -> None:
    successors = {code: row["nis"] for row in rows for code in _former_codes(row)}
    vanished = Municipality.objects.current().exclude(nis_code__in=[row["nis"] for row in rows])
    for old in list(vanished):
        if old.nis_code not in successors:
            raise MunicipalityDataError(
                f"{old.name} ({old.nis_code}) is not in the file, and no municipality there says that it was merged from it"
            )
        new = Municipality.objects.get(nis_code=successors[old.nis_code])
        old.successor = new
        old.save(update_fields=["successor"])
        old.neighbours.clear()
        old.predecessors.update(successor=new)
        _witness(new, old.name)
        for alias in old.aliases.all():
            _witness(new, alias.name, alias.kind)
        municipality_merged.send(sender=Municipality, old=old, new=new)
        report.merged.append(f"{old.name} → {new.name}")


def _witness(municipality: Municipality, name: str, kind: str = MunicipalityAlias.Kind.FORMER) -> None:
    """Keep a name that people will go on writing."""
    alias, _created = MunicipalityAlias.objects.get_or_create(municipality=municipality, name=name, defaults={"kind": kind})
    MunicipalityAlias.objects.filter(pk=alias.pk).update(witnessed=True)
