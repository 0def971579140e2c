"""What other rooms may want to know about places: that one became part of another, and that names may have changed."""

from django.dispatch import Signal

# Sent inside the transaction of `load_municipalities`, with `old` and `new`, both Municipality.
municipality_merged = Signal()

# Sent inside it too, with `instance`, a Municipality that is counted among those of another size now.
municipality_resized = Signal()

# Sent at the end of `load_municipalities`, inside its transaction.
municipalities_loaded = Signal()
