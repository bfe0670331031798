"""Opens a page of one study to those who manage it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase

from homelands.foundation.views import Request
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.pages.desk import for_managers
from homelands.surveys.recruitment.rules.coupons import check_recruits


def for_recruiters(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The same, for studies in which respondents invite others."""

    @wraps(view)
    def opened(request: Request, study: Study, **where: Any) -> HttpResponseBase:
        check_recruits(study)
        return view(request, study, **where)

    return for_managers(opened)
