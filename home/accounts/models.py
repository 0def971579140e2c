"""What Django finds here."""

from home.accounts.devices import RecoveryCodes
from home.accounts.sessions import SiteSession

__all__ = ["RecoveryCodes", "SiteSession"]
