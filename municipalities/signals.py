"""What other rooms may want to know about places; the only signal is that one municipality became part of another."""

from django.dispatch import Signal

# Sent inside the transaction of `load_municipalities`, with `old` and `new`, both Municipality.
municipality_merged = Signal()
