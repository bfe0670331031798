"""A call is opened for an approved need, and closed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow, Refusal
from homelands.foundation.locking import hold
from homelands.foundation.states import next_state, worded
from homelands.programmes.needs.models import Call, Need
from homelands.programmes.needs.rules import NEED, check_manages


class WrongDates(Refusal):
    code = "wrong_dates"
    sentence = _("A call closes after it opens, and not in the past.")


class CallRunning(NotNow):
    code = "call_running"
    sentence = _("A call for this need is running. Close it before you open another.")


@dataclass(frozen=True)
class Opening:
    """What applicants read: the dates, the criteria, and the steps, one on each line."""

    opens_at: datetime
    closes_at: datetime
    criteria: str
    steps: str


@action(who=check_manages)
def open(need: Need, *, opening: Opening, at: datetime, by: Actor) -> Call:
    """Publishes a call for applications."""
    need.state = next_state(NEED, need, "call")
    if opening.closes_at <= max(opening.opens_at, at):
        raise WrongDates(field="closes_on")
    if Call.objects.filter(need=need, closed_at=None, closes_at__gt=at).exists():
        raise CallRunning
    Call.objects.filter(need=need, closed_at=None).update(closed_at=at)
    need.save(update_fields=["state"])
    return Call.objects.create(need=need, programme_id=need.programme_id, **vars(opening))


@action(who=check_manages)
def close(call: Call, *, at: datetime, by: Actor, why: str = "") -> Call:
    """Closes a call before its day, with the reason, or at its end."""
    hold(call)
    if call.closed_at is not None:
        raise NotNow(_("This call is closed already."))
    call.note = worded(why, "why") if at < call.closes_at else why.strip()
    call.closed_at = at
    call.save(update_fields=["closed_at", "note"])
    return call
