"""The form of a payment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.rules import Line
from homelands.ui.forms import Form


class PaymentForm(Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Payment.Kind.choices)
    amount = forms.DecimalField(label=_("Amount"), min_value=0, max_digits=12, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), max_length=3)
    period_from = forms.DateField(label=_("From"))
    period_until = forms.DateField(label=_("Until"))
    rate_note = forms.CharField(
        label=_("How it was calculated"),
        max_length=300,
        help_text=_("For example: 21 days at 60 a day."),
    )

    def line(self) -> Line:
        return Line(**{**self.cleaned_data, "currency": self.cleaned_data["currency"].upper()})
