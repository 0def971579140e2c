"""The screen *Toestand*: whether everything works, for who keeps the site running and has no shell at hand."""
