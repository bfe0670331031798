import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Scheme(models.Model):
    """How respondents of a study invite others: how many, for how long, with which reward."""

    study = models.OneToOneField(
        "surveys.Study", primary_key=True, on_delete=models.PROTECT, related_name="scheme"
    )
    coupons_each = models.PositiveSmallIntegerField(_("Invitations for each respondent"), default=3)
    valid_days = models.PositiveSmallIntegerField(_("Valid for so many days"), default=28)
    # Money in minor units, such as cents; zero is no reward.
    first_reward = models.PositiveIntegerField(_("Reward for answering"), default=0)
    second_reward = models.PositiveIntegerField(_("Reward for each person invited"), default=0)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    target = models.PositiveIntegerField(
        _("Wanted responses in each country"), null=True, blank=True
    )
    # Why it gives out no more invitations, by country; empty while it does.
    stopped = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.coupons_each} each"


class Coupon(models.Model):
    """An invitation by a respondent, or by the study to one of its seeds, for one person.

    Only a digest of its code is kept. `issuer` is None for a seed; `about` says who the seed is
    meant to be, in words that name nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey("surveys.Study", on_delete=models.PROTECT, related_name="coupons")
    number = models.PositiveIntegerField()
    digest = models.BinaryField(unique=True)
    issuer = models.ForeignKey(
        "surveys.Response", null=True, on_delete=models.PROTECT, related_name="coupons"
    )
    # Where its issuer lives; for a seed, where the seed lives.
    destination = models.CharField(max_length=3, blank=True)
    about = models.CharField(_("Who this is"), max_length=300, blank=True)
    issued_at = models.DateTimeField()
    expires_on = models.DateField()
    used_by = models.OneToOneField(
        "surveys.Response", null=True, on_delete=models.PROTECT, related_name="invited_by"
    )
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_coupon_of_a_number", fields=["study", "number"]),
        ]

    def __str__(self) -> str:
        return str(self.number)


# Two officers who pay at once wait for one another: the second sees what the first paid.
_NO_MORE_THAN_OWED = """
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.response_id::text, 0));
    IF NEW.amount > (
        SELECT coalesce(sum(CASE WHEN kind IN ('answered', 'invited') THEN amount ELSE -amount END),
                        0)
        FROM surveys_rewardentry
        WHERE response_id = NEW.response_id AND currency = NEW.currency
    ) THEN
        RAISE EXCEPTION 'more than is owed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class RewardEntry(models.Model):
    """A line of the ledger of rewards: earned, paid or cancelled. Lines are added, never changed.

    What a respondent is owed is the sum of what was earned less what was paid or cancelled.
    """

    class Kind(models.TextChoices):
        ANSWERED = "answered", _("Earned by answering")
        INVITED = "invited", _("Earned by inviting")
        PAID = "paid", _("Paid")
        CANCELLED = "cancelled", _("Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey("surveys.Study", on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(
        "surveys.Response", on_delete=models.PROTECT, related_name="rewards"
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
            pgtrigger.Protect(
                name="entries_are_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
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


class Trace(models.Model):
    """What tells one machine from another while a study runs: keyed digests, then deleted."""

    response = models.OneToOneField(
        "surveys.Response", primary_key=True, on_delete=models.CASCADE, related_name="trace"
    )
    destination = models.CharField(max_length=3, blank=True)
    machine = models.CharField(max_length=32, blank=True)
    network = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class Signal(models.Model):
    """A doubt about a response, shown to an officer, who decides. Nothing is dropped by itself."""

    class State(models.TextChoices):
        OPEN = "open", _("To be looked at")
        KEPT = "kept", _("Kept")
        LEFT_OUT = "left_out", _("Left out of results")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(
        "surveys.Response", on_delete=models.CASCADE, related_name="signals"
    )
    study = models.ForeignKey("surveys.Study", on_delete=models.PROTECT, related_name="signals")
    destination = models.CharField(max_length=3, blank=True)
    code = models.CharField(max_length=30)
    # What the sentence needs: numbers and labels of respondents, nothing about the person.
    details = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    why = models.CharField(max_length=300, blank=True)
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_signal_of_a_kind", fields=["response", "code"]),
        ]

    def __str__(self) -> str:
        return self.code
