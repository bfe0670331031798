"""The forms around a questionnaire: setting it up, starting, coming back, and what follows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.foundation.choices import Choices
from homelands.people.register.models import ProfileEntry
from homelands.people.register.queries.words import entry_text
from homelands.surveys.questionnaires.actions.responses import Opening
from homelands.surveys.questionnaires.actions.studies import StudyPlan
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries.profiles import Offer
from homelands.ui.forms import Form


class StudyForm(Form):
    """A study, as it is set up."""

    name = forms.CharField(label=_("Name"), max_length=200)
    about = forms.CharField(
        label=_("What it is for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Respondents read this before they start."),
    )
    design = forms.ChoiceField(
        label=_("How people are reached"),
        choices=Study.Design.choices,
        widget=forms.RadioSelect,
        help_text=_("It decides what may be said of the results."),
    )
    population = forms.CharField(
        label=_("Population"),
        max_length=300,
        required=False,
        help_text=_("Whom the results speak about, for example: health workers in Italy."),
    )
    destinations = forms.MultipleChoiceField(
        label=_("Countries"),
        choices=lambda: choices.destinations()[1:],
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Where it is held. Choose none for everywhere."),
    )
    opens_on = forms.DateField(label=_("Opens on"))
    closes_on = forms.DateField(label=_("Closes on"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuses a study that closes before it opens."""
        data: dict[str, Any] = super().clean() or {}
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("A study cannot close before it opens."))
        return data

    def plan(self) -> StudyPlan:
        data = self.cleaned_data
        return StudyPlan(**{**data, "destinations": tuple(data["destinations"])})


class StartForm(Form):
    """Language and country, and a field that only programs fill in."""

    language = forms.ChoiceField(label=_("Language of the questions"), widget=forms.RadioSelect)
    destination = forms.ChoiceField(
        label=_("Country where you live"),
        help_text=_("It decides which survey managers can read your answers."),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        template_name="questionnaires/responses/trap.html",  # type: ignore[call-arg]
    )

    def __init__(self, *args: Any, study: Study, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = choices.destinations()
        if study.destinations:
            places = [(code, name) for code, name in places if code in {"", *study.destinations}]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["destination"].choices = places  # type: ignore[attr-defined]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave the last field empty: it is there to stop programs."))
        return ""

    def opening(self) -> Opening:
        data = self.cleaned_data
        return Opening(language=data["language"], destination=data["destination"])


class CodeForm(Form):
    """The code of a response."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=64,
        help_text=_("Four groups of four letters and digits, as shown when you started."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )


class LinkForm(Form):
    """Exactly what would be copied to the profile, item by item, and the consent to it."""

    code = forms.CharField(widget=forms.HiddenInput)
    chosen = forms.MultipleChoiceField(
        label=_("Copy these answers to my profile"), widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(
        label=_(
            "I agree that what I ticked is copied to my profile, under my name, "
            "where I can change and erase it."
        )
    )

    def __init__(self, *args: Any, offers: list[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offers = {offer.key: offer for offer in offers}
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (offer.key, _in_words(offer)) for offer in offers
        ]

    def offers(self) -> list[Offer]:
        return [self._offers[key] for key in self.cleaned_data["chosen"]]


def _in_words(offer: Offer) -> str:
    entry = ProfileEntry(kind=offer.kind, code=offer.code, level=offer.level)
    return f"{entry.get_kind_display()}: {entry_text(entry)}"
