"""The forms with which officers run a recruitment: rules, seeds, rewards."""

from decimal import Decimal
from typing import Any

from babel.numbers import list_currencies
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.recruitment.actions.rewards import Sum
from homelands.surveys.recruitment.actions.schemes import Terms
from homelands.surveys.recruitment.actions.seeds import NewSeed
from homelands.surveys.recruitment.models import Scheme
from homelands.surveys.recruitment.pages.words.sums import as_typed, in_units
from homelands.surveys.recruitment.rules.seeds import DIMENSIONS, MOST_AT_ONCE, MOST_CHARACTERS
from homelands.ui.forms import Form


def _amount(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=9, decimal_places=3, required=False,
        help_text=help_text,
    )  # fmt: skip


class TermsForm(Form):
    """The rules of invitations."""

    coupons_each = forms.IntegerField(
        label=_("Invitations for each respondent"),
        help_text=_("Three is usual: enough for chains to grow, too few for anybody to fill them."),
    )
    valid_days = forms.IntegerField(label=_("Valid for so many days"))
    target = forms.IntegerField(
        label=_("Wanted responses in each country"),
        min_value=1,
        required=False,
        help_text=_("When to stop is judged against it."),
    )
    currency = forms.CharField(
        label=_("Currency of rewards"),
        max_length=3,
        required=False,
        help_text=_("Three letters, for example EUR. Leave it empty if there are no rewards."),
    )
    first_reward = _amount(_("Reward for answering"))
    second_reward = _amount(
        _("Reward for each person invited"),
        _("Earned when that person has sent their answers."),
    )
    why = forms.CharField(
        label=_("Why they change"),
        max_length=300,
        required=False,
        help_text=_("Needed once invitations are out: a report on the study has to tell it."),
    )

    def __init__(self, *args: Any, held: Scheme | None, running: bool, **kwargs: Any) -> None:
        kept = held or Scheme()
        initial = {name: getattr(kept, name) for name in Terms.__dataclass_fields__}
        for name in ("first_reward", "second_reward"):
            initial[name] = as_typed(initial[name], kept.currency).normalize() or None
        super().__init__(*args, initial=initial, **kwargs)
        if not running:
            del self.fields["why"]

    def clean_currency(self) -> str:
        currency: str = self.cleaned_data["currency"].strip().upper()
        if currency and currency not in list_currencies():
            raise ValidationError(_("We do not know this currency. Use its three letters."))
        return currency

    def terms(self) -> Terms:
        data = self.cleaned_data
        first, second = (
            in_units(data[name] or Decimal(0), data["currency"] or "EUR")
            for name in ("first_reward", "second_reward")
        )
        return Terms(
            coupons_each=data["coupons_each"],
            valid_days=data["valid_days"],
            first_reward=first,
            second_reward=second,
            currency=data["currency"],
            target=data["target"],
        )


class ReasonForm(Form):
    """A reason that is kept."""

    why = forms.CharField(label=_("Why"), max_length=300)


class SeedForm(Form):
    """Who is to begin a chain: described, never named."""

    destination = forms.ChoiceField(label=_("Country where they live"), required=False)
    count = forms.IntegerField(
        label=_("How many invitations of this description"),
        initial=1,
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=_("One for each person. More than one for invitations on paper."),
    )

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = choices.destinations()
        if study.destinations:
            places = [(code, name) for code, name in places if code in {"", *study.destinations}]
        field = self.fields["destination"]
        field.choices, field.required = places, bool(study.destinations)  # type: ignore[attr-defined]
        described = {
            name: forms.CharField(label=label, max_length=MOST_CHARACTERS, required=False)
            for name, label in DIMENSIONS.items()
        }
        self.fields = {**described, **self.fields}

    def seed(self) -> NewSeed:
        data = self.cleaned_data
        about = {name: data[name] for name in DIMENSIONS}
        return NewSeed(about=about, destination=data["destination"], count=data["count"])


class ClaimForm(Form):
    """The code with which a reward is claimed."""

    code = forms.CharField(
        label=_("Claim code"),
        max_length=64,
        help_text=_("Four groups of four letters and digits. It is not the code of the answers."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )


class SumForm(Form):
    """An amount in a currency that is owed."""

    currency = forms.ChoiceField(label=_("Currency"))
    amount = forms.DecimalField(label=_("Amount"), max_digits=9, decimal_places=3, min_value=0)

    def __init__(self, *args: Any, currencies: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = [(currency, currency) for currency in currencies]  # type: ignore[attr-defined]

    def of(self) -> Sum:
        currency = self.cleaned_data["currency"]
        return Sum(in_units(self.cleaned_data["amount"], currency), currency)


class PayForm(SumForm):
    """A payment that was made."""

    reference = forms.CharField(
        label=_("Reference of the payment"),
        max_length=200,
        help_text=_("By which it can be found again: a receipt, a transfer, a voucher."),
    )


class CancelForm(SumForm):
    """Something owed that will not be paid."""

    why = forms.CharField(label=_("Why it is not paid"), max_length=300)
