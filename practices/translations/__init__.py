"""Sheets in other languages: the Dutch one decides what there is, a translation how it is said.

`showing.py` gives a reader the translation or the Dutch sheet, `serving.py` the pages of Wagtail's tree; `following.py` brings
translations after their Dutch sheet, `report.py` lists those that wait, and `review.py` sends them for review. `demo.py`
translates what a new site shows.
"""
