"""The form that says which fills of a questionnaire are made: from which number, on which day."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homelands.surveys.questionnaires.queries.filling import Course
from homelands.ui.forms import Form

_MOST = 999_999_999


class FillForm(Form):
    """Where the fills begin; the same number and day give the same answers."""

    seed = forms.IntegerField(
        label=_("Number of the first fill"),
        required=False,
        min_value=1,
        max_value=_MOST,
        help_text=_("A number from a report leads to the same fill again."),
    )
    day = forms.DateField(
        label=_("Day on which it is filled"),
        required=False,
        validators=[
            MinValueValidator(date(1900, 1, 1), _("Choose a day from 1900 to 2199.")),
            MaxValueValidator(date(2199, 12, 31), _("Choose a day from 1900 to 2199.")),
        ],
        help_text=_("What the questionnaire holds for today. Dates are drawn around it."),
    )

    def course(self) -> Course:
        """Returns where the fills begin; the first one today where nothing else is said."""
        data = self.cleaned_data
        return Course(data.get("seed") or 1, data.get("day") or timezone.localdate())


def drawn_again(course: Course) -> FillForm:
    """Returns the form as it leads to the same fills again."""
    return FillForm(initial={"seed": course.seed, "day": course.day})
