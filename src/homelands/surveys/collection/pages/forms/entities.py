"""The form with which a list is shared with another study."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.surveys.questionnaires.models import Study
from homelands.ui.forms import Form


class ShareForm(Form):
    """Which study uses the list, too."""

    study = forms.ChoiceField(
        label=_("Study"),
        help_text=_("Its forms may offer the entries of this list, add to them and change them."),
    )

    def __init__(self, studies: Sequence[Study], *args: Any) -> None:
        super().__init__(*args)
        choices = [(str(study.pk), study.name) for study in studies]
        self.fields["study"].choices = choices  # type: ignore[attr-defined]
