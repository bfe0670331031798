"""Shows every component in every state, for people and for the accessibility tests."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from .samples import figures, forms, lists, records

TONES = ("neutral", "good", "warn", "bad", "wait")


def patterns(request: HttpRequest) -> HttpResponseBase:
    """Draws the gallery; ``?format=csv`` gives its sample list as a file."""
    cases = lists.full(request.GET)
    if cases.wants_csv:
        return cases.csv()
    shown = {
        "cases": cases,
        "filtered_out": lists.filtered_out(),
        "empty_list": lists.empty(),
        "figures": figures.figures(),
        "empty_form": forms.empty_form(),
        "wrong_form": forms.wrong_form(),
        "summary": records.summary(),
        "answers": records.answers(),
        "history": records.history(),
        "tasks": records.tasks(),
        "reasons": records.reasons(),
        "latin": records.LATIN,
        "arabic": records.ARABIC,
        "statuses": list(zip(_states(), TONES, strict=True)),
    }
    return render(request, "ui/patterns.html", shown)


def _states() -> list[str]:
    return [_("Draft"), _("Approved"), _("Due tomorrow"), _("Overdue"), _("Waiting for the host")]
