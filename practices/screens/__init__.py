"""The editors' lists in Wagtail: sheets, terms, municipalities, translations that wait; and merging one term into another."""
