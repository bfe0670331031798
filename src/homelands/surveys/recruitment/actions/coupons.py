"""Invitations are given out when answers are complete, taken by those who come, and withdrawn."""

from dataclasses import replace
from datetime import datetime

from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.locking import locked
from homelands.foundation.rules import check_reason, check_system
from homelands.surveys.questionnaires.actions import responses
from homelands.surveys.questionnaires.actions.responses import Opening
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.rules import (
    check_draft,
    check_holds_a_code,
    check_manages_of,
    check_respondent,
)
from homelands.surveys.recruitment.models import Coupon, Scheme
from homelands.surveys.recruitment.queries import coupons as queries
from homelands.surveys.recruitment.rules.coupons import (
    InvitationUsed,
    UnknownInvitation,
    check_fits,
    check_not_lapsed,
    check_takes,
    gives,
)

_KEEPER = Actor.system("recruitment.coupons")


@action(who=check_holds_a_code)
def begin(coupon: Coupon, *, opening: Opening, at: datetime, by: Actor) -> Response:
    """Starts answers with an invitation, which is kept for them: both, or neither."""
    opening = replace(opening, invited=True)
    response = responses.start(coupon.study, opening=opening, at=at, by=by)
    take(coupon, response=response, at=at, by=_KEEPER)
    return response


@action(who=check_system)
def issue(response: Response, *, at: datetime, by: Actor) -> list[Coupon]:
    """Gives a respondent invitations to pass on: once, when their answers are complete."""
    check_not_lapsed(response)
    # Whoever completes at the same moment waits here, so that no number is given twice.
    scheme = Scheme.objects.select_for_update().filter(study=response.study_id).first()
    if scheme is None or not gives(scheme, response):
        return []
    coupons = list(Coupon.objects.filter(issuer=response))
    if coupons:
        return coupons
    made = queries.next_ones(
        scheme, scheme.coupons_each, at, issuer=response, destination=response.destination
    )
    return Coupon.objects.bulk_create(made)


@action(who=check_system)
def take(coupon: Coupon, *, response: Response, at: datetime, by: Actor) -> Coupon:
    """Keeps an invitation for a draft: of two who come at once, one gets it.

    Answers that are sent keep it for good; else it goes to whoever comes after 48 hours.
    """
    held = locked(coupon)
    check_draft(response)
    check_fits(held, response)
    if held.used_by_id == response.pk:
        return held
    check_takes(held, at)
    _release(held)
    Coupon.objects.filter(used_by=response).update(used_by=None)
    held.used_by = response
    held.save(update_fields=["used_by"])
    response.recruiter_id = held.issuer_id
    response.coupon, response.coupon_lapsed = str(held.number), False
    response.save(update_fields=["recruiter", "coupon", "coupon_lapsed"])
    return held


def _release(coupon: Coupon) -> None:
    """Takes an invitation from a draft for which it was kept long enough."""
    if coupon.used_by_id is None:
        return
    draft = locked(Response(pk=coupon.used_by_id))
    if draft.completed_at is not None:  # sent while we waited for it
        raise InvitationUsed
    draft.coupon_lapsed = True
    draft.save(update_fields=["coupon_lapsed"])


@action(who=check_respondent)
def present(response: Response, *, code: str, at: datetime, by: Actor) -> Response:
    """Adds an invitation to answers that were begun without one, or whose own has lapsed."""
    coupon = queries.by_code(code)
    if coupon is None:
        raise UnknownInvitation(field="code")
    with acting(_KEEPER):
        take(coupon, response=response, at=at, by=_KEEPER)
    return response


@action(who=check_manages_of)
def void(coupon: Coupon, *, at: datetime, by: Actor, why: str) -> Coupon:
    """Withdraws an invitation that nobody has used. Answers that were begun with it may be sent."""
    check_reason(why)
    held = locked(coupon)
    if held.used_by is not None and held.used_by.completed_at is not None:
        raise InvitationUsed
    held.voided_at = held.voided_at or at
    held.save(update_fields=["voided_at"])
    return held
