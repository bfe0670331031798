"""Plain functions that make what recruitment needs: a study with rules, seeds, invitations."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from homelands.forms.odk import conversion
from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.actions import responses
from homelands.surveys.questionnaires.actions.responses import Opening, Step
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.surveys.recruitment.actions import coupons as coupon_actions
from homelands.surveys.recruitment.actions import schemes, seeds
from homelands.surveys.recruitment.actions.schemes import Terms
from homelands.surveys.recruitment.actions.seeds import NewSeed
from homelands.surveys.recruitment.models import Coupon
from homelands.surveys.recruitment.queries import coupons
from tests import make, make_surveys

ROWS = """
begin_group | about | About you | عنك
select_one yes_no | works | Do you work? | هل تعمل؟ | | yes
integer | network_size | How many do you know? | كم تعرف؟ | | yes | . >= 1
end_group
"""


@lru_cache
def _converted() -> bytes:
    return conversion.convert(make_surveys.xlsform(rows=ROWS), "short.md")


def study(**fields: Any) -> Study:
    """A respondent-driven study with a questionnaire of one page, without rules yet."""
    made = make_surveys.study(name="By invitation", **{"design": Study.Design.RDS, **fields})
    Questionnaire.objects.create(
        study=made,
        form_id="short",
        version="1",
        title="Short survey",
        xform=_converted(),
        published_at=make.NOW,
    )
    return made


def running(terms: Terms | None = None, **fields: Any) -> Study:
    """A study in which respondents invite."""
    made = study(**fields)
    schemes.set(made, terms=terms or Terms(), at=make.NOW, by=make.SYSTEM)
    return made


def seed(made: Study, destination: str = "GBR", at: datetime = make.NOW) -> Coupon:
    """The invitation of a seed."""
    about = {"gender": "woman", "occupation": "nurses"}
    one = NewSeed(about=about, destination=destination)
    return seeds.add(made, seed=one, at=at, by=make.SYSTEM)[0]


def begun(
    coupon: Coupon, destination: str = "GBR", at: datetime = make.NOW
) -> tuple[Response, Actor]:
    """A draft that was begun with an invitation."""
    by = Actor.answering(codes.digest(codes.new()))
    opening = Opening(language="en", destination=destination)
    return coupon_actions.begin(coupon, opening=opening, at=at, by=by), by


def answered(coupon: Coupon, at: datetime = make.NOW, **given: str) -> tuple[Response, Actor]:
    """Complete answers that were begun with an invitation."""
    made, by = begun(coupon, given.pop("destination", "GBR"), at)
    told = {"works": "yes", "network_size": "12", **given}
    named = {make_surveys.path(coupon.study, name): text for name, text in told.items()}
    responses.save(made, step=Step(given=named, page="", language="en"), at=at, by=by)
    return responses.complete(make_surveys.response(by), at=at, by=by), by


def invitations(response: Response) -> list[Coupon]:
    """The invitations that a respondent got."""
    with acting(make.SYSTEM):
        rows = Coupon.objects.filter(issuer=response).select_related("study")
        return list(rows.order_by("number"))


def code(coupon: Coupon) -> str:
    """The code of an invitation."""
    return coupons.code_of(coupon)
