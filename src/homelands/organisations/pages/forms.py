"""The directory's forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.foundation.models import User
from homelands.organisations.actions.organisations import Details, NewOrganisation
from homelands.organisations.models import Organisation
from homelands.organisations.queries import focal_points
from homelands.ui.forms import Form


class DetailsForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    town = forms.CharField(label=_("Town or region"), max_length=200, required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    about = forms.CharField(
        label=_("What it does"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two or three sentences. Everybody can read them."),
    )

    def details(self) -> Details:
        names = ("name", "town", "website", "about")
        return Details(**{name: self.cleaned_data[name] for name in names})


class OrganisationForm(DetailsForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    country = forms.ChoiceField(label=_("Country"), choices=choices.countries_of_the_world)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["kind", "country"])

    def new(self) -> NewOrganisation:
        data = self.cleaned_data
        return NewOrganisation(data["kind"], data["country"], self.details())


class NameForm(Form):
    login = forms.CharField(
        label=_("Sign-in name"),
        max_length=254,
        help_text=_("The work e-mail address with which this person signs in."),
    )

    def clean_login(self) -> User:
        """Returns the account behind the sign-in name."""
        user = focal_points.account(self.cleaned_data["login"])
        if user is None:
            raise forms.ValidationError(
                _("No account has this sign-in name. Ask an administrator to open one.")
            )
        return user
