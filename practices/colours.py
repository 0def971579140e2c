"""The colour pairs of the categories: a dark one that text may stand on, and its tint. Contrast on white is at least 7."""

from dataclasses import dataclass

SUN = "#FFD23F"


@dataclass(frozen=True)
class Pair:
    """A dark colour and its tint, as CSS colours."""

    dark: str
    tint: str

    @property
    def middle(self) -> str:
        """Halfway between the two, for shapes that should stay in the background."""
        return self.mixed(0.5)

    def mixed(self, dark: float) -> str:
        """A colour between the two, with this share of the dark one."""
        parts = zip(_channels(self.dark), _channels(self.tint), strict=True)
        return "#" + "".join(f"{round(one * dark + other * (1 - dark)):02x}" for one, other in parts)


PAIRS = {
    "blue": Pair("#14407A", "#DCE9F8"),
    "rose": Pair("#9C1C4A", "#FBE1EA"),
    "violet": Pair("#5B3FA0", "#E9E3F8"),
    "green": Pair("#0B6B4F", "#D8F1E5"),
    "ochre": Pair("#7A4B00", "#FCEBC8"),
    "rust": Pair("#A33A0B", "#FDE3D6"),
    "teal": Pair("#0A6375", "#D6F0F4"),
    "olive": Pair("#4F6300", "#EBF3CC"),
    "plum": Pair("#7B1F74", "#F7E1F4"),
    "slate": Pair("#33475C", "#E2E9EF"),
}


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
