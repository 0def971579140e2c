"""HTML made ready to be read as lines: boxes as signs, links to where they lead."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from practices.importing.lines import TICKED, UNTICKED
from practices.importing.tables import unfold

# What begins on a line of its own, and a reader of HTML takes for a part of a line.
_BLOCKS = [
    "section", "article", "aside", "header", "footer", "main", "nav", "details", "summary", "fieldset", "legend", "label",
    "center", "caption", "dl", "dt", "dd", "figure", "figcaption", "address", "blockquote", "form",
]  # fmt: skip
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_WRAPPED = re.compile(r"https?://[^\s<>\"]+")


def prepared(html: str) -> str:
    """The HTML as a reader of lines can take it."""
    soup = BeautifulSoup(_XML.sub("", html), "html.parser")
    for box in soup.select("input[type=checkbox], input[type=radio]"):
        box.replace_with(f"{TICKED if box.has_attr('checked') else UNTICKED} ")
    for mark in soup.select('a[id^="cmnt_ref"]'):
        mark.decompose()
    for block in soup.find_all(_BLOCKS):
        block.name = "div"
    for link in soup.find_all("a", href=True):
        link["href"] = unwrapped(str(link["href"]))
    for deleted in soup.find_all(["del", "s", "strike", "template"]):
        deleted.decompose()
    for link in soup.select("table a[href]"):
        _keep_address(link)
    for table in reversed(soup.find_all("table")):  # the inner ones first
        unfold(table, soup)
    return str(soup)


def unwrapped(text: str) -> str:
    """A text with the addresses behind the links of mail programs and documents that lead there by a detour."""
    return _WRAPPED.sub(lambda found: _target(found[0]), text)


def _target(address: str) -> str:
    """Where a link leads: that of Google, of Outlook, of Facebook and of Proofpoint name it in themselves."""
    try:
        parts = urlsplit(address.replace("&amp;", "&"))
        host = parts.hostname or ""
    except ValueError:
        return address
    wrapped = re.search(r"/v3/__(.+?)__;", address) if host.endswith("urldefense.com") else None
    found = wrapped[1] if wrapped else _named(host, parts.path, parse_qs(parts.query))
    return found if found.startswith(("http://", "https://")) else address


def _named(host: str, path: str, query: dict[str, list[str]]) -> str:
    if re.search(r"(^|\.)google\.[a-z.]+$", host) and path == "/url":
        return (query.get("q") or query.get("url") or [""])[0]
    if host.endswith("safelinks.protection.outlook.com"):
        return query.get("url", [""])[0]
    if host in {"l.facebook.com", "lm.facebook.com"} and path == "/l.php":
        return query.get("u", [""])[0]
    if host.startswith("urldefense."):
        return unquote(query.get("u", [""])[0].replace("-", "%").replace("_", "/"))
    return ""


def _keep_address(link: Tag) -> None:
    """The address of a link behind its text, where only texts are read."""
    address, text = str(link["href"]), link.get_text(" ", strip=True)
    if address.startswith(("http://", "https://")) and address not in text:
        link.string = f"{text}: {address}" if text else address
