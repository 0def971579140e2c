"""The lines of a sheet and their translations, on which the sheet itself relies (wagtail-localize calls them segments).

`state.py` tells which lines wait for a translation and who has read it, `marking.py` which ones stay Dutch in a translation,
and `translated_sheet.py` is what a sheet knows of its other languages. What is done with translations is in `translations/`.
"""
