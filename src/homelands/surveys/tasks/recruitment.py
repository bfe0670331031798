"""Who answered invites others: invitations, rewards and doubts, and what is forgotten of them."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.surveys.actions import coupons, rewards, signals
from homelands.surveys.models import Response
from homelands.surveys.queries import signals as signal_queries


def recruit(response: Response, at: datetime) -> None:
    """Gives invitations, writes down what was earned, has doubts looked for; as the system.

    Whoever completes may do none of this: a respondent writes no invitation, reward or doubt.
    """
    by = Actor.system("surveys.recruitment")
    if hasattr(response.study, "scheme"):
        coupons.issue(response, at=at, by=by)
        rewards.earn(response, at=at, by=by)
    jobs.later("surveys.tasks.recruitment.look", response=str(response.pk))


@jobs.task
def look(response: str) -> None:
    """Looks for doubts about new answers, apart from taking them in: nobody waits for it."""
    held = Response.objects.select_related("study").filter(pk=UUID(response)).first()
    if held is not None:
        signals.look(held, at=datetime.now(UTC), by=Actor.system("surveys.signals"))


@jobs.every("20 2 * * *")
def review_signals(timestamp: int) -> None:
    """Looks every night at all answers of the studies that run."""
    at, by = datetime.fromtimestamp(timestamp, UTC), Actor.system("surveys.signals")
    for study in signal_queries.running(at.date()):
        signals.review(study, at=at, by=by)


@jobs.every("30 2 * * *")
def forget_traces(timestamp: int) -> None:
    """Deletes what told one machine from another, a month after its study closed."""
    at = datetime.fromtimestamp(timestamp, UTC)
    signals.forget(at=at, by=Actor.system("surveys.signals"))
