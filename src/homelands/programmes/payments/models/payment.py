import uuid
from functools import partial
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import TRIGGERS, Chained, keep_history
from homelands.foundation.money import Money
from homelands.foundation.person_keys import TextAboutPerson

# East of Greenwich it is tomorrow already: what was paid "today" there is taken.
# The database knows the steps of a payment itself, for whoever writes past the program: a draft of
# the actor's own, decided on once by another, paid once, and nothing else about it ever changes.
_BEGINS = """
    IF NEW.state <> 'drafted' OR NEW.decided_at IS NOT NULL OR NEW.paid_on IS NOT NULL
        OR NEW.made_by_id IS DISTINCT FROM homelands_user()
    THEN
        RAISE EXCEPTION 'A payment begins as a draft of who makes it: %', NEW.id;
    END IF;
    IF NOT EXISTS (
        SELECT FROM placements_placement p JOIN needs_programme g ON g.id = p.programme_id
        WHERE p.id = NEW.placement_id
            AND NEW.period_from >= coalesce(p.started_on, p.starts_on)
            AND NEW.period_until <= coalesce(p.ended_on, p.ends_on)
            AND (NEW.currency <> g.currency OR NEW.amount <= g.largest_payment)
    ) THEN
        RAISE EXCEPTION 'A payment is for days of its placement, and within the largest: %', NEW.id;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('payments of ' || NEW.placement_id, 0));
    IF EXISTS (
        SELECT FROM payments_payment p
        WHERE p.placement_id = NEW.placement_id AND p.kind = NEW.kind AND p.state <> 'rejected'
            AND p.period_from <= NEW.period_until AND NEW.period_from <= p.period_until
    ) THEN
        RAISE EXCEPTION 'There is a payment of this kind for these days: %', NEW.id
            USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NEW;
"""
_GOES_ON = """
    IF (to_jsonb(NEW) - ARRAY['state', 'approved_by_id', 'decided_at', 'note', 'paid_on'])
        <> (to_jsonb(OLD) - ARRAY['state', 'approved_by_id', 'decided_at', 'note', 'paid_on'])
    THEN
        RAISE EXCEPTION 'What a payment is for is not changed: %', OLD.id;
    ELSIF OLD.state = 'drafted' AND NEW.state IN ('approved', 'rejected') THEN
        IF NEW.approved_by_id IS DISTINCT FROM homelands_user() OR NEW.decided_at IS NULL
            OR NEW.paid_on IS NOT NULL
        THEN
            RAISE EXCEPTION 'A payment is decided on by who acts: %', OLD.id;
        ELSIF NOT homelands_scope('approving') && ARRAY['*', NEW.programme_id::text] THEN
            RAISE EXCEPTION 'A payment is decided on by an approver of its programme: %', OLD.id;
        END IF;
    ELSIF OLD.state = 'approved' AND NEW.state = 'paid' AND NEW.paid_on <= current_date + 1 THEN
        IF (NEW.approved_by_id, NEW.decided_at, NEW.note)
            IS DISTINCT FROM (OLD.approved_by_id, OLD.decided_at, OLD.note)
        THEN
            RAISE EXCEPTION 'A decision on a payment is not changed: %', OLD.id;
        END IF;
    ELSE
        RAISE EXCEPTION 'A payment that is % does not become %: %', OLD.state, NEW.state, OLD.id;
    END IF;
    RETURN NEW;
"""
_STAYS = "RAISE EXCEPTION 'A payment stays on record: %', OLD.id;"
_BOOKS = """
    IF NOT EXISTS (
        SELECT FROM payments_payment p
        WHERE p.id = NEW.payment_id AND (p.amount, p.currency) = (NEW.amount, NEW.currency)
            AND (p.state, NEW.debit, NEW.credit)
                IN (('approved', 'cost', 'payable'), ('paid', 'payable', 'bank'))
    ) THEN
        RAISE EXCEPTION 'A booking is of what its payment is, at its stage: %', NEW.payment_id;
    END IF;
    RETURN NEW;
"""

_before = partial(pgtrigger.Trigger, when=pgtrigger.Before)


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
        indexes: ClassVar = [
            models.Index(fields=["-decided_at", "-made_at"]),
            models.Index(fields=["state", "made_at"]),
        ]
        triggers: ClassVar = [
            _before(name="begins", operation=pgtrigger.Insert, func=_BEGINS),
            _before(name="goes_on", operation=pgtrigger.Update, func=_GOES_ON),
            _before(name="stays", operation=pgtrigger.Delete, func=_STAYS),
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
        triggers: ClassVar = [
            _before(name="books", operation=pgtrigger.Insert, func=_BOOKS),
            *TRIGGERS,
        ]

    def __str__(self) -> str:
        return f"{self.debit} from {self.credit}: {self.amount} {self.currency}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)
