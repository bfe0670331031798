"""The forms of placements, their work plans and what lasted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.people.register.models.choices import MODALITIES
from homelands.programmes.needs.pages.forms import text_area
from homelands.programmes.placements.actions.placements import Plan
from homelands.programmes.placements.actions.work_plan import Deliverable
from homelands.programmes.placements.models import WorkPlanItem
from homelands.ui.forms import Form


class PlanForm(Form):
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    modality = forms.ChoiceField(label=_("Way of contributing"), choices=MODALITIES)

    def plan(self) -> Plan:
        return Plan(**self.cleaned_data)


class DayForm(Form):
    on = forms.DateField(label=_("On which day"))


class EndEarlyForm(DayForm):
    why = text_area(_("Why"), 4, help_text=_("The person and the host read it."))


class FollowUpForm(Form):
    text = text_area(
        _("What lasted?"), help_text=_("What colleagues still do, what the host changed.")
    )


class DeliverableForm(Form):
    title = forms.CharField(label=_("Deliverable"), max_length=300)
    depth = forms.ChoiceField(
        label=_("How deep it goes"), choices=WorkPlanItem.Depth.choices, widget=forms.RadioSelect
    )
    due_on = forms.DateField(label=_("Due on"))

    def deliverable(self) -> Deliverable:
        return Deliverable(**self.cleaned_data)


class EvidenceForm(Form):
    evidence = text_area(_("How can others see that it is done?"), 4)
    on = forms.DateField(label=_("Done on"))
