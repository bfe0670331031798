"""The forms for those who come with an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.surveys.questionnaires.pages.forms.studies import StartForm
from homelands.ui.forms import Form

_AS_TYPED = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}


class InvitationForm(Form):
    """The code of an invitation, as it stands on paper."""

    code = forms.CharField(
        label=_("Code of your invitation"),
        max_length=64,
        help_text=_("Four groups of four letters and digits."),
        widget=forms.TextInput(attrs=_AS_TYPED),
    )


class BegunForm(Form):
    """The code of answers that were begun before."""

    code = forms.CharField(
        label=_("Code of your answers"),
        max_length=64,
        help_text=_("The code that you were shown when you began."),
        widget=forms.TextInput(attrs=_AS_TYPED),
    )


class InvitedForm(StartForm):
    """Language and country; in the inviter's own browser, that somebody else answers now."""

    somebody_else = forms.BooleanField(
        label=_("Somebody else than the person who gave out this invitation is answering now"),
    )

    field_order = ("language", "destination", "somebody_else", "website")

    def __init__(self, *args: Any, same_browser: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not same_browser:
            del self.fields["somebody_else"]
