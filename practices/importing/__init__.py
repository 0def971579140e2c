"""Reading a sheet from text.

`sheet_file` is a file and its text. `converting` makes text of it, with `encodings`, `word`, `open_document`, `pdf_text`,
`web_pages` and `tables`; what came by a form (`uploaded_sheet`) is read in a process of its own (`reading_apart`).
`tidying` takes off the mail or the pages
around a sheet; `lines` cleans it; `sections` finds the `headings`; `lists`, `terms`, `details` and `blocks` read the parts, and
`personal` tells who wrote it; `reading` puts them together as a `content.SheetContent`, named by `titles`; `filling` takes over
what changed, and `saving` saves it, a `report` for each file.
"""
