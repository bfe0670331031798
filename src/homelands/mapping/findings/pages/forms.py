"""The forms with which findings are drafted, published and taken back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.mapping.findings.actions.findings import Wording
from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.queries import studies
from homelands.mapping.statistics.queries.labels import Labels
from homelands.mapping.statistics.rules.estimation import Plan
from homelands.surveys.questionnaires.models import Study
from homelands.ui.forms import Form


class StudyForm(Form):
    """The first step: which study."""

    study = forms.ChoiceField(label=_("Study"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(study.pk), study.name) for study in studies.listed(by)]
        self.fields["study"].choices = [("", ""), *listed]  # type: ignore[attr-defined]


class DraftForm(Form):
    """The second step: what was asked, and what the answers show."""

    variable = forms.ChoiceField(label=_("What was asked"))
    question = forms.CharField(
        label=_("The question in words"),
        max_length=300,
        required=False,
        help_text=_(
            "It stands under the title. Left empty it is taken from the questionnaire, and so are"
            " the answers below."
        ),
    )
    labels = forms.CharField(
        label=_("The answers in words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line: the code, an equals sign, the words. Example: 1 = Member"),
    )
    missing = forms.CharField(
        label=_("Answers that mean “no answer”"),
        max_length=200,
        required=False,
        help_text=_("Codes with commas between them. For example: 0, 99"),
    )
    population = forms.IntegerField(
        label=_("How many people there are in all, where it is known"), min_value=1, required=False
    )
    treatment = forms.ChoiceField(
        label=_("Missing numbers of contacts"),
        choices=[choice for choice in Estimate.Treatment.choices if choice[0]],
        help_text=_("Used for respondent-driven samples only. The other one is shown beside it."),
    )
    claim = forms.CharField(
        label=_("What it shows, in one sentence"),
        max_length=300,
        help_text=_("The title of the finding. Say among whom."),
    )
    text = forms.CharField(
        label=_("Explanation"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(
        self,
        *args: Any,
        study: Study,
        variables: Sequence[str],
        known: Labels = Labels(),  # noqa: B008 - never changed
        **kwargs: Any,
    ) -> None:
        self.known = known
        people = int(study.population) if study.population.isdecimal() else None
        super().__init__(*args, initial={"population": people}, **kwargs)
        named = ((name, known.question(name)) for name in variables)
        self.fields["variable"].choices = [("", ""), *named]  # type: ignore[attr-defined]

    def clean_labels(self) -> dict[str, str]:
        found = {}
        for line in filter(str.strip, self.cleaned_data["labels"].splitlines()):
            code, sign, words = (part.strip() for part in line.partition("="))
            if not (code and sign and words):
                raise forms.ValidationError(
                    _("“%(line)s” needs a code, an equals sign and words."), params={"line": line}
                )
            found[code] = words
        return found

    def plan(self) -> Plan:
        data = self.cleaned_data
        codes = (code.strip() for code in data["missing"].split(","))
        return Plan(
            treatment=data["treatment"],
            missing=tuple(code for code in codes if code),
            population=data["population"],
        )

    def wording(self) -> Wording:
        data = self.cleaned_data
        asked = data["question"] or self.known.questions.get(data["variable"], "")
        answers = {**self.known.of(data["variable"]), **data["labels"]}
        return Wording(data["claim"], data["text"], asked[:300], answers)


class PublishForm(Form):
    why = forms.CharField(
        label=_("Why it is right to publish it all the same"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed only where something stands against it. Readers see it."),
    )


class RetractForm(Form):
    why = forms.CharField(
        label=_("Why it is taken back"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers of its page see this reason."),
    )
