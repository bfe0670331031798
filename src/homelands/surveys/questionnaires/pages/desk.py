"""Opens a page of one study to those who manage it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from homelands.foundation.views import Request, for_officers
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages


def for_managers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Gives a page the study of its address, which the officer must manage."""

    @for_officers
    @wraps(view)
    def opened(request: Request, slug: str, **where: Any) -> HttpResponseBase:
        study = get_object_or_404(Study, slug=slug)
        check_manages(request.actor, study)
        return view(request, study, **where)

    return opened
