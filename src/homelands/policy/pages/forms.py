"""The forms of the policy profiles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.policy.actions.institutions import InstitutionFacts
from homelands.policy.actions.instruments import InstrumentFacts
from homelands.policy.models import Institution, Instrument
from homelands.ui.forms import Form


class FactForm(Form):
    """What every fact needs: where it comes from."""

    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_(
            "A law gazette, an official page, a report with its page: so that others can check."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "source"), "source"])


class InstitutionForm(FactForm):
    country = forms.ChoiceField(label=_("Country"), choices=choices.countries_of_the_world)
    kind = forms.ChoiceField(label=_("Kind"), choices=Institution.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=300)
    founded = forms.IntegerField(
        label=_("Year founded"), required=False, min_value=1800, max_value=2100
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def facts(self) -> InstitutionFacts:
        return InstitutionFacts(**self.cleaned_data)


class InstrumentForm(FactForm):
    country = forms.ChoiceField(label=_("Country"), choices=choices.countries_of_the_world)
    kind = forms.ChoiceField(label=_("Kind"), choices=Instrument.Kind.choices)
    theme = forms.ChoiceField(label=_("Theme"), choices=Instrument.Theme.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    year = forms.IntegerField(label=_("Year"), min_value=1800, max_value=2100)
    says = forms.CharField(
        label=_("What it says"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    url = forms.URLField(label=_("Where to read it"), required=False, assume_scheme="https")

    def facts(self) -> InstrumentFacts:
        data = dict(self.cleaned_data)
        return InstrumentFacts(summary=data.pop("says"), **data)
