"""Rewards are earned when answers are complete, paid by an officer, or cancelled with a reason."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.errors import UniqueViolation

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_reason, check_system
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.rules import check_manages_of
from homelands.surveys.recruitment.models import Coupon, RewardEntry, Scheme
from homelands.surveys.recruitment.queries import rewards as queries
from homelands.surveys.recruitment.rules.coupons import MoreThanOwed, is_eligible

Kind = RewardEntry.Kind


class ReferenceMissing(Refusal):
    code = "reference_missing"
    sentence = _("Write down the reference by which this payment can be found again.")


@dataclass(frozen=True)
class Sum:
    """An amount in minor units of a currency, such as cents."""

    amount: int
    currency: str


@action(who=check_system)
def earn(response: Response, *, at: datetime, by: Actor) -> Response:
    """Writes down what complete answers earn: for who answered, and for who invited them.

    The database keeps each of the two from being written twice.
    """
    scheme = Scheme.objects.filter(study=response.study_id).first()
    if scheme is not None and scheme.currency and is_eligible(response):
        for entry in (_for_answering(scheme, response, at), _for_inviting(scheme, response, at)):
            if entry is not None and entry.amount:
                _write_once(entry)
    return response


def _write_once(entry: RewardEntry) -> None:
    """Adds an entry unless what it is for was rewarded already.

    Not with ON CONFLICT DO NOTHING: the chain would count a row that is not there.
    """
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise


def _for_answering(scheme: Scheme, response: Response, at: datetime) -> RewardEntry | None:
    # Without a claim code there is nobody to whom it could be paid.
    if not response.claim_digest:
        return None
    return _entry(response, Kind.ANSWERED, Sum(scheme.first_reward, scheme.currency), at)


def _for_inviting(scheme: Scheme, response: Response, at: datetime) -> RewardEntry | None:
    coupon = Coupon.objects.filter(used_by=response).select_related("issuer").first()
    if coupon is None or coupon.issuer is None:
        return None
    entry = _entry(coupon.issuer, Kind.INVITED, Sum(scheme.second_reward, scheme.currency), at)
    entry.coupon = coupon
    return entry


def _entry(response: Response, kind: str, of: Sum, at: datetime) -> RewardEntry:
    return RewardEntry(
        study_id=response.study_id,
        response=response,
        destination=response.destination,
        kind=kind,
        amount=of.amount,
        currency=of.currency,
        at=at,
    )


@action(who=check_manages_of)
def pay(response: Response, *, of: Sum, reference: str, at: datetime, by: Actor) -> RewardEntry:
    """Writes down that a reward was paid, with the reference of the payment."""
    if not reference.strip():
        raise ReferenceMissing(field="reference")
    entry = _entry(response, Kind.PAID, of, at)
    entry.by, entry.reference = by.user_id, reference.strip()
    return _written(entry)


@action(who=check_manages_of)
def cancel(response: Response, *, of: Sum, at: datetime, by: Actor, why: str) -> RewardEntry:
    """Cancels what is owed, or a part of it, with a reason."""
    check_reason(why)
    entry = _entry(response, Kind.CANCELLED, of, at)
    entry.by, entry.why = by.user_id, why.strip()
    return _written(entry)


def _written(entry: RewardEntry) -> RewardEntry:
    if not 0 < entry.amount <= queries.owed(entry.response, entry.currency):
        raise MoreThanOwed(field="amount")
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:  # another officer paid a moment earlier
        raise MoreThanOwed(field="amount") from error
    return entry
