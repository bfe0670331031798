"""How a study stands: what is there, what is missing, and what waits for somebody."""

from dataclasses import dataclass

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.models import Collector, Coupon, ExportRequest, Signal, Study, Submission
from homelands.surveys.queries import coupons
from homelands.surveys.queries.submissions import undecided


@dataclass(frozen=True)
class Standing:
    """What a study has. What waits is counted as far as the actor may see it."""

    collectors: int
    rules: bool
    seeds: bool
    waiting: int
    doubts: int
    requests: int


# Whether there is a seed is no secret; the seeds themselves are read in their countries only.
_COUNTER = Actor.system("surveys.studies.stand")


def of(study: Study) -> Standing:
    """Returns how a study stands; collectors that were stopped are not counted."""
    with acting(_COUNTER):
        seeds = Coupon.objects.filter(study=study, issuer=None).exists()
    requests = ExportRequest.objects.filter(study=study, state=ExportRequest.State.WAITING)
    return Standing(
        collectors=Collector.objects.filter(study=study, stopped_at=None).count(),
        rules=coupons.scheme_of(study) is not None,
        seeds=seeds,
        waiting=Submission.objects.filter(undecided(), study=study).count(),
        doubts=Signal.objects.filter(study=study, state=Signal.State.OPEN).count(),
        requests=requests.count(),
    )
