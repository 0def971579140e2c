"""Each requirement of the table in docs/security.md stands there once, and names a test or a place that there is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[2]
ROWS = re.findall(r"^\| ([\d., ]+) \| .+ \| (.+) \|$", (ROOT / "docs" / "security.md").read_text(), re.MULTILINE)
# Of levels 1 and 2, by section: the numbers of OWASP ASVS 5.0.0.
LEVELS_1_AND_2 = {
    "6.1": range(1, 4), "6.2": range(1, 13), "6.3": range(1, 5), "6.4": range(1, 5), "6.5": range(1, 6), "6.6": range(1, 4),
    "6.8": range(1, 5), "7.1": range(1, 4), "7.2": range(1, 5), "7.3": range(1, 3), "7.4": range(1, 6), "7.5": range(1, 3),
    "7.6": range(1, 3),
}  # fmt: skip


def test_every_requirement_stands_in_the_table_once():
    listed = [number for numbers, _shown in ROWS for number in numbers.split(", ")]
    assert sorted(listed) == sorted(f"{section}.{number}" for section, numbers in LEVELS_1_AND_2.items() for number in numbers)


@pytest.mark.parametrize("shown", sorted({shown for _numbers, shown in ROWS} - {"–"}))
def test_what_shows_it_is_there(shown):
    name = re.search("`(.+)`", shown)[1]
    if shown.startswith("setting: "):
        assert getattr(settings, name)
        return
    file, _colon, test = name.partition("::")
    assert not test or f"\ndef {test}(" in (ROOT / file).read_text()
    assert (ROOT / file).exists()
