"""The forms of questions and answers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.foundation.models import User
from homelands.outreach.dialogue.actions.questions import Asked
from homelands.outreach.events.pages.forms import countries_of, text_area
from homelands.people.register.models import Person
from homelands.ui.forms import Form


class AskForm(Form):
    """A question; members are not asked for an address or a country."""

    text = forms.CharField(label=_("Your question"), widget=text_area(6), max_length=4000)
    in_public = forms.TypedChoiceField(
        label=_("Who may read it"),
        choices=[
            ("yes", _("Everybody: question and answer are published, without your name")),
            ("no", _("Only I and the officers who answer")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    country = forms.ChoiceField(
        label=_("Country where you live"),
        choices=lambda: countries_of(_("Prefer not to say: the ministry answers")),
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
        widget=text_area(8),
        max_length=10000,
        help_text=_("It is sent to the asker. Name nobody who did not agree to be named."),
    )
