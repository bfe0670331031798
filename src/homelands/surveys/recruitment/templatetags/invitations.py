"""What the page of thanks shows of invitations and rewards."""

from dataclasses import dataclass

from django import template
from django.utils import timezone

from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.queries import responses
from homelands.surveys.recruitment.queries import coupons, rewards
from homelands.surveys.recruitment.queries.coupons import Given
from homelands.surveys.recruitment.queries.rewards import Balance

register = template.Library()


@dataclass(frozen=True)
class PassedOn:
    """A respondent's invitations, and the code by which rewards are claimed, if there are any."""

    coupons: list[Given]
    claim: str
    balances: list[Balance]


@register.simple_tag
def passed_on(code: str) -> PassedOn:
    """Returns what the respondent who holds a code can pass on and claim."""
    response = responses.of(Actor.answering(codes.digest(code)))
    if response is None or response.completed_at is None:
        return PassedOn([], "", [])
    owed = rewards.of(response)
    scheme = coupons.scheme_of(response.study)
    rewarded = bool(owed or (scheme and scheme.second_reward))
    return PassedOn(
        coupons=coupons.given_by(response, timezone.localdate()),
        claim=rewards.claim_code(response) if rewarded else "",
        balances=owed,
    )
