"""The choices of an analysis as a form in the address, so that a saved link is the analysis."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.mapping.statistics.queries.labels import Labels
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
    ("model", _("A model of reports: rounded, misjudged and missing ones")),
]
LEVELS = [("0.9", _("90 per cent")), ("0.95", _("95 per cent")), ("0.99", _("99 per cent"))]
#: No country has more people.
MOST_PEOPLE = 2_000_000_000


def people_in_all(label: Any) -> forms.IntegerField:
    """Returns the field of a number of people that may be unknown."""
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_PEOPLE, required=False)


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
        self,
        query: QueryDict,
        *,
        study: Study,
        variables: Sequence[str],
        labels: Labels = Labels(),  # noqa: B008 - never changed
        **kwargs: Any,
    ) -> None:
        known = {"population": study.population} if study.population.isdecimal() else {}
        self.labels = labels
        initial = {**self.defaults, **known}
        asked = {name: query[name] for name in self.base_fields if name in query}
        super().__init__({**initial, **asked} if asked else None, initial=initial, **kwargs)
        named = ((name, labels.question(name)) for name in variables)
        self.fields["variable"].choices = [("", ""), *named]  # type: ignore[attr-defined]

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


class ResampledForm(CountsForm):
    """What is asked where the precision is seen by drawing the sample again."""

    defaults = {"replicates": "1000", "level": "0.95", "seed": "1"}

    treatment = forms.ChoiceField(
        label=_("Missing numbers of contacts"), choices=_TREATMENTS, required=False
    )
    level = forms.ChoiceField(label=_("Level of the interval"), choices=LEVELS)
    replicates = forms.IntegerField(
        label=_("Replicates of the bootstrap"), min_value=100, max_value=5000
    )
    seed = forms.IntegerField(
        label=_("Random seed"),
        min_value=0,
        max_value=2**32 - 1,
        help_text=_("The same seed gives the same digits."),
    )

    def question(self) -> Question:
        """Returns the choices as the methods take them."""
        data = self.cleaned_data
        return replace(
            super().question(),
            treatment=data["treatment"],
            replicates=data["replicates"],
            level=float(data["level"]),
            seed=data["seed"],
        )


class QuestionForm(ResampledForm):
    """What is asked of a respondent-driven study, with everything that was chosen."""

    field_order = (
        "variable", "missing", "population", "population_low", "population_high", "estimator",
        "interval", "treatment", "level", "replicates", "seed", "without_seeds",
    )  # fmt: skip

    population = people_in_all(_("How many people there are in all, where it is known"))
    population_low = forms.IntegerField(
        label=_("The least that number may be, where it is uncertain"),
        min_value=1,
        required=False,
        help_text=_("The ends of its 95 per cent interval: standard errors then carry it."),
    )
    population_high = forms.IntegerField(
        label=_("The most that number may be, where it is uncertain"),
        max_value=MOST_PEOPLE,
        required=False,
    )
    estimator = forms.ChoiceField(label=_("Estimator"), choices=_ESTIMATORS, required=False)
    interval = forms.ChoiceField(label=_("Interval"), choices=_INTERVALS, required=False)
    without_seeds = forms.BooleanField(
        label=_("Leave the seeds out of the estimate"), required=False
    )

    def question(self) -> Question:
        """Returns the choices as the methods take them."""
        data = self.cleaned_data
        return replace(
            super().question(),
            estimator=data["estimator"],
            interval=data["interval"],
            population=data["population"],
            population_low=data["population_low"],
            population_high=data["population_high"],
            with_seeds=not data["without_seeds"],
        )

    def clean(self) -> dict[str, Any]:
        """Refuses an interval that does not hold the number of people."""
        data = super().clean() or {}
        names = ("population_low", "population", "population_high")
        known = [data[name] for name in names if data.get(name) is not None]
        if known == [data.get("population")] or not known:
            return data
        if len(known) < len(names) or not known[0] < known[1] < known[2]:
            self.add_error(
                "population_low",
                _("Give the number of people, and below and above it what it may be at least and"
                  " at most."),
            )  # fmt: skip
        return data


class StocksForm(ResampledForm):
    """What is asked of a study whose destinations count by their numbers of people."""

    stocks = forms.CharField(
        label=_("Numbers of people by country, where you know better ones"),
        max_length=1000,
        required=False,
        help_text=_(
            "Without them the official stocks are taken. Three letters, an equals sign and the"
            " number. For example: DEU=30000, ITA=12000"
        ),
    )

    def clean_stocks(self) -> dict[str, float]:
        """Reads DEU=30000, ITA=12000."""
        found: dict[str, float] = {}
        for part in filter(None, (one.strip() for one in self.cleaned_data["stocks"].split(","))):
            code, _sign, people = (word.strip() for word in part.partition("="))
            if not (people.isascii() and people.isdigit() and int(people) and len(people) < 11):
                raise forms.ValidationError(
                    _("“%(part)s” is no country and number. For example: DEU=30000")
                    % {"part": part}
                )
            found[code.upper()] = float(people)
        return found


class PooledForm(StocksForm):
    """What is asked of a study whose destinations are taken together."""

    defaults = {**ResampledForm.defaults, "uncertainty": "10"}

    uncertainty = forms.DecimalField(
        label=_("How uncertain these numbers are, in per cent"),
        min_value=0,
        max_value=100,
        help_text=_("The standard error as a part of each number. Official stocks give none."),
    )


class ComparedForm(QuestionForm):
    """What is asked of two studies or waves beside each other."""

    other = forms.ChoiceField(label=_("The other study"))
    other_variable = forms.CharField(
        label=_("What was asked there, if it has another name"), max_length=200, required=False
    )
    other_population = people_in_all(_("How many people there are in all there, where it is known"))
    both = forms.IntegerField(
        label=_("How many respondents are in both"),
        min_value=0,
        required=False,
        help_text=_("Nothing where the two samples were drawn apart."),
    )
    rho = forms.DecimalField(
        label=_("How closely their two answers go together, from -1 to 1"),
        min_value=-1,
        max_value=1,
        required=False,
        help_text=_("Of those in both. Left empty it is taken as 0, which is the cautious choice."),
    )

    def __init__(self, query: QueryDict, *, others: Sequence[Study], **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        names = [(one.slug, one.name) for one in others]
        self.fields["other"].choices = [("", ""), *names]  # type: ignore[attr-defined]

    def check_asked(self, variables: Sequence[str]) -> None:
        """Refuses what the other study did not ask, or asked in words of the respondent's own."""
        if self.other_question().variable not in variables:
            raise Refusal(
                _("The other study asked no question of this name that can be compared."),
                code="not_asked",
                field="other_variable",
            )

    def other_question(self) -> Question:
        """Returns the same question as it is asked of the other study."""
        data = self.cleaned_data
        return replace(
            self.question(),
            variable=data["other_variable"] or data["variable"],
            population=data["other_population"],
            population_low=None,
            population_high=None,
        )


class SampleForm(Form):
    why = forms.CharField(
        label=_("What the sample is needed for"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the audit trail, with your name."),
    )
