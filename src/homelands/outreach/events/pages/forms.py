"""The forms of events and of places at them."""

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.organisations.models import Organisation
from homelands.outreach.events.actions.events import EventFacts
from homelands.outreach.events.actions.sign_ups import Guest
from homelands.people.register.models.choices import WORKING_LANGUAGES
from homelands.ui.forms import Form


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


@cache
def time_zones() -> list[tuple[str, str]]:
    """Returns the time zones of places, and UTC."""
    places = (zone for zone in available_timezones() if "/" in zone and zone[:3] != "Etc")
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in sorted(places))]


def countries_of(nowhere: Any) -> choices.Choices:
    return [("", nowhere), *choices.countries_of_the_world()[1:]]


class EventForm(Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("What it is about"), required=False, widget=text_area(5))
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
        choices=lambda: countries_of(_("No one country: the ministry runs it")),
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
    why = forms.CharField(label=_("Why"), widget=text_area(3), max_length=2000)


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
