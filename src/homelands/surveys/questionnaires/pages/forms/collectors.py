"""The forms of collectors: opening and changing one, saying why, and starting through one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.foundation.choices import Choices
from homelands.surveys.questionnaires.actions.collectors import CollectorPlan
from homelands.surveys.questionnaires.actions.responses import Opening
from homelands.surveys.questionnaires.models import Collector, Study
from homelands.surveys.questionnaires.pages.forms.studies import StartForm
from homelands.ui.forms import Form

Kind = Collector.Kind

# A file opens its collector when it is taken in; respondents invite by the rules of the study.
_KINDS = [
    (Kind.FIELD.value, _("Field team: phones and tablets with ODK Collect or KoboCollect")),
    (Kind.LINK.value, _("Open link: a web address and a code to scan, for everybody who has it")),
    (Kind.PERSONAL.value, _("Personal invitations")),
]


def places(study: Study) -> Choices:
    """Returns the countries that a collector of a study can have; the first leaves it open."""
    known = choices.destinations()[1:]
    if study.destinations:
        known = [(code, name) for code, name in known if code in study.destinations]
    return [("", str(_("Respondents say it themselves"))), *known]


class ChangeForm(Form):
    """The name, the dates and the quota of a collector."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("For the team: who uses it, and where. Respondents do not see it."),
    )
    opens_on = forms.DateField(label=_("Opens on"))
    closes_on = forms.DateField(label=_("Closes on"), required=False)
    quota = forms.IntegerField(
        label=_("At most so many complete answers"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=_("Leave it empty for no limit. What devices send beyond it waits for you."),
    )

    def plan(self, destination: str) -> CollectorPlan:
        data = self.cleaned_data
        return CollectorPlan(
            name=data["name"],
            opens_on=data["opens_on"],
            closes_on=data["closes_on"],
            destination=destination,
            quota=data["quota"],
        )


class AddForm(ChangeForm):
    """A collector, as it is opened."""

    field_order = ("kind", "name", "destination")

    kind = forms.ChoiceField(label=_("Kind"), choices=_KINDS, widget=forms.RadioSelect)
    destination = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("Where its respondents live. It decides who can read the answers."),
    )

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["destination"].choices = places(study)  # type: ignore[attr-defined]


class WhyForm(Form):
    """Why something is done, for those who look back later."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the history of the record."),
    )


class ViaForm(StartForm):
    """Starts through a collector; where the collector names a country, it is not asked."""

    def __init__(self, *args: Any, collector: Collector, **kwargs: Any) -> None:
        super().__init__(*args, study=collector.study, **kwargs)
        self._collector = collector
        if collector.destination:
            del self.fields["destination"]

    def opening(self) -> Opening:
        destination = self.cleaned_data.get("destination") or self._collector.destination
        return Opening(
            language=self.cleaned_data["language"],
            destination=destination,
            collector=self._collector,
        )
