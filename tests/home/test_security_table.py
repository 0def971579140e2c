"""Each requirement of the table in docs/security.md stands there once, and names a test or a place that there is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[2]
ROWS = re.findall(r"^\| ([\d., ]+) \| .+ \| (.+) \|$", (ROOT / "docs" / "security.md").read_text(), re.MULTILINE)
# Of levels 1 and 2, by section: the last number in OWASP ASVS 5.0.0. (Those of level 3 come after it.)
LAST = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6,
    "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12,
    "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2,
    "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1,
    "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip


def test_every_requirement_stands_in_the_table_once():
    listed = [number for numbers, _shown in ROWS for number in numbers.split(", ")]
    asked = [f"{section}.{number + 1}" for section, last in LAST.items() for number in range(last)]
    assert sorted(listed) == sorted(asked)
    assert len(asked) == 253


@pytest.mark.parametrize("shown", sorted({shown for _numbers, shown in ROWS} - {"–"}))
def test_what_shows_it_is_there(shown):
    name = re.search("`(.+)`", shown)[1]
    if shown.startswith("setting: "):
        assert getattr(settings, name)
        return
    file, _colon, test = name.partition("::")
    assert not test or f"\ndef {test}(" in (ROOT / file).read_text()
    assert (ROOT / file).exists()
