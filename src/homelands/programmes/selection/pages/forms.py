"""The forms of applications, conflicts of interest and shortlists."""

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.programmes.needs.pages.forms import text_area
from homelands.programmes.selection.actions.conflicts import Declaration
from homelands.ui.forms import Form


class ConflictForm(Form):
    answer = forms.ChoiceField(
        label=_("Do you have a conflict of interest with this call?"),
        choices=[("no", _("No, none")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        help_text=_("A relative who may apply, money or work with the host, or the like."),
    )
    text = text_area(_("If yes: what it is"), 3, required=False)

    def declaration(self) -> Declaration:
        return Declaration(self.cleaned_data["answer"] == "yes", self.cleaned_data["text"])


class StartForm(Form):
    """Asks for the consent that applying needs, where it was not given."""

    matching = forms.BooleanField(
        label=_("Yes, use my profile to find placements for me. I can take this back at any time.")
    )


class StatementForm(Form):
    statement = text_area(
        _("Why you, and what would you leave behind?"),
        10,
        required=False,
        help_text=_("In any language. It is kept each time you save."),
        max_length=6000,
    )


class ChooseForm(Form):
    chosen = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Put on the shortlist")), ("no", _("Do not put on the shortlist"))],
        widget=forms.RadioSelect,
    )
    why = text_area(_("Why"), 4, help_text=_("The applicant reads it. At least ten characters."))
