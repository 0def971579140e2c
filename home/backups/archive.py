"""A backup as a file: a tar that anybody can open, and that says itself whether it is whole.

rows/<table>.jsonl.zst   a line of JSON for each row
about.json               when it was made, by what, and what each table holds
media/… private/…        the files
SHA256SUMS               of all of these, as `sha256sum --check` reads it; the last, so a file that was cut off has none
"""

import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Self

import zstandard
from django.utils.translation import gettext as _

FORMAT = 1
_ABOUT, _SUMS = "about.json", "SHA256SUMS"
_TOLD = {"format", "made_at", "versions", "migrations", "tables"}
_PIECE = 1024**2  # bytes
_ANY_NAME = "surrogateescape"  # of files, which need not be UTF-8


class BackupError(Exception):
    """What keeps a backup from being made or restored, in a sentence for whoever runs the command."""


class _Hashed:
    """A file whose content is hashed while it is read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content, self._sum = content, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._content.read(size)
        self._sum.update(piece)
        return piece

    def hexdigest(self) -> str:
        return self._sum.hexdigest()


class ArchiveWriter:
    """Writes an archive; it is whole once `close` was called."""

    def __init__(self, content: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - `close` does
        self._sums: list[str] = []

    def add_lines(self, table: str, lines: Iterable[bytes]) -> None:
        with tempfile.TemporaryFile() as packed:
            with zstandard.ZstdCompressor(level=3).stream_writer(packed, closefd=False) as writer:
                for line in lines:
                    writer.write(line + b"\n")
            packed.seek(0, 2)
            size = packed.tell()
            packed.seek(0)
            self._add(f"rows/{table}.jsonl.zst", packed, size)

    def add_file(self, name: str, path: Path) -> None:
        """A file under this name; one that is gone by now is left out: whoever deleted it meant it."""
        try:
            content = path.open("rb")
        except FileNotFoundError:
            return
        with content:
            self._add(name, content, os.fstat(content.fileno()).st_size)

    def close(self, about: dict[str, Any]) -> None:
        self._add_bytes(_ABOUT, json.dumps({"format": FORMAT, **about}, indent=1).encode())
        self._add_bytes(_SUMS, "".join(self._sums).encode(errors=_ANY_NAME))
        self._tar.close()

    def _add_bytes(self, name: str, content: bytes) -> None:
        with tempfile.SpooledTemporaryFile(_PIECE) as file:
            file.write(content)
            file.seek(0)
            self._add(name, file, len(content))

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashed = _Hashed(content)
        self._tar.addfile(member, hashed)  # type: ignore[arg-type] # it asks for nothing but `read`
        self._sums.append(_sum_line(hashed.hexdigest(), name))


def _sum_line(total: str, name: str) -> str:
    """A line as `sha256sum` writes it, with its own way for a name that is longer than a line."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n")
    return f"{'' if escaped == name else chr(92)}{total}  {escaped}\n"


def _read_sum(line: str) -> tuple[str, str]:
    """The name and the sum in a line."""
    total, _space, name = line.partition("  ")
    if total.startswith("\\"):
        name = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], name)
    return name, total.removeprefix("\\")


def _makes_sense(about: object) -> bool:
    """Whether it tells all that a restore asks."""
    if not isinstance(about, dict) or not about.keys() >= _TOLD:
        return False
    groups = [about["versions"], about["migrations"], about["tables"]]
    if not all(isinstance(each, dict) for each in groups) or "site" not in about["versions"]:
        return False
    return all(isinstance(each, dict) and each.keys() >= {"columns", "rows", "sum"} for each in about["tables"].values())


class Archive:
    """An archive to read. Raises BackupError where it is none, or not whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._tar = tarfile.open(path, "r:")  # noqa: SIM115 - `__exit__` does
            self._members = {member.name: member for member in self._tar}
        except (OSError, tarfile.TarError) as error:
            raise BackupError(_("“%(file)s” can't be read as a backup: %(error)s") % {"file": path, "error": error}) from error
        if _SUMS not in self._members or _ABOUT not in self._members:
            raise BackupError(_("“%(file)s” is not a whole backup: its end is missing.") % {"file": path})
        try:
            self.about: dict[str, Any] = json.loads(self._read(_ABOUT))
        except ValueError as error:
            raise self.damaged({_ABOUT}) from error
        if not _makes_sense(self.about):
            raise self.damaged({_ABOUT})
        if self.about.get("format") != FORMAT:
            raise BackupError(_("“%(file)s” was made by another version of the site.") % {"file": path})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._tar.close()

    def check(self) -> None:
        """Every member is there, is a plain file with a harmless name, and holds what it held."""
        lines = self._read(_SUMS).decode(errors=_ANY_NAME).split("\n")
        told = dict(map(_read_sum, filter(None, lines)))
        found = self._members.keys() - {_SUMS}
        wrong = found ^ told.keys()
        wrong |= {name for name in found & told.keys() if not self._is_plain(name) or self._sum(name) != told[name]}
        if wrong:
            raise self.damaged(wrong)

    def damaged(self, names: set[str]) -> BackupError:
        text = _("“%(file)s” is damaged. Not as it was written: %(names)s.")
        return BackupError(text % {"file": self.path, "names": ", ".join(sorted(names)[:5])})

    def _is_plain(self, name: str) -> bool:
        return self._members[name].isfile() and {"", ".", ".."}.isdisjoint(name.split("/"))

    def lines(self, table: str) -> Iterator[bytes]:
        with self.open(f"rows/{table}.jsonl.zst") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as reader:
            for line in io.BufferedReader(reader, _PIECE):
                yield line.removesuffix(b"\n")

    def files(self, folder: str) -> list[str]:
        """The files in a folder of the archive, by their names inside it."""
        return [name.removeprefix(f"{folder}/") for name in self._members if name.startswith(f"{folder}/")]

    def size_of(self, name: str) -> int:
        """Its bytes."""
        return self._members[name].size

    def open(self, name: str) -> IO[bytes]:
        content = self._tar.extractfile(self._members[name])
        if content is None:
            raise BackupError(_("“%(file)s” is not a whole backup: its end is missing.") % {"file": self.path})
        return content

    def _read(self, name: str) -> bytes:
        with self.open(name) as content:
            return content.read()

    def _sum(self, name: str) -> str:
        with self.open(name) as content:
            return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type] # a file of a tar is one too
