"""Reading a sheet from text.

`converting` makes text of a file, with `encodings`, `word`, `web_pages` and `tables`; `tidying` takes off the mail or the pages
around a sheet; `lines` cleans it; `sections` finds the `headings`; `lists`, `terms`, `details` and `blocks` read the parts, and
`personal` tells who wrote it; `reading` puts them together as a `content.SheetContent`, named by `titles`; `filling` takes over
what changed, and `saving` saves it, a `report` for each file.
"""
