"""A form with every kind of field, empty and with every kind of error."""

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..forms import Form


class SampleForm(Form):
    """Asks what a registration asks, with every input that the house draws."""

    name = django_forms.CharField(
        label=_("Name or alias"), help_text=_("The name you want us to use. It need not be legal.")
    )
    email = django_forms.EmailField(
        label=_("E-mail address"), help_text=_("We write only about what you ask for.")
    )
    country = django_forms.ChoiceField(
        label=_("Country where you live"),
        choices=[("", _("Choose a country")), ("IT", _("Italy")), ("GB", _("United Kingdom"))],
    )
    modality = django_forms.ChoiceField(
        label=_("How would you like to help?"),
        widget=django_forms.RadioSelect,
        choices=[
            ("visit", _("A visit of two weeks to six months")),
            ("online", _("Online, a few hours a month")),
            ("return", _("Moving back for good")),
            ("unsaid", _("I prefer not to say")),
        ],
    )
    languages = django_forms.MultipleChoiceField(
        label=_("Languages you could teach in"),
        widget=django_forms.CheckboxSelectMultiple,
        required=False,
        choices=settings.LANGUAGES,
    )
    since = django_forms.DateField(
        label=_("When did you move there?"), help_text=_("For example, 27 3 2015.")
    )
    note = django_forms.CharField(
        label=_("What should we know?"), widget=django_forms.Textarea, required=False
    )
    paper = django_forms.FileField(
        label=_("A certificate"), required=False, help_text=_("PDF or photo, at most 5 MB.")
    )
    agree = django_forms.BooleanField(
        label=_("Show my profile to host institutions"),
        help_text=_("You can take this back at any time, and it stops at once."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuses the form as a whole, to show where such a sentence stands."""
        if self.data.get("name"):
            raise django_forms.ValidationError(
                _("This e-mail address is already registered. Sign in, or use another address.")
            )
        return self.cleaned_data


def empty_form() -> SampleForm:
    """Returns the form before anything is typed."""
    return SampleForm(auto_id="empty-%s")


def wrong_form() -> SampleForm:
    """Returns the form after a submission in which nearly everything was wrong."""
    typed = {
        "name": "Nana Akosua Frimpomaa Owusu-Ansah",
        "email": "nana at example",
        "since_day": "31",
        "since_month": "2",
        "since_year": "2015",
        "note": "What I typed is still here.",
    }
    return SampleForm(typed, auto_id="wrong-%s")
