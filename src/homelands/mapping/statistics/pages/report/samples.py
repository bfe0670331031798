"""The forms of venues and frames, and the shares that they give."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.mapping.statistics.pages.report.forms import LEVELS, CountsForm
from homelands.mapping.statistics.pages.report.parts import Grid, Part, decimal, method, percent
from homelands.mapping.statistics.rules.samples import AtVenues, Found, OfFrames, Share
from homelands.ui import sentences
from homelands.ui.numerals import number

VENUES, FRAMES = "venues", "frames"


def _question(label: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, **more)


class _DesignForm(CountsForm):
    """What both ask: the level, and the questions that hold parts of the design."""

    defaults = {"level": "0.95"}
    columns: Sequence[str] = ()

    level = forms.ChoiceField(label=gettext_lazy("Level of the interval"), choices=LEVELS)

    def __init__(self, *args: Any, held: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.columns:
            choices = [("", ""), *((one, one) for one in held)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def confidence(self) -> float:
        """Returns the level of the intervals."""
        return float(self.cleaned_data["level"])

    def chosen(self) -> dict[str, Any]:
        """Returns the questions by what they hold."""
        names = {name: self.cleaned_data[name] for name in ("variable", *self.columns)}
        return {**names, "missing": self._missing(), "level": self.confidence}


class VenuesForm(_DesignForm):
    """Which questions hold what about the venues."""

    defaults = {"level": "0.95", "periods": "1"}
    columns = ("venue", "chance", "present", "visits", "interviewed", "strata")

    venue = _question(
        gettext_lazy("The venue, day and time at which each was met"),
        help_text=gettext_lazy("One code for the three. A venue drawn twice has two."),
    )
    chance = _question(gettext_lazy("The chance with which it was drawn, from 0 to 1"))
    present = _question(gettext_lazy("How many members were counted there"))
    visits = _question(gettext_lazy("How often the respondent goes to any of the venues"))
    interviewed = _question(
        gettext_lazy("How many were interviewed there"),
        required=False,
        help_text=gettext_lazy("Without it the responses are counted."),
    )
    strata = _question(gettext_lazy("The stratum of the draw"), required=False)
    periods = forms.DecimalField(
        label=gettext_lazy("Periods of the question on visits in the time of fieldwork"),
        min_value=0.01,
        max_value=1000,
        help_text=gettext_lazy("4 for visits a week in four weeks of fieldwork."),
    )

    def asked(self) -> AtVenues:
        """Returns the choices as the methods take them."""
        return AtVenues(**self.chosen(), periods=float(self.cleaned_data["periods"]))


class FramesForm(_DesignForm):
    """Which questions hold what about the frames."""

    defaults = {"level": "0.95", "method": "multiplicity"}
    columns = ("drawn", "frames", "weight", "strata", "cluster")

    drawn = _question(gettext_lazy("The frame from which each was drawn"))
    frames = _question(
        gettext_lazy("All frames in which each is"),
        help_text=gettext_lazy("Codes with blanks or commas between them, as choices are kept."),
    )
    weight = _question(gettext_lazy("The inverse chance of that draw"))
    strata = _question(gettext_lazy("The stratum of the draw"), required=False)
    cluster = _question(gettext_lazy("The first-stage unit"), required=False)
    method = forms.ChoiceField(
        label=gettext_lazy("Who is in several frames counts"),
        choices=[
            ("multiplicity", gettext_lazy("by how many they are (Mecatti)")),
            ("hartley", gettext_lazy("by the best share of two frames (Hartley)")),
        ],
    )

    def asked(self) -> OfFrames:
        """Returns the choices as the methods take them."""
        return OfFrames(**self.chosen(), method=self.cleaned_data["method"])


def parts(found: Found, level: float, slug: str) -> list[Part]:
    """Returns the shares, and how many people the weights come to."""
    says = [_people(found), _units(found, slug), *_overlap(found), *sentences.each(found.cautions)]
    headers = [
        _("Answer"), _("Share"), _("Standard error"),
        _("From (%(level)s %% interval)") % {"level": number(100 * level)},
        _("To (%(level)s %% interval)") % {"level": number(100 * level)},
        _("Respondents"), _("Effective n"),
    ]  # fmt: skip
    grid = Grid(_("Shares in per cent"), headers, [_row(one) for one in found.shares])
    return [Part("shares", _("The estimates"), says, method(slug), grids=(grid,))]


def _row(one: Share) -> list[str | None]:
    if one.value is None:
        return [one.category, *(None,) * 6]
    shares = (one.value, one.se, one.low, one.high)
    written = ["–" if share is None else percent(share, 2) for share in shares]
    return [one.category, *written, number(one.count or 0), decimal(one.effective_n, 1)]


def _people(found: Found) -> str:
    value, low, high = found.people
    said = _("By their weights the respondents stand for %(people)s people (%(low)s to %(high)s).")
    people = {"people": number(round(value)), "low": decimal(low, 0), "high": decimal(high, 0)}
    return said % people


def _units(found: Found, slug: str) -> str:
    words = {"n": number(found.answered), "units": number(found.units), "df": number(found.df)}
    if slug == VENUES:
        return (
            _("%(n)s answers from %(units)s venues, days and times; %(df)s degrees of freedom.")
            % words
        )
    return _("%(n)s answers from %(units)s frames; %(df)s degrees of freedom.") % words


def _overlap(found: Found) -> list[str]:
    if found.theta is None or found.overlap is None:
        return []
    said = _(
        "Who is in both frames counts %(theta)s in the sample from the first and the rest in that"
        " from the second; the two samples put %(first)s and %(second)s people there."
    )
    return [
        said
        % {
            "theta": decimal(found.theta, 2),
            "first": number(round(found.overlap[0])),
            "second": number(round(found.overlap[1])),
        }
    ]
