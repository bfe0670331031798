"""Applications are assessed; then an officer decides, and writes why."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor
from homelands.foundation.audit import Persons
from homelands.foundation.errors import NotNow
from homelands.foundation.rules import check_officer
from homelands.foundation.states import next_state, worded
from homelands.people.register.queries.seeing import Seen, named
from homelands.programmes.needs.models import Call
from homelands.programmes.selection.actions.applications import KIND
from homelands.programmes.selection.models import Application, Assessment
from homelands.programmes.selection.queries import assessments, candidates
from homelands.programmes.selection.queries.applications import check_agreed, check_may_open, sent
from homelands.programmes.selection.rules.applications import APPLICATION, ASSESSED, check_selects
from homelands.programmes.selection.rules.candidates import Candidate, suggest


class NotAssessed(NotNow):
    code = "not_assessed"
    sentence = _("Assess the applications of this call first.")


class NotEligible(NotNow):
    code = "not_eligible"


@action(who=check_selects)
def assess(call: Call, *, at: datetime, by: Actor) -> Call:
    """Assesses every application of a call anew, on what is known now."""
    check_may_open(by, call)
    applications = sent(call).filter(state__in=ASSESSED)
    made = [
        _assessment(application, candidate, at)
        for application, candidate in candidates.of(applications, on=at.date())
    ]
    Assessment.objects.bulk_create(made, batch_size=500)
    return call


def _assessment(application: Application, candidate: Candidate, at: datetime) -> Assessment:
    suggestion = suggest(application.call.need, application.programme, candidate)
    return Assessment(
        application=application,
        programme_id=application.programme_id,
        person_id=application.person_id,
        assessed_at=at,
        **vars(suggestion),
    )


@action(who=check_selects)
def look(application: Application, *, by: Actor) -> Application:
    """Records that an officer read an application; the person sees it."""
    check_may_open(by, application.call)
    return application


@action(who=check_officer)
def listed(shown: Sequence[Seen], *, by: Actor) -> Persons:
    """A list of those who applied for a call was opened."""
    return named(shown)


@action(who=check_selects)
def choose(
    application: Application, *, chosen: bool, why: str, at: datetime, by: Actor
) -> Application:
    """Puts an applicant on the shortlist or not, with the reason that the applicant reads."""
    check_may_open(by, application.call)
    words = worded(why, "why")
    verb = "shortlist" if chosen else "turn_down"
    application.state = next_state(APPLICATION, application, verb)
    assessment = assessments.latest(application)
    if assessment is None:
        raise NotAssessed
    if chosen:
        _check_can_be_chosen(application, assessment)
        application.shortlisted_at = at
    application.decision_reason, application.suggested_band = words, assessment.band
    application.decided_at, application.decided_by_id = at, by.user_id
    application.save()
    promises.keep(application, kind=KIND, at=at, by=by)
    jobs.later("selection.tasks.tell", application=str(application.pk), news=application.state)
    return application


def _check_can_be_chosen(application: Application, assessment: Assessment) -> None:
    """A reason may be overruled; a rule may not: the profile is corrected and assessed again."""
    check_agreed(application.person_id, "matching")
    if assessment.eligible is False:
        raise NotEligible(
            _(
                "A rule is not met: %(rules)s If the profile is out of date, ask the person to "
                "correct it, then assess again."
            )
            % {"rules": " ".join(assessments.failed(assessment))},
            field="chosen",
        )
