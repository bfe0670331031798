"""What a page held when it was served: signed into it, so that a stale page is noticed.

A page may lie open for days while the same answers are changed on another device. So each page
carries the time at which it was served and a digest of every answer that it showed. And each
browser carries since when nobody but itself has changed the answers: its own old pages, to which
"back" leads, are never questioned. Neither says anything about the respondent.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from homelands.surveys.questionnaires.models import Response

#: A page that lay open for longer counts as open for so long, in seconds.
MOST_SECONDS = 1800
#: The name of the field that carries the sheet, and of the cookie of the browser.
FIELD = "sheet"
_COOKIE = "answering"


@dataclass(frozen=True)
class Sheet:
    """A page as it was served: when, and digests of its answers by the place of the question."""

    served: datetime | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    def seconds(self, now: datetime) -> int:
        """Says how long the page was open; 0 where it is not known."""
        open_for = (now - self.served).total_seconds() if self.served else 0
        return round(min(max(open_for, 0), MOST_SECONDS))

    def changed(self, place: int, held: str) -> bool:
        """Tells whether an answer is another one now than on the page."""
        known = self.digests.get(str(place))
        return known is not None and known != digest(held)


def digest(answer: str) -> str:
    """Returns enough of a digest to notice that an answer changed."""
    return hashlib.sha256(answer.encode()).hexdigest()[:8] if answer else ""


def sealed(response: Response, page: str, digests: Mapping[int, str], now: datetime) -> str:
    """Writes a sheet into a text that only we can have written, for one page of one response."""
    held = {str(place): one for place, one in digests.items()}
    return signing.dumps([now.isoformat(), held], salt=_salt(response, page), compress=True)


def opened(response: Response, page: str, text: str) -> Sheet:
    """Reads a sheet back; an empty one where it is missing, or not ours."""
    try:
        served, held = signing.loads(text, salt=_salt(response, page))
    except signing.BadSignature:
        return Sheet()
    return Sheet(datetime.fromisoformat(served), held)


def _salt(response: Response, page: str) -> str:
    return f"surveys.page.{response.pk}.{page}"


@dataclass(frozen=True)
class Browser:
    """Since when all changes came from this browser, and the last of them."""

    alone_since: datetime
    last: datetime

    def made_all_changes_after(self, sheet: Sheet) -> bool:
        """Tells whether nobody else changed anything after a page was served."""
        return sheet.served is not None and sheet.served >= self.alone_since


def browser(request: HttpRequest, response: Response, now: datetime) -> Browser:
    """Reads what the browser knows; where somebody else changed something, it begins now."""
    text = request.COOKIES.get(_COOKIE, "")
    try:
        since, last = signing.loads(text, salt=_salt(response, ""))
    except signing.BadSignature:
        return Browser(now, response.changed_at)
    known = Browser(datetime.fromisoformat(since), datetime.fromisoformat(last))
    return known if known.last == response.changed_at else Browser(now, response.changed_at)


def remember(answer: HttpResponse, response: Response, known: Browser, code: str) -> HttpResponse:
    """Writes into the browser that the response as it is now was last changed by itself."""
    times = [known.alone_since.isoformat(), response.changed_at.isoformat()]
    options: dict[str, Any] = {"samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    text = signing.dumps(times, salt=_salt(response, ""))
    answer.set_cookie(_COOKIE, text, path=f"/answer/{code}/", httponly=True, **options)
    return answer


def conflicts(
    sheet: Sheet, known: Browser, places: Iterable[tuple[int, str, str]]
) -> tuple[list[int], list[int]]:
    """Sorts changed answers into those that were not touched here, and those to be chosen from.

    `places` are the place of a question, its answer as it is held, and as the page sends it.
    """
    untouched: list[int] = []
    doubtful: list[int] = []
    if known.made_all_changes_after(sheet):
        return untouched, doubtful
    for place, held, typed in places:
        if not sheet.changed(place, held) or held == typed:
            continue
        (doubtful if sheet.changed(place, typed) else untouched).append(place)
    return untouched, doubtful
