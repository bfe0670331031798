"""Dates in Arabic, day first; Django's own formats leave out the short one with the time."""

SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y، H:i"
