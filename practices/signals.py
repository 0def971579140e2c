"""What other rooms may want to know about terms: that sheets moved from one to another."""

from django.dispatch import Signal

# Sent inside the transaction of `merge_terms`, with `sheets`, the primary keys of those that moved.
terms_merged = Signal()
