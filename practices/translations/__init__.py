"""Sheets in other languages: the Dutch one decides what there is, a translation how it is said.

`localised.py` gives a reader the translation or the Dutch sheet, `choices.py` terms to choose, `serving.py` the pages of
Wagtail's tree. `propagation.py` brings translations after their Dutch sheet, line by line;
`review.py` sends them for review, and `syncing.py` shuts a way around it. `demo.py` translates what a new site shows. (The
list of those that wait is a screen of the editors, `screens/translation_list.py`.)
"""
