"""What a process that searches, or builds an index, has in memory before it begins."""

import gc
from contextlib import suppress

from django.db import DatabaseError

from practices.languages import SOURCE
from search.language.analysis import analyse
from search.thesaurus.glossary import glossary
from search.thesaurus.names_in_memory import thesaurus_of


def warm_up() -> None:
    """Read the word lists and the thesaurus, for which no reader shall wait; then tell the garbage collector that it all stays.

    Looking through it again and again took a third of the time of a page, and of a rebuild. A page makes some ten thousand
    objects and keeps none, so looking less often is enough.
    """
    analyse("onthaalgesprekken", SOURCE)
    with suppress(DatabaseError):  # a database that is not there yet, or has no tables yet, is no reason not to start
        thesaurus_of(SOURCE)
        glossary()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
