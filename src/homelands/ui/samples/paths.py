"""Lines, a histogram and a forest, with invented numbers."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from ..figures import Bin, Knot, Line, Panel, forest, histogram, small_lines
from ..figures.drawing import Drawing

Sample = tuple[str, str, Drawing, Sequence[Sequence[Any]]]


def samples(rtl: bool) -> list[Sample]:
    """Returns the claim, the summary, the chart and the table of each."""
    return [_settling(rtl), _contacts(rtl), _invited(rtl)]


def _settling(rtl: bool) -> Sample:
    points = ((20.0, 41.0), (60.0, 34.0), (120.0, 37.0), (264.0, 36.0))
    panels = [
        Panel(_("Agree"), (Line(points),), "36 %", 36.0),
        Panel(_("Disagree"), (Line(tuple((n, 100 - share) for n, share in points)),), "64 %", 64.0),
    ]
    return (
        _("Both shares had settled by the end"),
        _("After 120 people neither share moved by more than two points."),
        small_lines(panels, _("Respondents"), 70.0, unit=" %", rtl=rtl),
        [[_("People"), _("Agree"), _("Disagree")], *[[n, up, 100 - up] for n, up in points]],
    )


def _contacts(rtl: bool) -> Sample:
    bins = [Bin("1–4", 38), Bin("5–9", 81), Bin("10–19", 96), Bin("≥ 20", 49)]
    return (
        _("Half of the respondents know ten people or more"),
        _("96 of 264 people name 10 to 19 contacts."),
        histogram(bins, _("Contacts"), _("Respondents"), rtl=rtl),
        [[_("Contacts"), _("Respondents")], *[[one.label, one.count] for one in bins]],
    )


def _invited(rtl: bool) -> Sample:
    knots = [Knot(1.5, 0, label="1"), Knot(4.0, 0, label="2")]
    knots += [Knot(0.5, 1, 0), Knot(2.5, 1, 0), Knot(4.0, 1, 1)]
    knots += [Knot(0.0, 2, 2), Knot(1.0, 2, 2), Knot(2.0, 2, 3), Knot(3.0, 2, 3)]
    return (
        _("Two seeds led to nine people in two waves"),
        _("The chain of the first seed holds seven people, that of the second two."),
        forest(knots, _("Wave"), rtl=rtl),
        [[_("Seed"), _("People")], ["1", 7], ["2", 2]],
    )
