"""The API of the deployment: the apps' routers under one address, with one answer to a Refusal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.security import django_auth

from homelands.foundation.errors import Refusal
from homelands.people.register.api import router as people
from homelands.surveys.datasets.api import router as surveys

api = NinjaAPI(title="Homelands", version="1", auth=django_auth, urls_namespace="api")
api.add_router("/people", people)
api.add_router("/surveys", surveys)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answers 403 (may not) or 409 (not now) with code, sentence and, where it fits, the field."""
    body: dict[str, Any] = {
        "code": refusal.code,
        "message": str(refusal),
        "field": refusal.field,
    }
    return api.create_response(request, body, status=refusal.status)
