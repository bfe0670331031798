"""The forms of outreach: events and places at them, questions, segments and letters."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.foundation.models import User
from homelands.foundation.reference import isco08
from homelands.mapping.models import Finding
from homelands.organisations.models import Organisation
from homelands.outreach.actions.events import EventFacts
from homelands.outreach.actions.questions import Asked
from homelands.outreach.actions.segments import Draft
from homelands.outreach.actions.sign_ups import Guest
from homelands.outreach.rules import FILTERS
from homelands.people.choices import MODALITIES, WORKING_LANGUAGES
from homelands.people.models import Person
from homelands.ui.forms import Form


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


@cache
def time_zones() -> list[tuple[str, str]]:
    """Returns the time zones of places, and UTC."""
    places = (zone for zone in available_timezones() if "/" in zone and zone[:3] != "Etc")
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in sorted(places))]


def _countries(nowhere: Any) -> choices.Choices:
    return [("", nowhere), *choices.countries_of_the_world()[1:]]


class EventForm(Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("What it is about"), required=False, widget=_text(5))
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        help_text=_("The times below are read on the clocks of this zone."),
    )
    starts_at = forms.DateTimeField(label=_("Starts"))
    ends_at = forms.DateTimeField(label=_("Ends"))
    place = forms.CharField(
        label=_("Place"),
        max_length=300,
        required=False,
        help_text=_("With the address. Leave it empty for an event that is only online."),
    )
    url = forms.URLField(label=_("Address online"), required=False, assume_scheme="https")
    country = forms.ChoiceField(
        label=_("Country"),
        choices=lambda: _countries(_("No one country: the ministry runs it")),
        required=False,
        help_text=_("The mission of this country runs the event."),
    )
    organiser = forms.ModelChoiceField(
        label=_("Organiser"), queryset=Organisation.objects.filter(closed_at=None).order_by("name")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=WORKING_LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Leave it empty when there is no limit."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in ("starts_at", "ends_at"):
            if name in data and "time_zone" in data:
                data[name] = data[name].replace(tzinfo=ZoneInfo(data["time_zone"]))
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if isinstance(starts, datetime) and isinstance(ends, datetime) and ends <= starts:
            self.add_error("ends_at", _("The end must come after the start."))
        if "url" in data and not (data["url"] or data.get("place")):
            self.add_error("place", _("Give a place, an address online, or both."))
        return data

    def facts(self) -> EventFacts:
        return EventFacts(**self.cleaned_data)


class ReasonForm(Form):
    why = forms.CharField(label=_("Why"), widget=_text(3), max_length=2000)


class JoinForm(Form):
    """What a guest gives: a name and an address. Members are asked for nothing."""

    name = forms.CharField(
        label=_("Name or alias"),
        max_length=200,
        help_text=_("What we should call you. It need not be your legal name."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_(
            "To send you your place. It is stored encrypted and shredded 90 days after the event."
        ),
    )

    def guest(self) -> Guest:
        return Guest(language=get_language() or "en", **self.cleaned_data)


class AskForm(Form):
    """A question; members are not asked for an address or a country."""

    text = forms.CharField(label=_("Your question"), widget=_text(6), max_length=4000)
    in_public = forms.TypedChoiceField(
        label=_("Who may read it"),
        choices=[
            ("yes", _("Everybody: question and answer are published, without your name")),
            ("no", _("Only I and the officers who answer")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    country = forms.ChoiceField(
        label=_("Country where you live"),
        choices=lambda: _countries(_("Prefer not to say: the ministry answers")),
        required=False,
        help_text=_("It decides which mission answers you."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("To send you the answer. It is stored encrypted and shredded once it is sent."),
    )

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person
        if person is not None:
            del self.fields["country"], self.fields["email"]

    def asked(self) -> Asked:
        language = get_language() or "en"
        if self._person is None:
            return Asked(language=language, **self.cleaned_data)
        country = self._person.destination
        return Asked(language=language, country=country, person=self._person, **self.cleaned_data)


class AssignForm(Form):
    to = forms.ModelChoiceField(label=_("Officer"), queryset=User.objects.none())

    def __init__(self, *args: Any, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = officers  # type: ignore[attr-defined]


class AnswerForm(Form):
    text = forms.CharField(
        label=_("Answer"),
        widget=_text(8),
        max_length=10000,
        help_text=_("It is sent to the asker. Name nobody who did not agree to be named."),
    )


def _occupations() -> choices.Choices:
    language = get_language() or "en"
    groups = sorted(isco08.groups(), key=lambda group: group.code)
    titles = ((g.code, f"{g.code} {isco08.title(g.code, language)}") for g in groups)
    return [("", str(_("Any"))), *titles]


class SegmentForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    destination = forms.ChoiceField(
        label=_("Country of residence"), choices=lambda: _countries(_("Any")), required=False
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
    text = forms.CharField(label=_("Text"), widget=_text(10), max_length=10000)
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    def draft(self) -> Draft:
        return Draft(**self.cleaned_data)
