"""Photos: their model, the file as it may be kept, and the form with which editors upload one."""
