"""QR codes, by which a print leads back to the site."""

from functools import lru_cache

import segno

_MASK = 3  # any is read: to look for the best of eight would take most of the time


@lru_cache(maxsize=2_000)
def qr_code(address: str) -> str:
    """The code of an address as an SVG picture, dark on nothing; a selection of twenty sheets is a large one."""
    return segno.make(address, error="l", micro=False, mask=_MASK, boost_error=False).svg_inline(
        border=0, omitsize=True, dark="#10203A", lineclass=None
    )
