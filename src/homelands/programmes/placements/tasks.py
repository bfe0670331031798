"""Letters about a placement, to the person and to the host: addresses open only here.

The program writes to people about their own placement: the rule of seeing is not asked. A letter to
a host names nobody.
"""

from uuid import UUID

from homelands.foundation import jobs, mail
from homelands.organisations.queries import focal_points
from homelands.programmes.placements.models import Placement

#: The state of a placement in which a letter still holds.
_STILL = {
    "planned": Placement.State.PLANNED,
    "started": Placement.State.UNDER_WAY,
    "completed": Placement.State.COMPLETED,
    "ended": Placement.State.ENDED_EARLY,
}


@jobs.task
def tell(placement: str, news: str) -> None:
    """Writes to the person, and has the host told: "planned", "started", "completed", "ended"."""
    held = _placement(placement, news)
    if held is None:
        return
    for user in focal_points.accounts(held.host_id):
        jobs.later(
            "placements.tasks.tell_focal_point", placement=placement, news=news, user=str(user.pk)
        )
    if held.person.email:
        to = mail.Receiver(
            str(held.person.email), held.person.language, f"placement {held.pk} {news} person"
        )
        context = {"placement": held, "url": mail.address("placements.placements.mine")}
        mail.send(to, f"placements/placements/letters/{news}.txt", context)


@jobs.task
def tell_focal_point(placement: str, news: str, user: str) -> None:
    """Writes to one focal point of the host."""
    held = _placement(placement, news)
    account = focal_points.accounts(held.host_id).filter(pk=UUID(user)).first() if held else None
    if held is not None and account is not None:
        to = mail.Receiver(account.email, account.language, f"placement {held.pk} {news} {user}")
        url = mail.address("placements.placements.show", held.pk)
        context = {"placement": held, "url": url}
        mail.send(to, f"placements/placements/letters/{news}.txt", context)


def _placement(pk: str, news: str) -> Placement | None:
    """Returns the placement, if the news is not older than what has happened to it."""
    rows = Placement.objects.select_related("person", "host", "match__need")
    return rows.filter(pk=UUID(pk), state=_STILL[news]).first()
