"""The form and the parts of the page on modes of collection: with them and without them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.foundation.templatetags.words import country_name
from homelands.mapping.statistics.pages.report.forms import StocksForm
from homelands.mapping.statistics.pages.report.parts import Grid, Part, decimal, method, percent
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.modes import Figure, Modes, Row
from homelands.ui import sentences
from homelands.ui.numerals import number

METHOD = "modes"
_NAMES = {
    "web": gettext_lazy("On the web"),
    "field": gettext_lazy("By a field team"),
    "import": gettext_lazy("From a file"),
}


class ModesForm(StocksForm):
    """What is asked of destinations whose modes of collection differ."""

    asked_by = forms.ChoiceField(
        label=gettext_lazy("The question that says how each was asked"),
        required=False,
        help_text=gettext_lazy(
            "Without it the collectors say so: on the web, by a field team, from a file. Choose a"
            " question where some were telephoned."
        ),
    )

    def __init__(self, *args: Any, variables: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, variables=variables, **kwargs)
        self.fields["asked_by"].choices = [("", ""), *((one, one) for one in variables)]  # type: ignore[attr-defined]


def parts(found: Modes, question: Question) -> list[Part]:
    """Returns the gaps with and without the mode, and the means by mode."""
    made = [
        Part(
            "modes",
            _("With and without the mode"),
            [_largest(found), *sentences.each(found.cautions)],
            method(METHOD),
            grids=(_gaps(found, question),),
        )
    ]
    return [*made, _pooled(found, question)] if found.pooled else made


def failed(found: Modes) -> list[str]:
    """Returns the checks that failed, with the country where they did."""
    said = [
        _("%(country)s: %(doubt)s")
        % {"country": country_name(place), "doubt": sentences.of(caution)}
        for place, caution in found.failed
        if caution.code != "population-unnamed"
    ]
    study = [one for _place, one in found.failed if one.code == "population-unnamed"]
    return [*said, *sentences.each(study)]


def _gaps(found: Modes, question: Question) -> Grid:
    level = number(100 * question.level)
    headers = [
        _("Answer"), _("Countries"), _("Difference, percentage points"), _("Standard error"),
        _("With the mode held fixed"), _("Standard error"),
        _("From (%(level)s %% interval)") % {"level": level},
        _("To (%(level)s %% interval)") % {"level": level},
        _("Moved by"), _("Standard error"),
    ]  # fmt: skip
    return Grid(_("Differences in percentage points"), headers, [_row(row) for row in found.rows])


def _row(row: Row) -> list[str | None]:
    names = f"{country_name(row.first)} − {country_name(row.second)}"
    gap = row.gap
    if gap is None:
        return [row.category, names, *(None,) * 8]
    values = (
        gap.plain.value, gap.plain.se, gap.held.value, gap.held.se, gap.held.low, gap.held.high,
        gap.moved.value, gap.moved.se,
    )  # fmt: skip
    return [row.category, names, *map(_points, values)]


def _points(value: float | None) -> str:
    return decimal(None if value is None else 100 * value, 2)


def _largest(found: Modes) -> str:
    moved = [row for row in found.rows if row.gap and row.gap.moved.se]
    if not moved:
        return _("Holding the mode fixed moves nothing that can be shown.")
    row = max(moved, key=lambda one: abs(one.gap.moved.value) if one.gap else 0)
    assert row.gap
    return _(
        "Holding the mode fixed moves most the difference of “%(answer)s” between %(first)s and"
        " %(second)s: from %(plain)s to %(held)s percentage points."
    ) % {
        "answer": row.category,
        "first": country_name(row.first),
        "second": country_name(row.second),
        "plain": _points(row.gap.plain.value),
        "held": _points(row.gap.held.value),
    }


def _pooled(found: Modes, question: Question) -> Part:
    names = [str(_NAMES.get(mode, mode)) for mode in found.modes]
    headers = [_("Answer"), _("As they answered"), *names]
    rows = [
        [one.category, _with_interval(one.plain), *map(_with_interval, one.as_if)]
        if one.plain
        else [one.category, *(None,) * (1 + len(names))]
        for one in found.pooled
    ]
    grid = Grid(_("Shares in per cent, as if all had answered in one mode"), headers, rows)
    says = _(
        "Each country counts by its number of people. A share below 0 or above 100 shows that the"
        " model does not hold there."
    )
    return Part(
        "by_mode", _("All countries together, by mode"), [says], method(METHOD), grids=(grid,)
    )


def _with_interval(one: Figure | None) -> str | None:
    if one is None:
        return None
    if one.low is None or one.high is None:
        return percent(one.value, 1)
    return f"{percent(one.value, 1)} ({percent(one.low, 1)} – {percent(one.high, 1)})"
