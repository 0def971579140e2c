"""The files on a sheet that others take over: letters, scripts, agreements, flyers.

A file is a document of Wagtail (`models.py`), so editors have its screens and its chooser; what comes in is read first
(`checked_files.py`). It lies among the private files; `pages/attachment_file.py` gives it out once a sheet that has it is on
the site, and counts how often it is taken. A row on a sheet (`Attachment`) says what it is for and of which municipality it is.
"""
