"""What the pages of the site need to draw a sheet: colours, languages of texts, links in lines."""

import json
import re
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from practices.implementations import Implementation
from practices.languages import CODES, SOURCE, reader_language
from practices.mosaics.drawing import picture_address
from practices.mosaics.signs import MosaicSign
from practices.output.qr_codes import qr_code
from practices.parts import IMPLEMENTATION, SHEET, Part, Shown, filled, named, short_facts_of
from practices.segments.marking import mark_lines
from practices.whom_to_call import Contact, Draft, addresses_of, draft_mails

_FITS = (13, 17, 21, 26, 34)  # letters of a word, as the classes in site.css have them
_LONGEST_ADDRESS = 60  # characters of a website that are shown


def mosaic(sign: MosaicSign | str, form: str) -> SafeString:
    """The mosaic of a sheet, a picture of its own that browsers keep; everything in a sign is ours."""
    return mark_safe(f'<img class="mosaic" src="{picture_address(sign, form)}" alt="" loading="lazy">')  # noqa: S308 - ours


def qr(address: str) -> SafeString:
    """The QR code of an address of the site, which stands on prints only."""
    return mark_safe(qr_code(address))  # noqa: S308 - drawn by a library, of squares only


def foreign(language: str) -> SafeString:
    """The `lang` of a text that is in another language than the page around it; nothing for one that is not."""
    return mark_safe(f' lang="{language}"') if language in CODES and language != reader_language() else SafeString()  # noqa: S308 - one of CODES


def foreign_line(page: Any, line: str) -> SafeString:
    """The same for a line of a sheet or of a page about the site, which in a translation may be Dutch still."""
    return foreign(SOURCE if line in page.dutch_lines else page.locale.language_code)


def foreign_page(page: Any) -> SafeString:
    """The same for the texts of a page of Wagtail's tree; one that only stands in for another has the language of that."""
    return foreign((page.alias_of or page).locale.language_code)


def marked(html: str, page: Any) -> SafeString:
    """The rich text of such a page, with the language of each line that in a translation is Dutch still."""
    return mark_safe(mark_lines(html, page.dutch_lines, page.locale.language_code))  # noqa: S308 - of Wagtail's own rich text


def facts_of(owner: Any) -> list[tuple[Part, Any]]:
    """The facts of a sheet or of an implementation that are known, each with its value."""
    return _filled(owner, Shown.FACT)


def texts_of(owner: Any) -> list[tuple[Part, Any]]:
    """The texts under a heading of their own."""
    return _filled(owner, Shown.SECTION)


def helps_of(owner: Any) -> list[tuple[Part, Any]]:
    """What helps."""
    return _filled(owner, Shown.HELPS)


def hurts_of(owner: Any) -> list[tuple[Part, Any]]:
    """What gets in the way."""
    return _filled(owner, Shown.HURTS)


def told_before(page: Any) -> list[tuple[Part, Any]]:
    """What a sheet says before its implementations, in the order of its parts."""
    return _beside_implementations(page, before=True)


def told_after(page: Any) -> list[tuple[Part, Any]]:
    """What it says after them."""
    return _beside_implementations(page, before=False)


def _beside_implementations(page: Any, *, before: bool) -> list[tuple[Part, Any]]:
    place = SHEET.index(named(SHEET, "implementations"))
    table = SHEET[:place] if before else SHEET[place:]
    return list(filled(page, table, Shown.SECTION, Shown.FACT))


def unknown_facts_of(page: Any) -> list[str]:
    """The names of the short facts of which nothing is known."""
    known = {fact.part.name for fact in short_facts_of(page)}
    return [part.title for part in SHEET if part.shown is Shown.SHORT and part.name not in known]


def drafts_to(contacts: list[Contact], subject: str) -> list[Draft]:
    """Mails of the reader's own to these contacts; none when none has an address."""
    return draft_mails(addresses_of(contacts), subject)


def breakable(address: str) -> SafeString:
    """An address of e-mail that may break behind its @ and its points, and nowhere else."""
    return mark_safe(re.sub(r"([@.])", r"\1<wbr>", escape(address)))  # noqa: S308 - escaped


def unbroken(name: str) -> str:
    """A name in which no line ends in the hyphen that a word begins with: *Antidiscriminatie en -racisme*."""
    if " -" not in name:
        return name
    return mark_safe(re.sub(r"(?<= )(-\w+)", r'<span class="nb">\1</span>', escape(name)))  # noqa: S308 - escaped


def _filled(owner: Any, shown: Shown) -> list[tuple[Part, Any]]:
    return list(filled(owner, IMPLEMENTATION if isinstance(owner, Implementation) else SHEET, shown))


def fit(heading: str) -> str:
    """The class by which the longest word of a heading fits in its column, whatever the width of that."""
    longest = max(map(len, re.split(r"[\s\-/]+", heading)), default=0)
    return next((f"fit fit--{most}" for most in _FITS if longest <= most), f"fit fit--{_FITS[-1]}")


def bare_address(website: str) -> str:
    """The address of a website as people write it."""
    return Truncator(website.replace("https://", "").replace("http://", "")).chars(_LONGEST_ADDRESS)


def json_ld(data: dict) -> SafeString:
    """Data for a `<script type="application/ld+json">`; no text in it can close the script."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308 - escaped above
