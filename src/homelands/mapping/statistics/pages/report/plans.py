"""The form of a plan and its parts: how many interviews, and what a trial came to."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.mapping.statistics.pages.report.parts import Grid, Part, decimal, method, percent
from homelands.mapping.statistics.rules.planning import MOST_INTERVIEWS, Asked, Sized, Tried
from homelands.ui.forms import Form
from homelands.ui.numerals import number


def _percent(label: Any, least: int, most: int, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=least, max_value=most, **more)


class PlanForm(Form):
    """What is planned; shares are asked for in per cent."""

    defaults: Mapping[str, str] = {
        "share": "30", "width": "10", "interviews": "300", "population": "5000", "seeds": "10",
        "coupons": "3", "redeemed": "40", "homophily": "40",
    }  # fmt: skip

    share = _percent(gettext_lazy("The share expected, in per cent"), 1, 99)
    width = _percent(gettext_lazy("How wide its interval may be, in percentage points"), 1, 99)
    other = _percent(
        gettext_lazy("The share it is compared with, in per cent"), 1, 99, required=False
    )
    interviews = forms.IntegerField(
        label=gettext_lazy("Interviews"), min_value=10, max_value=MOST_INTERVIEWS
    )
    population = forms.IntegerField(
        label=gettext_lazy("People in all"), min_value=50, max_value=2_000_000_000
    )
    seeds = forms.IntegerField(label=gettext_lazy("Seeds"), min_value=1, max_value=200)
    coupons = forms.IntegerField(
        label=gettext_lazy("Coupons for each respondent"), min_value=1, max_value=10
    )
    redeemed = _percent(gettext_lazy("How many of 100 coupons come back"), 1, 100)
    homophily = _percent(
        gettext_lazy("How far people keep to their own kind, from 0 to 95"), 0, 95,
        help_text=gettext_lazy("0: they mix freely. 80: they hardly know each other."),
    )  # fmt: skip

    def __init__(self, query: QueryDict, *, population: str) -> None:
        known = {"population": population} if population.isdecimal() else {}
        initial = {**self.defaults, **known}
        asked = {name: query[name] for name in self.base_fields if name in query}
        super().__init__({**initial, **asked} if asked else None, initial=initial)

    def asked(self) -> Asked:
        """Returns the plan with its shares from 0 to 1."""
        data = self.cleaned_data
        other = data["other"]
        return Asked(
            share=float(data["share"]) / 100,
            width=float(data["width"]) / 100,
            other=None if other is None else float(other) / 100,
            interviews=data["interviews"],
            population=data["population"],
            seeds=data["seeds"],
            coupons=data["coupons"],
            redeemed=float(data["redeemed"]) / 100,
            homophily=float(data["homophily"]) / 100,
        )


def sizes(sized: Sequence[Sized]) -> Part:
    """Returns the sizes by formula."""
    title, grids = _("How many interviews"), (_grid(sized),)
    return Part("sizes", title, [_effects()], method("planning"), grids=grids)


def trial(tried: Tried) -> Part:
    """Returns what the simulated studies came to."""
    return Part("trial", _("Tried on simulated networks"), _tried(tried), method("planning"))


def _effects() -> str:
    return _(
        "The design effect is how many interviews are worth one of a simple random sample. Nobody"
        " knows it before: mild networks have 2 to 4, groups that hardly know each other 12."
    )


def _grid(sized: Sequence[Sized]) -> Grid:
    headers = [
        _("Design effect"), _("Interviews for the width"), _("Interviews for the difference, each"),
        _("Power of the interviews planned, per cent"), _("Rise that they see, percentage points"),
    ]  # fmt: skip
    rows = [
        [
            decimal(one.effect, 0),
            number(one.for_width.n),
            number(one.for_difference.n) if one.for_difference else "–",
            "–" if one.power is None else percent(one.power, 0),
            "–" if one.rise is None else percent(one.rise, 1),
        ]
        for one in sized
    ]
    return Grid(_("By design effect"), headers, rows)


def _tried(tried: Tried) -> list[str]:
    words = {
        "studies": number(tried.studies),
        "effect": decimal(tried.effect, 1),
        "width": decimal(100 * tried.width, 0),
        "covers": percent(tried.covers, 0),
    }
    said = _(
        "In %(studies)s simulated studies the design effect was %(effect)s, half of the intervals"
        " of the tree bootstrap were wider than %(width)s percentage points, and %(covers)s per"
        " cent of them held the truth."
    )
    if not tried.dead:
        return [said % words, _("Recruitment lasted in all of them. Real studies do worse.")]
    died = _(
        "In %(dead)s of %(studies)s recruitment died out before the interviews were done, half of"
        " the studies with %(n)s or fewer: plan more seeds or coupons."
    ) % {
        "dead": number(tried.dead),
        "studies": number(tried.studies),
        "n": number(tried.interviews),
    }
    return [said % words, died]
