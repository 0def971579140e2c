"""Who wrote what stands in a sheet now: nobody approves their own edit.

Wagtail saves a revision whenever somebody presses a button of the editor, also when they changed nothing, or typed a letter
and took it away again. So the author of a text is not who saved it last, but who first saved these words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup
from wagtail.models import Revision

from practices.segments.state import is_made_of_lines, unread_lines

_BLOCK_KEY = re.compile(r'\s*data-block-key="[^"]*"')
_BLOCKS = ["p", "li", "ul", "ol", "h2", "h3", "h4"]
_CONTENT = ["img", "embed", "hr"]  # what says something without a letter
_SAME = {"strong": "b", "em": "i"}
# What Wagtail keeps of a page that is no text of it.
_STATE = {
    "pk", "path", "depth", "numchild", "url_path", "draft_title", "live", "has_unpublished_changes", "live_revision",
    "latest_revision", "latest_revision_created_at", "first_published_at", "last_published_at", "expired", "locked",
    "locked_at", "locked_by", "owner", "translation_key", "workflow_states", "content_object", "page", "sort_order",
    "outdated_since", "by_machine",
}  # fmt: skip


def is_own_last_edit(page, user) -> bool:
    """Whether this user wrote what waits to go live. What is live already is nobody's edit, and neither is an import.

    Of a translation each line counts, which makes no revision when it is written; its revisions are made of lines, by whoever
    sends or publishes it.
    """
    if unread_lines(page).filter(last_translated_by=user.pk).exists():
        return True
    author = None if is_made_of_lines(page) else last_author_id(page)
    return author is not None and author == user.pk


def last_author_id(page) -> int | None:
    """The primary key of who first saved the words of the newest revision, after those that are live."""
    waiting = list(_waiting(page))
    if not waiting:
        return None
    words = words_of(waiting[0].content)
    if says_what_is_live(waiting[0], page):
        return None
    author = waiting[0].user_id
    for revision in waiting:
        if words_of(revision.content) == words:
            author = revision.user_id  # None for what nobody with an account wrote: it stays nobody's
    return author


def words_of(content: dict) -> Any:
    """What a revision says, in a form in which two that say the same are equal."""
    return _plain({name: value for name, value in content.items() if name not in _STATE})


def says_what_is_live(revision: Revision, page) -> bool:
    """Whether a revision says what readers see; the first pages of a site are there without a revision."""
    if not page.live:
        return False
    live = page.live_revision.content if page.live_revision else type(page).objects.get(pk=page.pk).serializable_data()
    return bool(words_of(revision.content) == words_of(live))


def _waiting(page) -> Iterator[Revision]:
    """The revisions that are newer than what is live, newest first."""
    live = page.live_revision if page.live else None
    for revision in page.revisions.order_by("-created_at", "-pk"):
        if live and (revision.pk == live.pk or revision.created_at <= live.created_at):
            return
        yield revision


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if name not in _STATE}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return _text(value) if isinstance(value, str) else value


@lru_cache(maxsize=10_000)
def _text(value: str) -> str:
    """A text as it is compared: rich text without what the editor adds to it, and empty when it says nothing."""
    if "<" not in value:
        return value.strip()
    soup = BeautifulSoup(_BLOCK_KEY.sub("", value), "html.parser")
    for block in soup.find_all(_BLOCKS):
        if not block.get_text(strip=True) and not block.find(_CONTENT):
            block.decompose()
    for old, new in _SAME.items():
        for tag in soup.find_all(old):
            tag.name = new
    return re.sub(r"\s*(</?(?:p|ul|ol|li|h[2-4])>)\s*", r"\1", str(soup)).strip()
