"""The mosaic that stands where a photo is missing: it speaks of the practice, and is the same every time.

A sheet has a sign (signs.py): its hero, a theme, its colour. A form (composing.py) lays it out with plain tiles around it, for
a row of a list, a card, the band of a PDF or a shared link; drawing.py makes the picture out of tiles.svg.
"""
