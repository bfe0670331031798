"""The form with which encrypted answers are opened."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.ui.forms import Form

_MOST_BYTES = 20_000


class KeyForm(Form):
    """The private key. It is used once, in memory, and never stored."""

    key = forms.FileField(
        label=_("Private key (.pem)"),
        help_text=_("The file that was made together with the form’s public key."),
    )

    def clean_key(self) -> bytes:
        file: Any = self.cleaned_data["key"]
        if file.size > _MOST_BYTES:
            raise forms.ValidationError(_("This file is too large to be a private key."))
        return bytes(file.read())
