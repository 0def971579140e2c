"""How a question was read: what was looked for in place of a word, beside it, or without it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.finding import Answer, Finder
from search.groups import Group
from search.language.analysis import token
from search.parameters import SearchState

_MOST_NAMED = 5  # other names


@dataclass(frozen=True)
class OtherNames:
    """That other names of what was asked were looked for, or were not, and the address of the search that does the reverse."""

    sentence: str
    switch: str
    address: str


def corrections(answer: Answer, finder: Finder) -> list[str]:
    """A sentence for each word that no sheet has, with those that were looked for instead, as they are spelled."""
    text = _("No practice mentions “%(word)s”. Showing what was found for %(others)s.")
    said = [
        text % {"word": group.typed, "others": ", ".join(_spelled(group.corrections, finder))}
        for group in answer.parsed.groups
        if group.corrections
    ]
    without = _("No practice mentions “%(word)s”. Showing what was found without it.")
    return [*said, *(without % {"word": group.typed} for group in answer.parsed.left_out if answer.found.total)]


def other_names(state: SearchState, answer: Answer) -> OtherNames | None:
    """By which other names a question was looked for too; None when what was asked has none."""
    if not state.asked:
        return None
    if state.literal:
        return OtherNames(
            _("Only your own words were looked for."), _("Also look for other names"), str(state.but(literal=False))
        )
    names = _in_turn(answer.parsed.groups) if answer.found.total else []
    if not names:
        return None
    if answer.parsed.is_wide:
        sentence = _("No practice mentions this itself. Showing what belongs to it: %(names)s.")
    else:
        sentence = _("Also looked for: %(names)s.")
    return OtherNames(sentence % {"names": ", ".join(names)}, _("Only look for my own words"), str(state.but(literal=True)))


def _in_turn(groups: list[Group]) -> list[str]:
    """The first other names of each word, then the second ones; each once."""
    rows = [[other.name.text for other in (*group.names, *group.part_names) if other.name.text] for group in groups]
    longest = max(map(len, rows), default=0)
    told = {row[turn].casefold(): row[turn] for turn in range(longest) for row in rows if turn < len(row)}
    return list(told.values())[:_MOST_NAMED]


def _spelled(corrections: list[str], finder: Finder) -> list[str]:
    """How they are spelled in the sheets; of inflections of one word only the first."""
    one_each = {token(word, finder.language): word for word in reversed(corrections)}
    return [finder.vocabulary.spelling(word) for word in corrections if word in one_each.values()]
