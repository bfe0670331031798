"""Letters to those who applied and to hosts: addresses open only here.

The program writes to people what becomes of their own requests, and no officer reads whom it
writes to: the rule of seeing is not asked. A letter to a host names nobody.
"""

from uuid import UUID

from homelands.foundation import jobs, mail
from homelands.foundation.promises import KINDS
from homelands.organisations.queries import focal_points
from homelands.programmes.selection.models import Application, Match

#: In which states of a match a letter still holds.
_STILL = {
    "proposed": (Match.State.PROPOSED, Match.State.ACCEPTED_BY_HOST),
    "accepted": (Match.State.ACCEPTED_BY_HOST,),
    "agreed": (Match.State.AGREED, Match.State.PLACED),
    "declined": (Match.State.DECLINED,),
}


@jobs.task
def tell(application: str, news: str) -> None:
    """Writes to an applicant what became of the application: "submitted", "shortlisted" …"""
    rows = Application.objects.select_related("person", "call__need__host")
    held = rows.filter(pk=UUID(application)).first()
    if held is None or held.state != news or not held.person.email:
        return  # more has happened since, and that letter says it
    due = KINDS["selection.applications.submit"].due
    context = {
        "application": held,
        "need": held.call.need,
        "due": due(held.submitted_at) if held.submitted_at else None,
        "url": mail.address("selection.applications.show", held.pk),
    }
    key = f"application {held.pk} {news} {held.decided_at or held.submitted_at}"
    to = mail.Receiver(str(held.person.email), held.person.language, key)
    mail.send(to, f"selection/applications/letters/{news}.txt", context)


@jobs.task
def tell_person(match: str, news: str) -> None:
    """Writes to whoever was proposed what became of the proposal: "proposed", "agreed" …"""
    held = _match(match, news)
    if held is not None and held.person.email:
        to = mail.Receiver(
            str(held.person.email), held.person.language, f"match {held.pk} {news} person"
        )
        url = mail.address("placements.placements.mine")
        data_url = mail.address("register.persons.mine")
        context = {"match": held, "need": held.need, "url": url, "data_url": data_url}
        mail.send(to, f"selection/matches/letters/{news}.txt", context)


@jobs.task
def tell_host(match: str, news: str) -> None:
    """Writes the same to the focal points of the host, who read the rest at their desk."""
    held = _match(match, news)
    for user in focal_points.accounts(held.host_id) if held is not None else ():
        jobs.later("selection.tasks.tell_focal_point", match=match, news=news, user=str(user.pk))


@jobs.task
def tell_focal_point(match: str, news: str, user: str) -> None:
    """Writes to one of them."""
    held = _match(match, news)
    account = focal_points.accounts(held.host_id).filter(pk=UUID(user)).first() if held else None
    if held is not None and account is not None:
        to = mail.Receiver(account.email, account.language, f"match {held.pk} {news} {user}")
        url = mail.address("selection.matches.show", held.pk)
        due = KINDS["selection.matches.propose"].due(held.proposed_at)
        context = {"match": held, "need": held.need, "url": url, "due": due}
        mail.send(to, f"selection/matches/letters/host_{news}.txt", context)


def _match(pk: str, news: str) -> Match | None:
    """Returns the match, if the news is not older than what has happened to it."""
    rows = Match.objects.select_related("person", "need__host")
    return rows.filter(pk=UUID(pk), state__in=_STILL[news]).first()
