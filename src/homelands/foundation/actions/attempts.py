"""What strangers may do only so often is counted, across all processes of a deployment."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from homelands.foundation import codes, proof_of_work
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.limits import Limit
from homelands.foundation.models import Attempt
from homelands.foundation.rules import check_anyone, check_as_part

_WAIT = _("This was tried too often, so there is a pause. Minutes until you can try again: %(n)s.")


def _minutes(left: timedelta) -> int:
    return max(1, round(left.total_seconds() / 60 + 0.5))


class TooOften(Refusal):
    code = "too_often"
    status = 429

    def __init__(self, left: timedelta):
        self.left = left
        super().__init__(_WAIT % {"n": _minutes(left)})


class ProofAsked(Refusal):
    """A browser has to work before this is taken; the page shows the challenge."""

    code = "proof_asked"
    status = 429
    sentence = _(
        "Much is being sent at the moment, so your browser has to do a short calculation first. "
        "It has begun: wait until it says that it is done, then send the form again."
    )

    def __init__(self, challenge: str, left: timedelta):
        self.challenge, self.minutes = challenge, _minutes(left)
        super().__init__()


@action(who=check_anyone)
def count(limit: Limit, *, who: str, at: datetime, by: Actor, proof: str | None = None) -> Attempt:
    """Counts one more attempt at something that may be done only so often.

    A proof of work lets somebody go on who is past what is free; None: nobody is asked for one.
    """
    proven = proof is None or _prove(limit, proof, at)
    attempt = _one_more(limit, limit.code, who, at, proven)
    together = limit.of_all()
    if together is not None:
        _one_more(together, limit.code, "", at, proven)
    return attempt


def _one_more(limit: Limit, purpose: str, who: str, at: datetime, proven: bool) -> Attempt:
    """The last one allowed begins the rest: a refusal writes nothing and undoes no count."""
    mark = codes.mark(f"attempts:{limit.code}", who)
    known, _made = Attempt.objects.get_or_create(limit=limit.code, who=mark, defaults={"since": at})
    attempt = Attempt.objects.select_for_update().get(pk=known.pk)
    if attempt.since - at > limit.within:  # the clock went back
        attempt.since, attempt.number, attempt.rests_until = at, 0, None
    if attempt.rests_until is not None and attempt.rests_until > at:
        raise TooOften(attempt.rests_until - at)
    if attempt.rests_until is not None or attempt.since + limit.within <= at:
        attempt.since, attempt.number = at, 0
    if limit.free is not None and attempt.number >= limit.free and not proven:
        left = attempt.since + limit.within - at
        raise ProofAsked(proof_of_work.challenge(purpose, at=at), left)
    attempt.number += 1
    attempt.rests_until = at + limit.rest if attempt.number >= limit.most else None
    attempt.save()
    return attempt


def _prove(limit: Limit, proof: str, at: datetime) -> bool:
    """Takes a proof of work, once."""
    solved = proof_of_work.solved(proof, limit.code, at=at)
    if not solved:
        return False
    mark = codes.mark("attempts:proof", solved)
    _row, is_new = Attempt.objects.get_or_create(limit="proof", who=mark, defaults={"since": at})
    return is_new


@action(who=check_as_part)
def clear(limit: Limit, *, who: str, by: Actor) -> None:
    """Forgets the attempts of somebody who has proven to be who they say."""
    Attempt.objects.filter(limit=limit.code, who=codes.mark(f"attempts:{limit.code}", who)).delete()
