"""The screen *Toestand*: whether everything works, for whoever keeps the site running and has no shell at hand."""
