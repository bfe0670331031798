import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import TRIGGERS, Chained, keep_history
from homelands.foundation.money import Money
from homelands.foundation.person_keys import TextAboutPerson

_DECIDED = "RAISE EXCEPTION 'A payment that was decided on is not changed: %', OLD.id;"
_FROZEN = ("kind", "amount", "currency", "made_by_id", "approved_by_id")


@keep_history()
class Payment(models.Model):
    """Money for a placement, drafted by one person and approved by another."""

    class Kind(models.TextChoices):
        STIPEND = "stipend", _("Stipend")
        DSA = "dsa", _("Daily subsistence allowance")
        TRAVEL = "travel", _("Travel")
        INSURANCE = "insurance", _("Insurance")

    class State(models.TextChoices):
        DRAFTED = "drafted", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        PAID = "paid", _("Paid")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(
        "placements.Placement", on_delete=models.PROTECT, related_name="payments"
    )
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("State"), max_length=20, choices=State.choices, default=State.DRAFTED
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=4)
    currency = models.CharField(_("Currency"), max_length=3)
    period_from = models.DateField(_("From"))
    period_until = models.DateField(_("Until"))
    rate_note = TextAboutPerson(_("How it was calculated"))
    made_by = models.ForeignKey("foundation.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        "foundation.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    note = TextAboutPerson(_("Reason of the decision"), blank=True)
    paid_on = models.DateField(_("Paid on"), null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="payment_maker_is_not_checker",
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="payment_approved_by_somebody",
                condition=Q(state="drafted", approved_by=None)
                | (~Q(state="drafted") & Q(approved_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="payment_is_for_something",
                condition=Q(amount__gt=0, period_until__gte=F("period_from")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-decided_at", "-made_at"])]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(*_FROZEN),
                condition=pgtrigger.Q(old__state__in=["approved", "rejected", "paid"]),
                func=_DECIDED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)


class LedgerEntry(Chained):
    """One booking: the amount leaves one account and enters another. Balanced by its form."""

    class Account(models.TextChoices):
        COST = "cost", _("Programme cost")
        PAYABLE = "payable", _("Owed to people")
        BANK = "bank", _("Bank")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payment = models.ForeignKey(
        "payments.Payment", on_delete=models.PROTECT, related_name="bookings"
    )
    debit = models.CharField(_("Debit"), max_length=20, choices=Account.choices)
    credit = models.CharField(_("Credit"), max_length=20, choices=Account.choices)
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=4)
    currency = models.CharField(_("Currency"), max_length=3)
    # The same in the programme's currency, at the rate of the day.
    booked = models.DecimalField(_("Amount booked"), max_digits=14, decimal_places=4)
    booked_currency = models.CharField(_("Currency booked"), max_length=3)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_booking_of_a_kind", fields=["payment", "debit"]),
            models.CheckConstraint(
                name="booking_moves_money", condition=~Q(debit=F("credit")) & Q(amount__gt=0)
            ),
        ]
        triggers: ClassVar = list(TRIGGERS)

    def __str__(self) -> str:
        return f"{self.debit} from {self.credit}: {self.amount} {self.currency}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)
