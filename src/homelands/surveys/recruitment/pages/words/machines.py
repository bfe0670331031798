"""What a browser shows of itself, so that one person who answers several times is noticed."""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from homelands.foundation import codes
from homelands.foundation.clients import client_of
from homelands.foundation.views import Request
from homelands.surveys.collection.actions.quality_flags import Machine
from homelands.surveys.questionnaires.models import Study

_COOKIE, _DAYS = "survey_browser", 180


def machine_of(request: Request) -> Machine:
    """Reads the machine of a request; a browser without our cookie gets a new one."""
    said = (request.headers.get("User-Agent", ""), request.headers.get("Accept-Language", ""))
    cookie = request.get_signed_cookie(_COOKIE, default="", max_age=_DAYS * 86400)
    return Machine(
        cookie=cookie or secrets.token_urlsafe(16),
        agent="|".join(said),
        network=client_of(request),
    )


def mark_in(study: Study, request: Request) -> str:
    """Returns the mark of a browser that was here before; "" for one that was not."""
    cookie = request.get_signed_cookie(_COOKIE, default="", max_age=_DAYS * 86400)
    return codes.mark(f"trace:{study.pk}", cookie) if cookie else ""


def remember(answer: HttpResponse, machine: Machine) -> None:
    """Lets the browser be known again, by this service only."""
    options: dict[str, Any] = {"samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    age = _DAYS * 86400
    answer.set_signed_cookie(_COOKIE, machine.cookie, max_age=age, httponly=True, **options)
