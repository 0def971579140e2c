"""Reading a sheet from text.

`converting` makes text of a file, `lines` cleans it, `sections` finds the headings, `lists`, `terms`, `places`, `details`
and `blocks` read the parts, `reading` puts them together as a `content.SheetContent`, and `importing` saves that.
"""
