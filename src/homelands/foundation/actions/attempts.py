"""What strangers may do only so often is counted, across all processes of a deployment."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from homelands.foundation import codes
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.limits import Limit
from homelands.foundation.models import Attempt
from homelands.foundation.rules import check_anyone, check_as_part

_WAIT = _("This was tried too often, so there is a pause. Minutes until you can try again: %(n)s.")


class TooOften(Refusal):
    code = "too_often"
    status = 429

    def __init__(self, left: timedelta):
        self.left = left
        minutes = max(1, round(left.total_seconds() / 60 + 0.5))
        super().__init__(_WAIT % {"n": minutes})


@action(who=check_anyone)
def count(limit: Limit, *, who: str, at: datetime, by: Actor) -> Attempt:
    """Counts one more attempt at something that may be done only so often.

    The last one allowed begins the rest, so that a refusal writes nothing and undoes no count.
    """
    mark = codes.mark(f"attempts:{limit.code}", who)
    known, _made = Attempt.objects.get_or_create(limit=limit.code, who=mark, defaults={"since": at})
    attempt = Attempt.objects.select_for_update().get(pk=known.pk)
    if attempt.rests_until is not None and attempt.rests_until > at:
        raise TooOften(attempt.rests_until - at)
    if attempt.rests_until is not None or attempt.since + limit.within <= at:
        attempt.since, attempt.number = at, 0
    attempt.number += 1
    attempt.rests_until = at + limit.rest if attempt.number >= limit.most else None
    attempt.save()
    return attempt


@action(who=check_as_part)
def clear(limit: Limit, *, who: str, by: Actor) -> None:
    """Forgets the attempts of somebody who has proven to be who they say."""
    Attempt.objects.filter(limit=limit.code, who=codes.mark(f"attempts:{limit.code}", who)).delete()
