"""The form in which editors write a sheet: its fields and panels, what to look at before publishing, and the previews."""
