"""The form with which a survey manager begins to try a questionnaire out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from homelands.foundation.choices import Choices
from homelands.surveys.questionnaires.models import Questionnaire
from homelands.ui.forms import Form


class TrialForm(Form):
    """Which version is tried, and in which language."""

    version = forms.ChoiceField(label=_("Version"))
    language = forms.ChoiceField(label=_("Language of the questions"))

    def __init__(
        self, *args: Any, versions: Sequence[Questionnaire], languages: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), say("%(title)s, version %(version)s") % vars(one)) for one in versions
        ]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
