"""How people with an account are named."""

from typing import Any


def name_of(user: Any) -> str:
    """The full name, or else the user name; empty for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""
