"""What the site is made of: pinned to the byte, of a known licence, and no older than what pyproject.toml asks."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from config.supply_chain import LICENCES, licence, licences, pins

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# Those that a work under EUPL-1.2 may be made of, by a word of their name; the GPL alone is none of them.
MAY_BE_USED = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|PSFL|Python Software Foundation|MPL|LGPL\S*|LGPLv2\+|Unlicense)\b")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_each_package_is_pinned_with_the_hashes_of_its_files(name):
    text = (ROOT / name).read_text()
    blocks = [block for block in re.split(r"\n(?=\S)", text) if not block.startswith("#")]

    assert len(blocks) > 50
    assert [each.split()[0] for each in blocks if not re.match(r"\S+==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", each)] == []
    assert not re.search(r"https?://|--index-url|--find-links", text)


def test_each_package_has_a_licence_that_the_site_may_use():
    assert {name: licence(name) for name, _version in pins() if not MAY_BE_USED.search(licence(name))} == {}


def test_the_page_of_licences_is_of_these_packages():
    assert LICENCES.read_text() == licences()


def test_what_is_installed_is_what_is_pinned():
    assert {name: version(name) for name, pinned in pins() if version(name) != pinned} == {}


@pytest.mark.parametrize("line", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
def test_no_package_is_older_than_what_is_asked(line):
    asked = Requirement(line)
    pinned = dict(pins()) | dict(pins(ROOT / "requirements-dev.txt"))

    assert asked.specifier.contains(pinned[asked.name.lower()])
