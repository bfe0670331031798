"""The form with which an officer decides about a data quality flag."""

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.surveys.collection.models import QualityFlag
from homelands.ui.forms import Form


class DecisionForm(Form):
    """What becomes of a doubtful response."""

    state = forms.ChoiceField(
        label=_("These answers are to be"),
        choices=[
            (QualityFlag.State.KEPT, _("Kept in results")),
            (QualityFlag.State.LEFT_OUT, _("Left out of results")),
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Why"), max_length=300)
