"""The garbage collector, told what a process of this site is like: word lists that stay, and many objects that go at once."""

import gc


def settle() -> None:
    """Let it pass over all that is here to stay, and look less often.

    Looking through it again and again took a third of the time of a page, and of a rebuild. A page makes some ten thousand
    objects and keeps none.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
