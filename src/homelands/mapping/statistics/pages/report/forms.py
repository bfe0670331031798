"""The choices of an analysis as a form in the address, so that a saved link is the analysis."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.surveys.questionnaires.models import Study
from homelands.ui.forms import Form

_OPEN = ("", _("As the methods advise"))
_ESTIMATORS = [
    _OPEN,
    ("ss", _("Successive sampling (Gile): needs the number of people in all")),
    ("rds2", _("RDS-II")),
    ("rds1", _("RDS-I")),
]
_INTERVALS = [
    _OPEN,
    ("gile", _("Gile's bootstrap: needs the number of people in all")),
    ("tree", _("Tree bootstrap")),
    ("neighbourhood", _("Neighbourhood bootstrap: too narrow, for comparison only")),
    ("salganik", _("Salganik's bootstrap: for comparison only")),
    ("none", _("No interval")),
]
_TREATMENTS = [
    ("", _("Nobody chose: the median for missing ones, others raised to the ties seen")),
    ("raise", _("The median for missing ones, others raised to the ties seen")),
    ("maximum", _("The largest for missing ones")),
    ("median", _("The median for all invalid ones")),
    ("drop", _("Leave respondents with an invalid number out")),
]
_LEVELS = [("0.9", _("90 per cent")), ("0.95", _("95 per cent")), ("0.99", _("99 per cent"))]


class CountsForm(Form):
    """What is asked of any study: the question, and which answers are none."""

    defaults: Mapping[str, str] = {}

    variable = forms.ChoiceField(label=_("What was asked"))
    missing = forms.CharField(
        label=_("Answers that mean “no answer”"),
        max_length=200,
        required=False,
        help_text=_("Codes with commas between them. For example: 0, 99"),
    )

    def __init__(
        self, query: QueryDict, *, study: Study, variables: Sequence[str], **kwargs: Any
    ) -> None:
        known = {"population": study.population} if study.population.isdecimal() else {}
        initial = {**self.defaults, **known}
        asked = {name: query[name] for name in self.base_fields if name in query}
        super().__init__({**initial, **asked} if asked else None, initial=initial, **kwargs)
        self.fields["variable"].choices = [("", ""), *((name, name) for name in variables)]  # type: ignore[attr-defined]

    @property
    def choices(self) -> list[Any]:
        """Returns what can be asked of the study; nothing while nobody has answered."""
        return list(self.fields["variable"].choices)[1:]  # type: ignore[attr-defined]

    def question(self) -> Question:
        """Returns what was asked; the methods' choices do not arise."""
        return Question(self.cleaned_data["variable"], self._missing())

    def _missing(self) -> tuple[str, ...]:
        codes = (code.strip() for code in self.cleaned_data["missing"].split(","))
        return tuple(code for code in codes if code)


class QuestionForm(CountsForm):
    """What is asked of a respondent-driven study, with everything that was chosen."""

    defaults = {"replicates": "1000", "level": "0.95", "seed": "1"}

    population = forms.IntegerField(
        label=_("How many people there are in all, where it is known"),
        min_value=1,
        max_value=2_000_000_000,
        required=False,
    )
    estimator = forms.ChoiceField(label=_("Estimator"), choices=_ESTIMATORS, required=False)
    interval = forms.ChoiceField(label=_("Interval"), choices=_INTERVALS, required=False)
    treatment = forms.ChoiceField(
        label=_("Missing numbers of contacts"), choices=_TREATMENTS, required=False
    )
    level = forms.ChoiceField(label=_("Level of the interval"), choices=_LEVELS)
    replicates = forms.IntegerField(
        label=_("Replicates of the bootstrap"), min_value=100, max_value=5000
    )
    seed = forms.IntegerField(
        label=_("Random seed"),
        min_value=0,
        max_value=2**32 - 1,
        help_text=_("The same seed gives the same digits."),
    )
    without_seeds = forms.BooleanField(
        label=_("Leave the seeds out of the estimate"), required=False
    )

    def question(self) -> Question:
        """Returns the choices as the methods take them."""
        data = self.cleaned_data
        return Question(
            variable=data["variable"],
            missing=self._missing(),
            estimator=data["estimator"],
            interval=data["interval"],
            treatment=data["treatment"],
            population=data["population"],
            replicates=data["replicates"],
            level=float(data["level"]),
            seed=data["seed"],
            with_seeds=not data["without_seeds"],
        )


class SampleForm(Form):
    why = forms.CharField(
        label=_("What the sample is needed for"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the audit trail, with your name."),
    )
