"""Lists of pages that ask the database as often for fifty rows as for one."""

from wagtail import hooks
from wagtail_localize import wagtail_hooks as localize

_OF_A_ROW = "register_page_listing_more_buttons"


def leave_translating_to_the_page() -> None:
    """Take *Translate this page* out of the menu of each row: it asks two questions a row, and stands on the page itself."""
    registered = hooks._hooks[_OF_A_ROW]  # noqa: SLF001 - Wagtail has no way to take one back
    registered[:] = [(function, order) for function, order in registered if function is not localize.page_listing_more_buttons]
