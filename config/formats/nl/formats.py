"""Dates in Dutch as they are written in Belgium: 28/11/2026."""

SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
