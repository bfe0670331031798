"""The form of lists that overlap, and what their models say."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.mapping.statistics.pages.report.forms import LEVELS
from homelands.mapping.statistics.pages.report.parts import Grid, Part, decimal, method
from homelands.mapping.statistics.rules.lists import Model, Sizes
from homelands.ui import sentences
from homelands.ui.forms import Form
from homelands.ui.numerals import number


class ListsForm(Form):
    """Which questions are lists."""

    lists = forms.CharField(
        label=gettext_lazy("The questions that say on which lists each person is"),
        max_length=1000,
        help_text=gettext_lazy(
            "Their names with commas between them; answered by 0 and 1, or no and yes. For example:"
            " embassy, church, union"
        ),
    )
    level = forms.ChoiceField(label=gettext_lazy("Level of the interval"), choices=LEVELS)

    @classmethod
    def asked_by(cls, query: QueryDict) -> "ListsForm":
        """Returns the form as the address fills it."""
        initial = {"level": "0.95"}
        asked = {name: query[name] for name in cls.base_fields if name in query}
        return cls({**initial, **asked} if asked else None, initial=initial)

    def clean_lists(self) -> list[str]:
        """Reads A, B, C."""
        return [one.strip() for one in self.cleaned_data["lists"].split(",") if one.strip()]


def parts(found: Sizes, level: float) -> list[Part]:
    """Returns the spread first, then the models that fit best."""
    says = [_spread(found), *_average(found), _names(found), *sentences.each(found.cautions)]
    headers = [
        _("Model"), _("People in all"),
        _("From (%(level)s %% interval)") % {"level": number(100 * level)},
        _("To (%(level)s %% interval)") % {"level": number(100 * level)},
        _("BIC"),
    ]  # fmt: skip
    rows = [_row(one) for one in found.models]
    grid = Grid(_("The models that fit best"), headers, rows)
    return [Part("sizes", _("How many people there are"), says, method("lists"), grids=(grid,))]


def _row(one: Model) -> list[str]:
    made = one.estimate
    ends = (made.value, made.low, made.high) if made else (None, None, None)
    return [one.name, *(decimal(end, 0) for end in ends), decimal(one.bic, 1)]


def _spread(found: Sizes) -> str:
    words = {"n": number(found.n), "models": number(found.every)}
    if found.spread is None:
        return _("%(n)s people are on the lists; none of %(models)s models gives a number.") % words
    low, high = (number(round(end)) for end in found.spread)
    return _(
        "%(n)s people are on the lists. Over %(models)s models there are %(low)s to %(high)s in"
        " all."
    ) % {**words, "low": low, "high": high}


def _average(found: Sizes) -> list[str]:
    one = found.average
    if one is None:
        return []
    said = _("Averaged by how well the models fit: %(value)s people (%(low)s to %(high)s).")
    ends = {"low": decimal(one.low, 0), "high": decimal(one.high, 0)}
    return [said % {"value": number(round(one.value)), **ends}]


def _names(found: Sizes) -> str:
    each = ", ".join(f"{place} = {name}" for place, name in enumerate(found.names, 1))
    return _("In the models the lists are numbered: %(names)s.") % {"names": each}
