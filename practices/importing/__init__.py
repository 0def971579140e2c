"""Reading a sheet from text.

`converting` makes text of a file, `lines` cleans it, `sections` finds the headings, `lists`, `terms`, `details` and
`blocks` read the parts, `reading` puts them together as a `content.SheetContent`, `filling` takes over
what changed, and `saving` saves it, a `report` for each file.
"""
