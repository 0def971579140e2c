"""What tells that a line is about who wrote it, and no part of a sheet: it may never become a term, a title or a place."""

import re

_PHONE = re.compile(r"(?:\+|\b0|\b00)\d[\d\s./-]{6,}\d|\d{5,}|\b(?:tel|gsm|t|m|fax)\.?\s*[:|]?\s*[+0]\d", re.IGNORECASE)
_ADDRESS = re.compile(r"\S@\S|://|\bwww\.", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:contact\w*|tel(?:efoon)?|gsm|mail|e-?mail|adres|ingevuld door|ingediend door|naam|functie|dienst|auteur|datum|van|aan"
    r"|verzonden|onderwerp|disclaimer|vertrouwelijk)\s*:",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^(?:(?:met\s+)?(?:(?:zeer|heel)\s+)?(?:vriendelijke?|hartelijke?|warme|beste|sportieve|zonnige|collegiale)\s+(?:groet|gegroet)\w*"
    r"|(?:vriendelijk|hartelijk)\s+gegroet|groet(?:en|jes)?|gr\b\.?|m\.?\s*v\.?\s*(?:r\.?\s*)?g\w*\.?|hoogachtend|alvast\s+(?:dank|bedankt)"
    r"|(?:met\s+)?dank|bedankt|liefs|hartelijk|tot\s+(?:binnenkort|dan|gauw|later|snel)|veel\s+succes"
    r"|(?:verzonden|verstuurd)\s+(?:vanaf|vanuit|met|via)|outlook\s+voor|sent\s+from"
    r"|cordialement|bien\s+à\s+vous|(?:kind|best|warm)\s+regards)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^(?:--|[_=]{4,})\s*$")
_MOST_WORDS = 5
_COPYRIGHT = re.compile(r"^©\s")


def is_of_writer(text: str) -> bool:
    """Whether a line has a phone number or an address in it, says whose it is, or says nothing at all."""
    has_letter = any(sign.isalpha() for sign in text)
    return not has_letter or bool(_PHONE.search(text) or _ADDRESS.search(text) or _LABEL.match(text) or _COPYRIGHT.match(text))


def has_number(text: str) -> bool:
    """Whether somebody's phone number or address stands in a line."""
    return bool(_PHONE.search(text) or _ADDRESS.search(text))


def is_sign_off(text: str) -> bool:
    """Whether a mail ends with this line: a greeting and perhaps a name, and no sentence."""
    bare = text.strip("*_ ") or text
    if _RULE.match(text):
        return True
    found = _SIGN_OFF.match(bare)
    if not found:
        return False
    rest = found["rest"].strip()
    is_sentence = rest.endswith(".") and len(rest.split()) > 1
    return not is_sentence and (len(rest.split()) <= _MOST_WORDS or rest.startswith(","))
