"""What may happen to a record at which stage, and who may do it. Nothing here writes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.roles import PROGRAMME_READERS, Role
from homelands.programmes.models import (
    Application,
    Call,
    Match,
    Need,
    Payment,
    Placement,
    Programme,
    WorkPlanItem,
)

#: state → verb → the state that follows. What is not here cannot be done at that stage.
Steps = Mapping[str, Mapping[str, str]]
Who = Callable[[Actor, Any], None]

N, A, M = Need.State, Application.State, Match.State
P, S = Placement.State, Payment.State

NEED: Steps = {
    N.DRAFT: {"change": N.DRAFT, "submit": N.SUBMITTED, "withdraw": N.WITHDRAWN},
    N.SUBMITTED: {"approve": N.APPROVED, "return": N.DRAFT, "withdraw": N.WITHDRAWN},
    N.APPROVED: {"call": N.CALLED, "withdraw": N.WITHDRAWN},
    # "fill" takes the last place; "vacate" gives one back.
    N.CALLED: {"call": N.CALLED, "fill": N.FILLED, "withdraw": N.WITHDRAWN},
    N.FILLED: {"vacate": N.CALLED},
    N.WITHDRAWN: {},
}

APPLICATION: Steps = {
    A.STARTED: {"save": A.STARTED, "submit": A.SUBMITTED, "withdraw": A.WITHDRAWN},
    A.SUBMITTED: {
        "shortlist": A.SHORTLISTED,
        "turn_down": A.NOT_SHORTLISTED,
        "withdraw": A.WITHDRAWN,
    },
    A.SHORTLISTED: {
        "propose": A.MATCHED,
        "turn_down": A.NOT_SHORTLISTED,
        "withdraw": A.WITHDRAWN,
    },
    A.NOT_SHORTLISTED: {"shortlist": A.SHORTLISTED},
    A.MATCHED: {"decline": A.DECLINED},
    A.DECLINED: {},
    A.WITHDRAWN: {"start": A.STARTED},
}

MATCH: Steps = {
    M.PROPOSED: {
        "accept_by_host": M.ACCEPTED_BY_HOST,
        "accept_by_person": M.ACCEPTED_BY_PERSON,
        "decline": M.DECLINED,
    },
    M.ACCEPTED_BY_HOST: {"accept_by_person": M.AGREED, "decline": M.DECLINED},
    M.ACCEPTED_BY_PERSON: {"accept_by_host": M.AGREED, "decline": M.DECLINED},
    M.AGREED: {"place": M.PLACED, "decline": M.DECLINED},
    M.PLACED: {},
    M.DECLINED: {},
}

PLACEMENT: Steps = {
    P.PLANNED: {"start": P.UNDER_WAY, "end_early": P.ENDED_EARLY, "work": P.PLANNED},
    P.UNDER_WAY: {"complete": P.COMPLETED, "end_early": P.ENDED_EARLY, "work": P.UNDER_WAY},
    P.COMPLETED: {"follow_up": P.COMPLETED, "work": P.COMPLETED},
    P.ENDED_EARLY: {"follow_up": P.ENDED_EARLY},
}

PAYMENT: Steps = {
    S.DRAFTED: {"approve": S.APPROVED, "reject": S.REJECTED},
    S.APPROVED: {"pay": S.PAID},
    S.REJECTED: {},
    S.PAID: {},
}


def after(steps: Steps, record: Any, verb: str) -> str:
    """Returns the state that follows; refuses a verb that the record's state does not allow."""
    if verb not in steps[record.state]:
        raise NotNow(
            _("This cannot be done at this stage: it is “%(state)s”.")
            % {"state": record.get_state_display()}
        )
    return steps[record.state][verb]


class Conflict(NotAllowed):
    code = "conflict_of_interest"
    sentence = _(
        "You declared a conflict of interest for this call. Another officer must handle it."
    )


class NotDeclared(NotAllowed):
    code = "conflict_not_declared"
    sentence = _("Say first whether you have a conflict of interest with this call.")


class ConsentMissing(NotNow):
    code = "consent_missing"
    sentence = _("The person has not agreed to this use of the profile, or has taken it back.")


class CallClosed(NotNow):
    code = "call_closed"
    sentence = _("This call is not open.")


def _programme_of(subject: Any) -> UUID:
    found: UUID = subject.pk if isinstance(subject, Programme) else subject.programme_id
    return found


def _holds(by: Actor, subject: Any, *roles: Role) -> bool:
    return by.holds(*roles, programme=_programme_of(subject))


