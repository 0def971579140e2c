"""Who comes by, for the tests of what each may do."""

from tests.home.visitors import things, visitors

__all__ = ["things", "visitors"]
