"""Reads of seeds: how far each has come, and whether together they are different enough."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from homelands.surveys.questionnaires.models import Study
from homelands.surveys.recruitment.models import Coupon
from homelands.surveys.recruitment.queries import coupons
from homelands.surveys.recruitment.rules.coupons import is_kept
from homelands.surveys.recruitment.rules.seeds import DIMENSIONS, read

#: Fewer in a country and the difference between their chains cannot be seen.
FEWEST, USUAL = 3, 6
#: After so long somebody should have opened a personal invitation.
SILENT = timedelta(days=7)


@dataclass(frozen=True)
class Seed:
    """One seed: what describes it, and how far it came."""

    coupon: Coupon
    about: dict[str, str]
    state: str
    recruits: int

    @property
    def silent(self) -> bool:
        return self.state == "waiting"


@dataclass(frozen=True)
class SeedAdvice:
    """One piece of advice on the choice of seeds: its kind, and what it is about."""

    code: str
    subject: str = ""
    count: int = 0


def listed(study: Study, at: datetime) -> list[Seed]:
    """Returns the seeds that the actor may see, by number."""
    recruits = Count("used_by__recruits", filter=Q(used_by__recruits__completed_at__isnull=False))
    rows = coupons.seeds(study).annotate(recruited=recruits)
    return [Seed(row, read(row.about), state(row, at), row.recruited) for row in rows]


def state(coupon: Coupon, at: datetime) -> str:
    """Says in one word how far an invitation came."""
    if coupon.used_by is not None and coupon.used_by.completed_at is not None:
        return "answered"
    if coupon.voided_at is not None:
        return "withdrawn"
    if is_kept(coupon, at):
        return "begun"
    if coupon.expires_on < at.date():
        return "expired"
    return "left" if coupon.used_by_id else "waiting"


def advice(study: Study, seeds: Sequence[Seed], on: date) -> list[SeedAdvice]:
    """Returns what would make the seeds more different, or wake those that sleep."""
    alive = [seed for seed in seeds if seed.state not in {"withdrawn", "expired"}]
    places = study.destinations or sorted({seed.coupon.destination for seed in alive})
    here = Counter(seed.coupon.destination for seed in alive)
    found = [SeedAdvice("few", place, here[place]) for place in places if here[place] < FEWEST]
    if not found and len(alive) < USUAL:
        found.append(SeedAdvice("few_in_all", count=len(alive)))
    found += [one for name in DIMENSIONS for one in _alike(name, alive)]
    late = [seed for seed in alive if seed.silent and seed.coupon.issued_at.date() + SILENT <= on]
    if late:
        found.append(SeedAdvice("silent", count=len(late)))
    return found


def _alike(name: str, seeds: Sequence[Seed]) -> list[SeedAdvice]:
    """Says where nobody said, or all said the same, of one thing that describes seeds."""
    told = [seed.about[name].casefold() for seed in seeds if name in seed.about]
    if len(seeds) < FEWEST:
        return []
    if not told:
        return [SeedAdvice("untold", name)]
    return [SeedAdvice("alike", name)] if len(told) == len(seeds) and len({*told}) == 1 else []
