"""The register's forms."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.foundation.reference import isco08, levels
from homelands.people.register.actions.entries import Statement
from homelands.people.register.actions.exports import Wish
from homelands.people.register.actions.persons import Registration
from homelands.people.register.models import PeopleExport, ProfileEntry
from homelands.people.register.models.choices import (
    AVAILABILITIES,
    MODALITIES,
    WORKING_LANGUAGES,
    Choices,
)
from homelands.people.register.pages.files import LABELS
from homelands.ui.forms import Form


class RegisterForm(Form):
    """What is asked in the first minute, and why."""

    name = forms.CharField(
        label=_("Name or alias"),
        max_length=200,
        help_text=_("What we should call you. It need not be your legal name."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("To sign you in and to answer you. It is stored encrypted."),
    )
    destination = forms.ChoiceField(
        label=_("Country where you live"),
        choices=choices.destinations,
        help_text=_("It decides which mission answers you."),
    )
    language = forms.ChoiceField(label=_("Language we write in"), choices=choices.languages)

    def registration(self) -> Registration:
        return Registration(**self.cleaned_data)


class SignInForm(Form):
    email = forms.EmailField(label=_("E-mail address"))


class CodeForm(Form):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("The six digits that we sent to your e-mail address."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class EraseForm(Form):
    sure = forms.BooleanField(
        label=_("Yes, erase everything that is held about me. This cannot be undone.")
    )


def occupations() -> Choices:
    """Returns the ISCO-08 unit groups in the reader's language."""
    language = get_language() or "en"
    units = [(group.code, isco08.title(group.code, language)) for group in isco08.groups(4)]
    return [("", _("Prefer not to say")), *units]


class ProfileForm(Form):
    """A profile on one page; everything is optional."""

    occupation = forms.ChoiceField(
        label=_("Occupation"),
        choices=occupations,
        required=False,
        help_text=_("The closest group of the international classification (ISCO-08)."),
    )
    education = forms.ChoiceField(
        label=_("Highest education completed"),
        choices=lambda: [("", _("Prefer not to say")), *levels.ISCED_LEVELS.items()],
        required=False,
    )
    language = forms.ChoiceField(
        label=_("A language you work in"),
        choices=[("", _("None to add")), *WORKING_LANGUAGES],
        required=False,
    )
    level = forms.ChoiceField(
        label=_("How well (CEFR)"),
        choices=lambda: [("", _("Not stated")), *levels.CEFR.items()],
        required=False,
    )
    skills = forms.CharField(
        label=_("Skills"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line, in your own words."),
    )
    availability = forms.ChoiceField(
        label=_("When you could contribute"),
        choices=[("", _("Prefer not to say")), *AVAILABILITIES],
        required=False,
    )
    modality = forms.MultipleChoiceField(
        label=_("How you could contribute"),
        choices=MODALITIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def statements(self) -> dict[str, list[Statement]]:
        """Returns what the form says, by kind of value."""
        data = self.cleaned_data
        kinds = ProfileEntry.Kind
        said: dict[str, list[tuple[str, str]]] = {
            kinds.OCCUPATION: [(data["occupation"], "")],
            kinds.EDUCATION: [(data["education"], "")],
            kinds.LANGUAGE: [(data["language"], data["level"])],
            kinds.SKILL: [(line.strip()[:100], "") for line in data["skills"].splitlines()],
            kinds.AVAILABILITY: [(data["availability"], "")],
            kinds.MODALITY: [(code, "") for code in data["modality"]],
        }
        return {
            str(kind): [Statement(str(kind), code, level) for code, level in pairs if code]
            for kind, pairs in said.items()
        }


def initial(entries: Any) -> dict[str, Any]:
    """Returns what the profile form starts with, from what is known."""
    known: dict[str, list[Any]] = {}
    for entry in entries:
        known.setdefault(entry.kind, []).append(entry)

    def first(kind: str, attribute: str = "code") -> str:
        return getattr(known[kind][0], attribute) if kind in known else ""

    return {
        "occupation": first("occupation"),
        "education": first("education"),
        "language": first("language"),
        "level": first("language", "level"),
        "skills": "\n".join(entry.code for entry in known.get("skill", [])),
        "availability": first("availability"),
        "modality": [entry.code for entry in known.get("modality", [])],
    }


class ExportForm(Form):
    """Whom a file of people holds, what of each, what for and why."""

    country = forms.ChoiceField(
        label=_("Country"),
        choices=lambda: [("", _("Every country that you may read")), *choices.destinations()[1:]],
        required=False,
    )
    modality = forms.ChoiceField(
        label=_("Way of contributing"),
        choices=[("", _("Any, or not stated")), *MODALITIES],
        required=False,
    )
    fields_chosen = forms.MultipleChoiceField(
        label=_("What the file is to hold"),
        choices=list(LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of each person you get what that person agreed to, and nothing else."),
    )
    purpose = forms.ChoiceField(
        label=_("What for"), choices=PeopleExport.Purpose.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Why it is needed"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody in the file reads it, with your name."),
    )

    def wish(self) -> Wish:
        data = self.cleaned_data
        filters = {name: data[name] for name in ("country", "modality") if data[name]}
        return Wish(filters, data["fields_chosen"], data["purpose"])


class OpenForm(Form):
    """Which record is opened outside the officer's grants, and why."""

    number = forms.CharField(
        label=_("Number of the record"),
        max_length=36,
        help_text=_("Eight letters and digits. Members find theirs under “My data”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    why = forms.CharField(
        label=_("Why you need this record"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In a sentence. The person, their mission and the auditors read it."),
    )


class RefuseForm(Form):
    why = forms.CharField(
        label=_("Why it is refused"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
