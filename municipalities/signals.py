"""What other rooms may want to know about places: that one became part of another, and that names may have changed."""

from django.dispatch import Signal

# Sent inside the transaction of `load_municipalities`, with `old` and `new`, both Municipality.
municipality_merged = Signal()

# Sent at the end of `load_municipalities`, inside its transaction.
municipalities_loaded = Signal()
