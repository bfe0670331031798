"""Somebody is named to speak for an organisation, with the grant for it, and stops."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import Refusal
from homelands.foundation.models import Grant, User
from homelands.organisations.models import FocalPoint, Organisation
from homelands.organisations.rules import (
    ROLES,
    check_can_speak,
    check_may_name,
    check_not_ended,
)


class NamedAlready(Refusal):
    code = "named_already"
    sentence = _("This account speaks for the organisation already.")


@action(who=check_may_name)
def name(organisation: Organisation, *, user: User, at: datetime, by: Actor) -> FocalPoint:
    """Names an account to speak for an organisation and gives it the grant for it."""
    check_can_speak(by, organisation, user)
    focal_point = FocalPoint(organisation=organisation, user=user, since=at.date())
    try:
        with transaction.atomic():
            focal_point.save(force_insert=True)
    except IntegrityError as error:
        raise NamedAlready(field="login") from error
    # Grants are the system's to give; who may cause this one was checked above.
    accounts.grant(
        user,
        reach=Reach(ROLES[Organisation.Kind(organisation.kind)], organisation=organisation.pk),
        at=at,
        by=Actor.system("organisations.focal_points.name"),
        given_by=by.user_id,
    )
    return focal_point


@action(who=check_may_name)
def end(focal_point: FocalPoint, *, at: datetime, by: Actor) -> FocalPoint:
    """Notes that somebody no longer speaks for an organisation, and ends the grants for it."""
    check_not_ended(focal_point)
    focal_point.until = at.date()
    focal_point.save(update_fields=["until"])
    Grant.objects.filter(
        user=focal_point.user, organisation=focal_point.organisation_id, ends_at=None
    ).update(ends_at=at)
    return focal_point
