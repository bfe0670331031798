"""The forms of programmes, needs and calls."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.foundation.reference import isco08, levels
from homelands.organisations.models import Organisation
from homelands.people.register.models.choices import MODALITIES, WORKING_LANGUAGES
from homelands.programmes.needs.actions.calls import Opening
from homelands.programmes.needs.actions.needs import NeedFacts
from homelands.programmes.needs.actions.programmes import ProgrammeFacts
from homelands.programmes.needs.models import Need, Programme
from homelands.ui.forms import Form

Choices = list[tuple[str, Any]]


def text_area(label: Any, rows: int = 5, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def occupations() -> Choices:
    """Returns the minor and unit groups of ISCO-08 in the reader's language."""
    language = get_language() or "en"
    groups = [group for group in isco08.groups() if group.level >= 3]
    return [(g.code, f"{g.code} {isco08.title(g.code, language)}") for g in groups]


class ProgrammeForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    about = text_area(_("What it is for"))
    pays = text_area(_("What is paid"), 3, help_text=_("Applicants read it on every call."))
    currency = forms.CharField(
        label=_("Currency"), max_length=3, help_text=_("Three letters, for example EUR or GHS.")
    )
    largest_payment = forms.DecimalField(
        label=_("Largest payment"),
        min_value=1,
        max_digits=12,
        decimal_places=2,
        help_text=_("In this currency. A payment above it is refused, so that a slip is noticed."),
    )
    minimum_years = forms.IntegerField(
        label=_("Years of experience, at least"), min_value=0, max_value=40, initial=0
    )
    minimum_education = forms.ChoiceField(
        label=_("Education, at least"),
        choices=lambda: [("", _("No minimum")), *levels.ISCED_LEVELS.items()],
        required=False,
    )

    def facts(self) -> ProgrammeFacts:
        return ProgrammeFacts(
            **{**self.cleaned_data, "currency": self.cleaned_data["currency"].upper()}
        )


class NeedForm(Form):
    """The terms of reference of a need."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("For example: neonatal nurse trainer.")
    )
    terms = text_area(
        _("Terms of reference"), 8, help_text=_("Tasks, results, and who works beside.")
    )
    occupation = forms.ChoiceField(label=_("Occupation (ISCO-08)"), choices=occupations)
    other = forms.ChoiceField(
        label=_("Another occupation that fits"),
        choices=lambda: [("", _("None")), *occupations()],
        required=False,
    )
    modality = forms.ChoiceField(label=_("Way of contributing"), choices=MODALITIES)
    weeks = forms.IntegerField(label=_("Weeks"), min_value=1, max_value=520)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=1)
    place = forms.CharField(label=_("Where"), max_length=200)
    starts_from = forms.DateField(label=_("Earliest start"))
    starts_until = forms.DateField(label=_("Latest start"))
    language = forms.ChoiceField(
        label=_("Language needed"),
        choices=lambda: [("", _("None")), *WORKING_LANGUAGES],
        required=False,
    )
    level = forms.ChoiceField(
        label=_("At least (CEFR)"), choices=lambda: list(levels.CEFR.items()), initial="B2",
        required=False,
    )  # fmt: skip

    def facts(self) -> NeedFacts:
        data = {**self.cleaned_data}
        language, level = data.pop("language"), data.pop("level")
        codes = [code for code in (data.pop("occupation"), data.pop("other")) if code]
        return NeedFacts(
            **data, occupations=codes, languages={language: level or "B2"} if language else {}
        )


class DraftForm(NeedForm):
    """A new need: for which programme and host as well."""

    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none())
    host = forms.ModelChoiceField(label=_("Host institution"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, programmes: Any, hosts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]
        self.order_fields(["programme", "host", *NeedForm.base_fields])

    def parts(self) -> tuple[Programme, Organisation, NeedFacts]:
        """Takes the programme and the host off; the rest are the facts."""
        programme, host = self.cleaned_data.pop("programme"), self.cleaned_data.pop("host")
        return programme, host, self.facts()


def initial(need: Need) -> dict[str, Any]:
    """Returns what the form of a need starts with."""
    plain = (
        "title",
        "terms",
        "modality",
        "weeks",
        "places",
        "place",
        "starts_from",
        "starts_until",
    )
    language, level = next(iter(need.languages.items()), ("", "B2"))
    return {
        **{name: getattr(need, name) for name in plain},
        "occupation": need.occupations[0],
        "other": need.occupations[1] if len(need.occupations) > 1 else "",
        "language": language,
        "level": level,
    }


class CallForm(Form):
    opens_on = forms.DateField(label=_("Opens on"))
    closes_on = forms.DateField(label=_("Last day to apply"))
    criteria = text_area(_("Criteria"), help_text=_("How applications are judged, in plain words."))
    steps = text_area(_("Steps"), help_text=_("One on each line, with its date where it has one."))

    def opening(self) -> Opening:
        data = self.cleaned_data
        return Opening(
            datetime.combine(data["opens_on"], time.min, UTC),
            datetime.combine(data["closes_on"], time.max, UTC),
            data["criteria"],
            data["steps"],
        )
