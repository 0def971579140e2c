"""QR codes, by which a print leads back to the site."""

from functools import lru_cache

import segno

_MASK = 3  # any is read: to look for the best of eight would take most of the time


@lru_cache(maxsize=2_000)
def qr_code(address: str) -> str:
    """The code of an address as an SVG picture, dark on nothing; "" for one that no code can hold (2,900 signs)."""
    try:
        code = segno.make(address, error="l", micro=False, mask=_MASK, boost_error=False)
    except segno.DataOverflowError:
        return ""
    return str(code.svg_inline(border=0, omitsize=True, dark="#10203A", lineclass=None))
