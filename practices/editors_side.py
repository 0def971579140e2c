"""What only editors know of a sheet."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TO_PLACE_HELP = _("What stood in the file and fits nowhere. Readers never see it: put it where it belongs, and empty this.")


class EditorsSide:
    """A part of PracticePage that no reader sees."""

    category_id: int | None
    live: bool

    def what_lacks(self) -> str:
        text = gettext("Choose a category first; without one, nobody can find the sheet by browsing.")
        return "" if self.category_id else text

    @property
    def is_in_bin(self) -> bool:
        """Whether an editor deleted it; nothing in the bin is on the site, so of what is there nobody has to ask."""
        return not self.live and hasattr(self, "binned")
