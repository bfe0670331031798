"""The time where the respondent is: their browser says the zone, the service's stands in."""

from datetime import datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest
from django.utils import timezone

#: The cookie in which the script names the zone of the browser.
ZONE = "zone"


def now(request: HttpRequest) -> datetime:
    """Returns the present moment on the respondent's clock."""
    return timezone.now().astimezone(zone(request))


def zone(request: HttpRequest) -> tzinfo:
    """Returns the zone that the browser names, if there is one of that name."""
    name = request.COOKIES.get(ZONE, "")
    return ZoneInfo(name) if name in _known() else timezone.get_current_timezone()


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
