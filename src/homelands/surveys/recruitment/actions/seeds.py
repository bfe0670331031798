"""The first respondents of a chain: officers choose them, describe them, and invite each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import UnknownCountry, check_country
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages
from homelands.surveys.recruitment.models import Coupon, Scheme
from homelands.surveys.recruitment.queries import coupons as queries
from homelands.surveys.recruitment.rules.coupons import check_has_scheme, check_names_nobody
from homelands.surveys.recruitment.rules.seeds import MOST_AT_ONCE, written


class TooMany(Refusal):
    code = "too_many"


@dataclass(frozen=True)
class NewSeed:
    """Who is meant, in words that name nobody, by what they describe; where; and how many alike."""

    about: Mapping[str, str] = field(default_factory=dict)
    destination: str = ""
    count: int = 1


@action(who=check_manages)
def add(study: Study, *, seed: NewSeed, at: datetime, by: Actor) -> list[Coupon]:
    """Makes invitations for seeds: each begins a chain of its own."""
    scheme = Scheme.objects.select_for_update().filter(study=study).first()
    check_has_scheme(scheme)
    assert scheme is not None
    _check(study, seed)
    made = queries.next_ones(
        scheme, seed.count, at, destination=seed.destination, about=written(seed.about)
    )
    return Coupon.objects.bulk_create(made)


def _check(study: Study, seed: NewSeed) -> None:
    for name, words in seed.about.items():
        check_names_nobody(words, name)
    if seed.destination or study.destinations:
        check_country(seed.destination, "destination")
    if study.destinations and seed.destination not in study.destinations:
        raise UnknownCountry(field="destination")
    if not 1 <= seed.count <= MOST_AT_ONCE:
        raise TooMany(
            _("Make from 1 to %(most)d invitations at once.") % {"most": MOST_AT_ONCE},
            field="count",
        )
