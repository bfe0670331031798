"""The forms of segments and letters."""

from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.foundation.reference import isco08
from homelands.mapping.findings.models import Finding
from homelands.outreach.campaigns.actions.segments import Draft
from homelands.outreach.campaigns.rules import FILTERS
from homelands.outreach.events.pages.forms import countries_of, text_area
from homelands.people.register.models.choices import MODALITIES
from homelands.ui.forms import Form


def _occupations() -> choices.Choices:
    language = get_language() or "en"
    groups = sorted(isco08.groups(), key=lambda group: group.code)
    titles = ((g.code, f"{g.code} {isco08.title(g.code, language)}") for g in groups)
    return [("", str(_("Any"))), *titles]


class SegmentForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    destination = forms.ChoiceField(
        label=_("Country of residence"), choices=lambda: countries_of(_("Any")), required=False
    )
    occupation = forms.ChoiceField(
        label=_("Occupation"),
        choices=_occupations,
        required=False,
        help_text=_("A group of the classification (ISCO-08) holds all the groups below it."),
    )
    modality = forms.ChoiceField(
        label=_("Way of contributing"), choices=[("", _("Any")), *MODALITIES], required=False
    )
    language = forms.ChoiceField(
        label=_("Language we write in"),
        choices=lambda: [("", _("Any")), *choices.languages()],
        required=False,
    )
    finding = forms.ModelChoiceField(
        label=_("Because of a finding"),
        queryset=Finding.objects.filter(state=Finding.State.PUBLISHED),
        required=False,
        empty_label=_("None"),
    )

    def filters(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in FILTERS}


class LetterForm(Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(label=_("Text"), widget=text_area(10), max_length=10000)
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    def draft(self) -> Draft:
        return Draft(**self.cleaned_data)
