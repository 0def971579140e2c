"""The ways in which one e-mail address is written: with %40 or an entity, with signs that nobody sees, with “(at)”."""

import json
import re
from html import escape
from typing import Any

from django.db.models import Q

from municipalities.text import UNSEEN

_AT_SAID = r"at|apenstaart(?:je)?|arobase"
_AT = rf"\s*[\(\[\{{<]\s*(?:{_AT_SAID}|bij|@)\s*[\)\]\}}>]\s*|\s+(?:{_AT_SAID})\s+|＠|&commat;"
_DOT = r"\s*[\(\[\{]\s*(?:dot|punt|point|\.)\s*[\)\]\}]\s*|\s+(?:dot|punt|point)\s+|．|&period;"
_SHORTEST = 3  # of a piece by which a text is looked up


class Spellings:
    """Finds one address in texts, in every spelling of it, and takes it out."""

    def __init__(self, address: str) -> None:
        self._pieces = [piece for piece in re.split(r"[\W_]+", address) if len(piece) >= _SHORTEST] or [address]
        gap = f"[{UNSEEN}]*"
        written = gap.join(map(_sign, address))
        # (Not `\\b`: an address may begin and end with other signs than letters.) %0a and the like stand before one in a link.
        alone = rf"(?<![\w.+\-'])(?<!\w[{UNSEEN}]){gap}{written}{gap}(?![\w-]|\.\w)"
        mailto = r"mailto(?::|%3a|&#58;|&colon;)\s*"
        self._link = re.compile(
            rf"<a\s[^<>]*href\s*=\s*([\"']){mailto}{gap}{written}{gap}(?![\w-]|\.\w)[^\"'<>]*\1[^<>]*>(.*?)</a>",
            re.IGNORECASE | re.DOTALL,
        )
        self._found = re.compile(
            rf"[,;:\s]*(?:(?:<|&lt;)\s*(?:{mailto})?{alone}(?:\?[^\s<>\"']*)?\s*(?:>|&gt;)|\(\s*{alone}\s*\)"
            rf"|(?:{mailto})?{alone}(?:\?(?:subject|body|cc|bcc)=[^\s<>\"']*)?)",
            re.IGNORECASE,
        )

    def may_stand_in(self, field: str) -> Q:
        """Of the rows, those with a text that may have it: by its longest piece, or a sign that hides even that."""
        wanted = Q(**{f"{field}__icontains": max(self._pieces, key=len)})
        for sign in UNSEEN:
            wanted |= Q(**{f"{field}__contains": sign}) | Q(**{f"{field}__contains": f"\\u{ord(sign):04x}"})
        return wanted

    def taken_out_of(self, value: Any) -> Any:
        """A value without the address, in whatever it holds; a line that ends in nothing loses its comma too."""
        if isinstance(value, str):
            data = _as_json(value)
            if data is not None:  # a line break in it is two characters, of which the second is a letter
                changed = self.taken_out_of(data)
                return value if changed == data else json.dumps(changed)
            return self._found.sub("", self._link.sub(r"\2", value))
        if isinstance(value, list):
            return [self.taken_out_of(each) for each in value]
        if isinstance(value, dict):
            return {self.taken_out_of(name): self.taken_out_of(each) for name, each in value.items()}
        return value

    def lines_left(self, before: str, after: str) -> list[str]:
        """What is left of the lines in which it stood: a name or a number, which somebody has to look at."""
        kept = set(before.splitlines())
        return [line.strip() for line in after.splitlines() if line.strip() and line not in kept]


def _sign(sign: str) -> str:
    """One sign of an address: itself, as a browser writes it in a link, or as an entity; @ and the dot in words too."""
    code = ord(sign)
    ways = [re.escape(sign), *(f"%{byte:02x}" for byte in sign.encode()[:1] if code < 128), rf"&#0*{code};", rf"&#x0*{code:x};"]  # noqa: PLR2004 - ASCII
    if escape(sign) != sign:
        ways.append(escape(sign))
    if sign == "@":
        ways.append(_AT)
    if sign == ".":
        ways.append(_DOT)
    return f"(?:{'|'.join(ways)})"


def _as_json(text: str) -> Any:
    """What a text holds that is JSON, as the sources of translations are."""
    if not text.startswith(("{", "[", '"')):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None
