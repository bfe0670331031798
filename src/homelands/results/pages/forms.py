"""The form of an indicator."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.programmes.needs.models import Programme
from homelands.results.actions.indicators import NewIndicator
from homelands.results.queries.measures import MEASURES
from homelands.ui.forms import Form


def measures() -> list[tuple[str, Any]]:
    """Returns what can be measured."""
    return [(measure.key, measure.label) for measure in MEASURES.values()]


class IndicatorForm(Form):
    code = forms.CharField(
        label=_("Code"), max_length=30, help_text=_("As in your results framework, such as 1.2.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    definition = forms.CharField(
        label=_("Definition"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What counts and what does not, so that everybody counts the same."),
    )
    measure = forms.ChoiceField(label=_("How it is measured"), choices=measures)
    unit = forms.CharField(
        label=_("Unit"), max_length=50, help_text=_("Such as placements, days, or per cent.")
    )
    programme = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("All programmes"),
    )
    baseline = forms.FloatField(label=_("Baseline"), min_value=0)
    baseline_on = forms.DateField(label=_("Date of the baseline"))
    target = forms.FloatField(label=_("Target"), min_value=0)
    target_on = forms.DateField(label=_("Date of the target"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.order_by("name")  # type: ignore[attr-defined]

    def new(self) -> NewIndicator:
        data = dict(self.cleaned_data)
        programme = data.pop("programme")
        return NewIndicator(**data, programme_id=programme.pk if programme else None)
