"""What a sheet says, as read from text and before anything is saved."""

from dataclasses import asdict, dataclass, field


@dataclass
class ImplementationContent:
    """One block under "Deze praktijk in". `website` is None without a bullet for it, "" when its address was lost."""

    label: str
    municipalities: list[str] = field(default_factory=list)  # NIS codes
    description: str = ""  # rich text
    contacts: list[str] = field(default_factory=list)  # a line each, as written
    website: str | None = None  # as written
    partners: str = ""


@dataclass
class SheetContent:
    """A sheet. Rich text fields hold HTML in which everything that was read is escaped."""

    slug: str
    title: str
    image_credit: str = ""
    introduction: str = ""
    category: str = ""
    goals: str = ""
    target_groups: list[str] = field(default_factory=list)
    description: str = ""
    success_factors: str = ""
    challenges: str = ""
    partners: str = ""
    implementations: list[ImplementationContent] = field(default_factory=list)
    policy_domains: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        """The content as plain values, for comparing one import with the next."""
        return asdict(self)


@dataclass
class Reading:
    """A sheet as read, what fitted nowhere, and what a person should look at."""

    content: SheetContent
    leftovers: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
