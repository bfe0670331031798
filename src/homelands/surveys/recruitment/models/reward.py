import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import TRIGGERS, Chained
from homelands.surveys.recruitment.models.coupon import Coupon

# Two officers who pay at once wait for one another: the second sees what the first paid.
_NO_MORE_THAN_OWED = """
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.response_id::text, 0));
    IF NEW.amount > (
        SELECT coalesce(sum(CASE WHEN kind IN ('answered', 'invited') THEN amount ELSE -amount END),
                        0)
        FROM recruitment_rewardentry
        WHERE response_id = NEW.response_id AND currency = NEW.currency
    ) THEN
        RAISE EXCEPTION 'more than is owed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class RewardEntry(Chained):
    """A line of the ledger of rewards: earned, paid or cancelled. Lines are added, never changed.

    What a respondent is owed is the sum of what was earned less what was paid or cancelled.
    """

    class Kind(models.TextChoices):
        ANSWERED = "answered", _("Earned by answering")
        INVITED = "invited", _("Earned by inviting")
        PAID = "paid", _("Paid")
        CANCELLED = "cancelled", _("Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey("questionnaires.Study", on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(
        "questionnaires.Response", on_delete=models.PROTECT, related_name="rewards"
    )
    destination = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The coupon by which somebody came, where one was invited.
    coupon = models.ForeignKey(Coupon, null=True, on_delete=models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reference = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = _("reward entries")
        constraints: ClassVar = [
            models.CheckConstraint(name="an_entry_is_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="an_entry_of_an_invitation_names_it",
                condition=Q(kind="invited", coupon__isnull=False)
                | (~Q(kind="invited") & Q(coupon=None)),
            ),
            models.CheckConstraint(
                name="a_payment_has_an_officer_and_a_reference",
                condition=~Q(kind="paid") | (Q(by__isnull=False) & ~Q(reference="")),
            ),
            models.CheckConstraint(
                name="a_cancelling_has_an_officer_and_a_reason",
                condition=~Q(kind="cancelled") | (Q(by__isnull=False) & ~Q(why="")),
            ),
            models.UniqueConstraint(
                name="answering_is_rewarded_once",
                fields=["response"],
                condition=Q(kind="answered"),
            ),
            models.UniqueConstraint(
                name="an_invitation_is_rewarded_once",
                fields=["coupon"],
                condition=Q(kind="invited"),
            ),
        ]
        triggers: ClassVar = [
            *TRIGGERS,
            pgtrigger.Trigger(
                name="no_more_than_owed",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.kind IN ('paid', 'cancelled')"),
                func=_NO_MORE_THAN_OWED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"
