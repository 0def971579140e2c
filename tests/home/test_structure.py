"""The promises of the architecture: one name has one job, and whatever a document names exists."""

import ast
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
ROOMS = {"config", "home", "search", "practices", "municipalities"}
# One name for the same job in several rooms, with the job.
SAME_JOB = {
    "connect": "wires the receivers of a room to their signals",
}
SAME_FILE = {
    # Django's and Wagtail's
    "apps", "checks", "formats", "forms", "models", "signal_handlers", "signals", "urls", "views", "wagtail_hooks",
}  # fmt: skip


def tracked(*patterns):
    command = ["git", "ls-files", "-c", "-o", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(name) for name in listed.stdout.split("\n") if name and (ROOT / name).exists()]


def modules():
    """The Python files of the rooms, without migrations and commands, which Django names."""
    return [path for path in tracked("*.py") if path.parts[0] in ROOMS and not {"migrations", "management"} & set(path.parts)]


def test_no_two_public_classes_or_functions_of_one_name_have_different_jobs():
    homes = defaultdict(list)
    for path in modules():
        for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(str(path))
    twice = {name: paths for name, paths in homes.items() if len(paths) > 1 and name not in SAME_JOB}

    assert not twice, "give each a name of its own, or say in SAME_JOB which job they share"


def test_no_two_files_of_one_name_have_different_jobs():
    homes = defaultdict(list)
    for path in modules():
        homes[path.stem].append(str(path))
    twice = {name: paths for name, paths in homes.items() if len(paths) > 1 and name not in SAME_FILE | {"__init__"}}

    assert not twice


def test_no_file_of_a_room_is_longer_than_300_lines():
    long = {
        str(path): lines for path in modules() if (lines := len((ROOT / path).read_text(encoding="utf-8").splitlines())) > 300
    }

    assert not long, "find the second idea in it, and give that a file of its own"


def test_each_type_that_is_ignored_says_why():
    silent = re.compile(r"type: ignore(\[[\w, -]+\])?\s*$", re.MULTILINE)
    assert [str(path) for path in tracked("*.py") if silent.search((ROOT / path).read_text(encoding="utf-8"))] == []


DOCUMENTS = [path for path in tracked("*.md") if path.name != "benchmark.md"]
_CODE = re.compile(r"`([^`\n]+)`")
_BLOCK = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^[\w./-]+\.(?:py|jinja|html|css|js|md|toml|yaml|txt|po|tsv)$|^(?:[\w-]+/)+$|^\.ci/run$")
_PATH = re.compile(
    r"(?<![\w./-])((?:templates|config|docs|practices|home|search|municipalities|deploy|tests|bench)"
    r"/[\w./-]*\.(?:py|html|jinja|js|css|md|toml|yaml|tsv|txt))\b"
)
_COMMAND = re.compile(r"(?:manage\.py|make) ([a-z_]+)")
_VARIABLE = re.compile(r"\$?([A-Z][A-Z_]{3,})$")
_DOTTED = re.compile(r"^(?:config|home|search|practices|municipalities)(?:\.\w+)+$")


# What the project creates as it runs.
MADE = {"var/", "var/index/", ".venv/"}


def _is_known(name, known):
    beside_the_project = name.startswith("../")
    return beside_the_project or any(each == name or each.endswith(f"/{name}") for each in known)


def names_in(document):
    return _CODE.findall(_BLOCK.sub("", (ROOT / document).read_text(encoding="utf-8")))


def commands_in(document):
    """What stands in code, in a line or in a block of its own."""
    blocks = _BLOCK.findall((ROOT / document).read_text(encoding="utf-8"))
    return {name for text in (*names_in(document), *blocks) for name in _COMMAND.findall(text)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_each_file_that_a_document_names_exists(document):
    files = {str(path) for path in tracked()}
    folders = {f"{parent}/" for path in tracked() for parent in Path(path).parents if str(parent) != "."}
    known = files | folders | MADE
    missing = [name for name in names_in(document) if _FILE.match(name) and not _is_known(name, known)]

    assert missing == []


def test_each_file_that_code_names_exists():
    """A comment that says where the other half of something stands keeps that half from being deleted unseen."""
    known = {str(path) for path in tracked()}
    code = tracked("*.py", "*.html", "*.jinja", "*.js", "*.css", "*.toml", "Makefile", ".ci/run")
    named = [(str(path), name) for path in code for name in _PATH.findall((ROOT / path).read_text(encoding="utf-8"))]

    assert [each for each in named if not _is_known(each[1], known)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_each_command_that_a_document_names_exists(document):
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert commands_in(document) - set(get_commands()) - targets == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_each_variable_that_a_document_names_exists(document):
    named = {found[1] for name in names_in(document) if (found := _VARIABLE.match(name))}
    code = " ".join((ROOT / path).read_text(encoding="utf-8") for path in tracked("*.py", "Makefile", "compose.yaml"))

    assert {name for name in named if not re.search(rf"\b{name}\b", code)} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_each_module_that_a_document_names_exists(document):
    for name in filter(_DOTTED.match, names_in(document)):
        parts = name.split(".")
        paths = [ROOT.joinpath(*parts[:depth]) for depth in range(len(parts), 0, -1)]
        assert any(path.with_suffix(".py").exists() or path.is_dir() for path in paths[:2]), name
