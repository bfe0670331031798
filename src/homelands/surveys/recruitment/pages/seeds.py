"""Seeds: chosen and described, each with a link, a code and a QR code to hand over."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.foundation.errors import why_not
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, refusals_on
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.recruitment.actions import seeds
from homelands.surveys.recruitment.models import Coupon
from homelands.surveys.recruitment.pages.desk import for_recruiters
from homelands.surveys.recruitment.pages.forms.recruitment import SeedForm
from homelands.surveys.recruitment.pages.words.passing_on import ready
from homelands.surveys.recruitment.queries import coupons as coupon_queries
from homelands.surveys.recruitment.queries import seeds as queries
from homelands.surveys.recruitment.rules.coupons import check_has_scheme
from homelands.surveys.recruitment.rules.seeds import DIMENSIONS
from homelands.ui.listing import Column, Empty, Filter, Listing
from homelands.ui.rows import SummaryRow

_STATES = {
    "waiting": lambda: _("Not opened yet"),
    "begun": lambda: _("Begun"),
    "left": lambda: _("Begun, and not sent in time"),
    "answered": lambda: _("Answered"),
    "expired": lambda: _("Expired"),
    "withdrawn": lambda: _("Withdrawn"),
}


@for_recruiters
def listed(request: Request, study: Study) -> HttpResponseBase:
    """Lists the seeds, how far each came, and what could be better in their choice."""
    found = queries.listed(study, timezone.now())
    listing = _listing(study, found, request)
    if listing.wants_csv:
        return listing.csv()
    context = {
        "study": study,
        "listing": listing,
        "advice": [
            _sentence(advice) for advice in queries.advice(study, found, timezone.localdate())
        ],
        "why_not": why_not(check_has_scheme, coupon_queries.scheme_of(study)),
    }
    return render(request, "recruitment/seeds/listed.html", context)


def _listing(study: Study, found: list[queries.Seed], request: Request) -> Listing:
    return Listing(
        rows=found,
        query=request.GET,
        name="seeds",
        caption=_("Seeds"),
        columns=[
            Column("number", _("Number"), partial(_link, study), _number),
            Column("about", _("Who this is"), _about),
            Column("country", _("Country"), lambda one: country_name(one.coupon.destination)),
            Column("state", _("How far"), lambda one: _STATES[one.state]()),
            Column("recruits", _("Recruits"), lambda one: one.recruits, numeric=True),
        ],
        filters=[
            Filter(
                "state",
                _("How far"),
                [(name, words()) for name, words in _STATES.items()],
                lambda rows, state: [row for row in rows if row.state == state],
            )
        ],
        empty=Empty(
            what=_("Seeds are the first to answer: each invites others, and a chain begins."),
            who=_("Choose six to ten people who know many others and differ from one another."),
            action_label=_("Add a seed"),
            action_url=reverse("recruitment.seeds.add", args=[study.slug]),
        ),
    )


def _link(study: Study, seed: queries.Seed) -> str:
    url = reverse("recruitment.seeds.show", args=[study.slug, seed.coupon.pk])
    return format_html('<a href="{}">{}</a>', url, seed.coupon.number)


def _number(seed: queries.Seed) -> int:
    return seed.coupon.number


def _about(seed: queries.Seed) -> str:
    return ", ".join(seed.about.values()) or _("Not described")


def _sentence(advice: queries.SeedAdvice) -> str:
    """Says one piece of advice."""
    if advice.code == "few":
        words = ngettext(
            "%(place)s has %(count)d seed: choose at least three in each country, so that the "
            "difference between their chains can be seen.",
            "%(place)s has %(count)d seeds: choose at least three in each country, so that the "
            "difference between their chains can be seen.",
            advice.count,
        )
        place = country_name(advice.subject) or _("The study")
        return words % {"place": place, "count": advice.count}
    if advice.code == "few_in_all":
        return _("Six to ten seeds are usual: some of them recruit nobody.")
    if advice.code == "silent":
        return ngettext(
            "%(count)d seed has not opened the invitation for a week: ask them, or choose another.",
            "%(count)d seeds have not opened theirs for a week: ask them, or choose others.",
            advice.count,
        ) % {"count": advice.count}
    subject = str(DIMENSIONS[advice.subject])
    if advice.code == "untold":
        return _("No seed is described by “%(subject)s”: a report has to tell it.") % {
            "subject": subject
        }
    return _("All seeds are alike in “%(subject)s”: chains begin in one corner of the network.") % {
        "subject": subject
    }


@for_recruiters
def add(request: Request, study: Study) -> HttpResponse:
    """Describes a seed, or several alike, and makes their invitations."""
    form = SeedForm(request.POST or None, study=study)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = seeds.add(study, seed=form.seed(), at=timezone.now(), by=request.actor)
            if len(made) == 1:
                return redirect("recruitment.seeds.show", slug=study.slug, pk=made[0].pk)
            messages.success(request, _("The invitations are ready to be printed."))
            return redirect("recruitment.seeds.sheet", slug=study.slug)
    return render(request, "recruitment/seeds/add.html", {"study": study, "form": form})


@for_recruiters
def show(request: Request, study: Study, pk: Any) -> HttpResponse:
    """Shows one seed with its link, its code and its QR code."""
    coupon = get_object_or_404(coupon_queries.seeds(study), pk=pk)
    seed = next(seed for seed in queries.listed(study, timezone.now()) if seed.coupon.pk == pk)
    rows = [SummaryRow(str(label), seed.about.get(name, "–")) for name, label in DIMENSIONS.items()]
    rows += [
        SummaryRow(_("Country"), country_name(coupon.destination) or "–"),
        SummaryRow(_("How far"), _STATES[seed.state]()),
        SummaryRow(_("People who came through them"), seed.recruits),
    ]
    context = {"study": study, "coupon": coupon, "rows": rows, "one": _ready(study, coupon)}
    return render(request, "recruitment/seeds/show.html", context)


@for_recruiters
def sheet(request: Request, study: Study) -> HttpResponse:
    """Shows every seed's invitation that nobody has used, to be printed and cut out."""
    coupons = [_ready(study, coupon) for coupon in coupon_queries.seeds(study)]
    enter = settings.BASE_URL + reverse("recruitment.coupons.enter")
    context = {"study": study, "coupons": coupons, "enter": enter}
    return render(request, "recruitment/seeds/sheet.html", context)


def _ready(study: Study, coupon: Coupon) -> Any:
    version = questionnaires.latest(study)
    spoken = questionnaires.languages(questionnaires.form_of(version)) if version else []
    return ready(coupon_queries.given(coupon, timezone.localdate()), study, spoken, "")
