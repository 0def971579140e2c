"""Typst with our fonts and nothing of the system: the same document on every machine, whatever signs somebody wrote.

A PDF/UA must be able to show every sign. So a sign that none of the fonts has becomes an empty box before typst sees it.
"""

import json
import logging
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

logger = logging.getLogger(__name__)
_FOLDER = Path(__file__).parent / "print"
_FONTS = _FOLDER / "fonts"
_TEXT = "AtkinsonHyperlegibleNext-Regular.ttf"  # the one that most of a document is set in
_BOX = "□"
_BREAKS = "\n\t"
_MARK, _NO_SPACE = "\ufeff", "\u200b"  # the first may stand in no PDF; in the middle of a text it means the second


def typeset(template: str, data: dict, **options: Any) -> bytes:
    """Compile `print/<template>` with `data` as its JSON input; options go to `typst.compile`."""
    try:
        return _compile(template, _each_text(data, showable), options)
    except typst.TypstError:  # signs that the fonts have one by one, and not in that order
        logger.warning("%s: set again in the signs of one font", template, exc_info=True)
        return _compile(template, _each_text(data, plain), options)


def showable(text: str) -> str:
    """The text with an empty box for each sign that none of our fonts has.

    >>> showable("Welkom \\ue000 hier")
    'Welkom □ hier'
    """
    return _only(text, _signs_of_all())


def plain(text: str) -> str:
    """The text with an empty box for each sign that the font of most of a document lacks."""
    return _only(text, _signs(_TEXT)).replace(_BOX, "?")


def _only(text: str, known: frozenset[int]) -> str:
    return "".join(sign if ord(sign) in known or sign in _BREAKS else _BOX for sign in text.replace(_MARK, _NO_SPACE))


@cache
def _signs_of_all() -> frozenset[int]:
    return frozenset().union(*(_signs(path.name) for path in _FONTS.glob("*.ttf")))


@cache
def _signs(name: str) -> frozenset[int]:
    """The signs that a font has, without controls."""
    with TTFont(_FONTS / name, lazy=True) as font:
        return frozenset(sign for sign in font.getBestCmap() if unicodedata.category(chr(sign)) != "Cc")


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with every text in it changed; a picture or a colour has no sign that would change."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return value if value and isinstance(value[0], int) else [_each_text(each, change) for each in value]
    if isinstance(value, dict):
        return {name: _each_text(each, change) for name, each in value.items()}
    return value


@cache
def _fonts() -> typst.Fonts:
    """Looked up once: typst reads a font only when a text asks for a sign of it."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])


def _compile(template: str, data: dict, options: dict[str, Any]) -> bytes:
    result = typst.compile(
        _FOLDER / template,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(data)},
        **options,
    )
    return result if isinstance(result, bytes) else result[0]
