"""What a process that searches, or builds an index, has in memory before it begins."""

import gc

from practices.languages import SOURCE
from search.language.analysis import analyse
from search.language.synonyms import thesaurus


def warm_up() -> None:
    """Read the word lists, for no reader shall wait for them; then tell the garbage collector that all of it stays.

    Looking through it again and again took a third of the time of a page, and of a rebuild. A page makes some ten thousand
    objects and keeps none, so looking less often is enough.
    """
    analyse("onthaalgesprekken", SOURCE)
    thesaurus(SOURCE)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
