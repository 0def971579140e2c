"""Sheets in other languages: the Dutch one decides what there is, a translation how it is said.

`sheet.py` is what a sheet knows of it; `showing.py` gives a reader the translation or the Dutch sheet, `choices.py` terms to
choose, `serving.py` the pages of Wagtail's tree. `following.py` brings translations after their Dutch sheet, line by line
(`lines.py`), and `marking.py` says which lines are Dutch still; `report.py` lists those that wait,
`review.py` sends them for review, and `syncing.py` shuts a way around it. `demo.py` translates what a new site shows.
"""
