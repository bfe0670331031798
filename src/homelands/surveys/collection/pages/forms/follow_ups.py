"""The form with which a respondent leaves an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.ui.forms import Form


class FollowUpForm(Form):
    """An address, and the words agreed to."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("It is stored encrypted, apart from any answers.")
    )
    agree = forms.BooleanField(
        label=_("You may write to me about this study. I can take my address back at any time.")
    )
