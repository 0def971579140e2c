"""What other rooms may want to know about sheets and terms."""

from django.dispatch import Signal

# Sent inside the transaction of `merge_terms`, with `sheets`, the primary keys of those that moved.
terms_merged = Signal()

# Sent inside the transaction of `door.publish`, with `page`, its `revision` and the `user`, None for a schedule or an
# import. A receiver may raise RefusedError, or return the address where this is decided.
about_to_publish = Signal()

# Sent inside the transaction in which the `user` puts a `page` in the bin. A receiver may raise RefusedError.
about_to_be_binned = Signal()

# Sent with the `title` and the `introduction` of a practice that somebody writes down, and with the names of its `places`. A
# receiver returns the cards of the sheets that it may be already.
looking_for_alike = Signal()

# As `about_to_publish`, after it came on the site, or changed there.
went_live = Signal()