def _hosts(by: Actor, subject: Any) -> bool:
    return by.holds(Role.HOST_FOCAL_POINT, organisation=subject.host_id)


def is_person(by: Actor, subject: Any) -> bool:
    """Says whether the record is about the actor: a member's account has the person's id."""
    return by.user_id is not None and by.user_id == subject.person_id


def check_founds(by: Actor, subject: Any = None) -> None:
    """A programme is founded by a programme manager whose grant is for all programmes."""
    if not by.holds(Role.PROGRAMME_MANAGER):
        raise NotAllowed(_("Only a manager of all programmes adds one."))


def check_manages(by: Actor, subject: Any) -> None:
    if not _holds(by, subject, Role.PROGRAMME_MANAGER):
        raise NotAllowed(_("Only the manager of this programme can do this."))


def check_asks(by: Actor, subject: Any) -> None:
    """A need is written by the host's focal point, or by the programme for the host."""
    if not (_hosts(by, subject) or _holds(by, subject, Role.PROGRAMME_MANAGER)):
        raise NotAllowed(_("Only the host’s focal point or the programme manager can do this."))


def check_reads(by: Actor, subject: Any) -> None:
    """A match, a placement: the person, the host, and whoever reads the programme."""
    if not (is_person(by, subject) or _hosts(by, subject)):
        check_reads_programme(by, subject)


def check_reads_programme(by: Actor, subject: Any) -> None:
    if not _holds(by, subject, *PROGRAMME_READERS):
        raise NotAllowed(_("Your grants do not reach this programme."))


def check_selects(by: Actor, subject: Any) -> None:
    """Applications are judged by the manager and the panel of their programme."""
    if not _holds(by, subject, Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER):
        raise NotAllowed(_("Only the manager or a panel member of this programme can do this."))


def check_applies(by: Actor, application: Application) -> None:
    if not (is_person(by, application) or by.is_system):
        raise NotAllowed(_("Only the person who applies can do this."))


def check_host_answers(by: Actor, match: Match) -> None:
    if not _hosts(by, match):
        raise NotAllowed(_("Only the host’s focal point answers for the host."))


def check_person_answers(by: Actor, match: Match) -> None:
    if not (is_person(by, match) or by.is_system):
        raise NotAllowed(_("Only the person who is proposed can answer."))


def check_declines(by: Actor, match: Match) -> None:
    if not is_person(by, match):
        check_asks(by, match)


def check_works(by: Actor, item: WorkPlanItem) -> None:
    """A deliverable is reported by the person, the host or the programme."""
    if not is_person(by, item):
        check_asks(by, item)


def _check_named(by: Actor) -> None:
    """Money is never moved by the program itself."""
    if by.user_id is None:
        raise NotAllowed(_("A payment is made and approved by named officers."))


def check_makes_payments(by: Actor, subject: Any) -> None:
    _check_named(by)
    if not _holds(by, subject, Role.FINANCE_MAKER):
        raise NotAllowed(_("Only a finance maker of this programme can do this."))


def check_approves_payments(by: Actor, payment: Payment) -> None:
    _check_named(by)
    if not _holds(by, payment, Role.FINANCE_APPROVER):
        raise NotAllowed(_("Only a finance approver of this programme can do this."))
    if payment.made_by_id == by.user_id:
        raise NotAllowed(
            _("You prepared this payment, so another person must decide on it."),
            code="maker_is_not_checker",
        )


def check_call_open(call: Call, now: datetime) -> None:
    state = call.state_at(now)
    if state != Call.State.OPEN:
        raise CallClosed(_("This call is not open: it is “%(state)s”.") % {"state": state.label})


def check_may_apply(call: Call, now: datetime, *, registered: bool) -> None:
    """Refuses a call that is not open, and who is signed in without being in the register."""
    check_call_open(call, now)
    if not registered:
        raise NotAllowed(
            _("You are signed in for your work. To apply, sign out and register as a member.")
        )


def check_words(text: str, field: str, least: int = 10) -> None:
    """Refuses a reason that says nothing."""
    if len(text.strip()) < least:
        raise Refusal(
            _("Write at least %(n)s characters, so that others understand.") % {"n": least},
            code="too_short",
            field=field,
        )


def worded(text: str, field: str) -> str:
    """Returns the words without the blanks around them; refuses a reason that says nothing."""
    check_words(text, field)
    return text.strip()


def check_step(by: Actor, record: Any, who: Who, steps: Steps, verb: str) -> None:
    """Checks right and stage together: what a button asks before it is shown as usable."""
    who(by, record)
    after(steps, record, verb)
