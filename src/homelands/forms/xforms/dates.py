"""Reads, compares and counts dates as XForms does: ISO 8601 texts and days since 1970."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

Moment = date | datetime

EPOCH = date(1970, 1, 1)
DAY_SECONDS = 86_400
_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)


def read_moment(text: str) -> Moment | None:
    """Reads an ISO date, or date and time; anything else is None."""
    text = text.strip()
    # Most answers are not dates: this spares them the pattern.
    if len(text) < 10 or text[4] != "-" or text[7] != "-":
        return None
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        micro = int((fraction or "0").ljust(6, "0")[:6])
        clock = (int(hour), int(minute), int(second or 0), micro)
        return datetime(int(year), int(month), int(day), *clock, tzinfo=_zone(zone))
    except ValueError:
        return None


def _zone(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-ahead if text[0] == "-" else ahead)


def write_moment(moment: Moment) -> str:
    """Writes a date, or a date and time to the millisecond, as ISO 8601."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="milliseconds")
    return moment.isoformat()


def as_day(moment: Moment) -> date:
    """Gives the calendar day, as the clock on the wall showed it."""
    return moment.date() if isinstance(moment, datetime) else moment


def wall_days(moment: Moment) -> float:
    """Counts whole days since 1970-01-01 on the wall clock; decimal-date-time() has the time."""
    return float((as_day(moment) - EPOCH).days)


def clock(moment: datetime) -> float:
    """Gives the part of its day that has gone by, on the wall clock."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return (seconds + moment.microsecond / 1e6) / DAY_SECONDS


def universal_days(moment: Moment, zone: tzinfo | None) -> float:
    """Counts days since 1970-01-01T00:00Z; a moment without a zone is taken in the given one."""
    return (placed(moment, zone or UTC) - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(days=1)


def placed(moment: Moment, zone: tzinfo | None) -> datetime:
    """Gives a moment with its time, midnight for a plain date; without a zone it gets this one."""
    full = moment if isinstance(moment, datetime) else datetime.combine(moment, datetime.min.time())
    return full if full.tzinfo else full.replace(tzinfo=zone)


def day_number(days: float) -> date | None:
    """Gives the day that lies so many days after 1970-01-01; None when out of the calendar."""
    try:
        return EPOCH + timedelta(days=int(days // 1))
    except (OverflowError, ValueError):
        return None


def difference(left: Moment, right: Moment) -> float:
    """Gives how many days left lies after right: field apps compare the days of moments too."""
    return wall_days(left) - wall_days(right)
