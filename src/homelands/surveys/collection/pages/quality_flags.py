"""Flags about responses: each in a sentence with its facts, for an officer to decide."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, refusals_on
from homelands.surveys.collection.actions import quality_flags
from homelands.surveys.collection.models import QualityFlag
from homelands.surveys.collection.pages.forms.quality_flags import DecisionForm
from homelands.surveys.collection.queries import quality_flags as queries
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.pages.desk import for_managers
from homelands.ui.listing import Column, Empty, Filter, Listing

_KINDS: dict[str, Callable[[], str]] = {
    "same_machine": lambda: _("Same browser"),
    "same_network": lambda: _("Many from one network"),
    "too_fast": lambda: _("Very fast"),
    "odd_degree": lambda: _("Number of contacts"),
    "burst": lambda: _("Recruits within minutes"),
    "same_answers": lambda: _("Same answers"),
    "clique": lambda: _("Closed circle"),
    "straight_lines": lambda: _("Same answer in every row"),
    "entity": lambda: _("Entry of a list"),
}


def sentence(flag: QualityFlag) -> str:
    """Says what was seen, with its numbers. It says nothing of who it was."""
    told = flag.details
    others = len(told.get("others", ()))
    match flag.code:
        case "same_machine":
            return ngettext(
                "%(n)d other response came from the same browser.",
                "%(n)d other responses came from the same browser.",
                others,
            ) % {"n": others}
        case "same_network":
            return _(
                "%(n)d other responses came from the same network, with the same kind of machine, "
                "within an hour."
            ) % {"n": others}
        case "too_fast":
            return _(
                "It took %(seconds)d seconds; half of all respondents took more than %(median)d."
            ) % {"seconds": told["seconds"], "median": told["median"]}
        case "odd_degree":
            return _contacts(told)
        case "burst":
            return _("%(n)d people invited by this respondent answered within %(m)d minutes.") % {
                "n": others,
                "m": told["minutes"],
            }
        case "same_answers":
            return ngettext(
                "%(n)d other response has the same answer to every question.",
                "%(n)d other responses have the same answer to every question.",
                others,
            ) % {"n": others}
        case "clique":
            return _(
                "Together with %(n)d others it is a part of a chain in which each shares a browser "
                "or a network with whoever invited them."
            ) % {"n": others}
        case "entity":
            reason = told["why"]
            return _("The list %(list)s was not changed as the answers ask: %(why)s") % {
                "list": told["list"],
                "why": _(reason),
            }
        case _:
            return _("All %(n)d questions with the same choices got one and the same answer.") % {
                "n": told["questions"]
            }


def _contacts(told: dict[str, Any]) -> str:
    if told["degree"] < told["ties"]:
        return _(
            "The number of people known is %(degree)d, yet the recruitment itself shows %(ties)d."
        ) % {"degree": told["degree"], "ties": told["ties"]}
    return _("The number of people known is %(degree)d: more than most can keep in touch with.") % {
        "degree": told["degree"]
    }


@for_managers
def listed(request: Request, study: Study) -> HttpResponseBase:
    """Lists the flags of a study, those that are open first."""
    listing = Listing(
        rows=queries.listed(study),
        query=request.GET,
        name="flags",
        caption=_("Data quality"),
        columns=[
            Column("what", _("Flag"), lambda one: _link(study, one), lambda one: kind(one)),
            Column("facts", _("What was seen"), sentence),
            Column("respondent", _("Response"), lambda one: one.response.label[:8]),
            Column("country", _("Country"), lambda one: country_name(one.destination)),
            Column("raised", _("Since"), lambda one: date_format(one.raised_at)),
            Column("state", _("Decision"), lambda one: one.get_state_display()),
        ],
        filters=[
            Filter("state", _("Decision"), _states(), _of_state),
            Filter("code", _("Flag"), [(c, words()) for c, words in _KINDS.items()], _of_code),
            Filter("response", _("Response"), [], _of_response),
        ],
        empty=Empty(
            what=_("No response is flagged so far."),
            who=_("Rules look at each response when it is sent, and at all of them every night."),
        ),
    )
    if listing.wants_csv:
        return listing.csv()
    return render(
        request, "collection/quality_flags/listed.html", {"study": study, "listing": listing}
    )


def kind(flag: QualityFlag) -> str:
    """Names the kind of a flag."""
    return _KINDS[flag.code]() if flag.code in _KINDS else flag.code


def _link(study: Study, flag: QualityFlag) -> str:
    url = reverse("collection.quality_flags.decide", args=[study.slug, flag.pk])
    return format_html('<a href="{}">{}</a>', url, kind(flag))


def _states() -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in QualityFlag.State]


def _of_state(rows: Any, state: str) -> Any:
    return rows.filter(state=state)


def _of_code(rows: Any, code: str) -> Any:
    return rows.filter(code=code)


def _of_response(rows: Any, label: str) -> Any:
    return rows.filter(response__label__startswith=label)


@for_managers
def review(request: Request, study: Study) -> HttpResponse:
    """Looks at all responses now, rather than at night."""
    if request.method == "POST":
        quality_flags.review(study, at=timezone.now(), by=request.actor)
        messages.success(request, _("All responses were looked at."))
    return redirect("collection.quality_flags.listed", slug=study.slug)


@for_managers
def decide(request: Request, study: Study, pk: Any) -> HttpResponse:
    """Shows a flag with the others involved, and takes the decision."""
    flag = get_object_or_404(queries.listed(study), pk=pk)
    initial = {} if flag.state == QualityFlag.State.OPEN else {"state": flag.state}
    form = DecisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            state, why = form.cleaned_data["state"], form.cleaned_data["why"]
            quality_flags.decide(flag, state=state, at=timezone.now(), by=request.actor, why=why)
            messages.success(request, _("The decision is written down, with its reason."))
            return redirect("collection.quality_flags.listed", slug=study.slug)
    context = {
        "study": study,
        "flag": flag,
        "kind": kind(flag),
        "sentence": sentence(flag),
        "others": [label[:8] for label in flag.details.get("others", ())],
        "form": form,
    }
    return render(request, "collection/quality_flags/decide.html", context)
