"""The example's study by invitation: it runs, its chains are short, one answer is doubtful."""

from collections import deque
from datetime import timedelta
from pathlib import Path
from random import Random

from homelands.command.example.world import World
from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.actions import questionnaires, responses, studies
from homelands.surveys.questionnaires.actions.responses import Opening, Step
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.queries import questionnaires as questionnaire_queries
from homelands.surveys.recruitment.actions import coupons, schemes, seeds
from homelands.surveys.recruitment.actions.schemes import Terms
from homelands.surveys.recruitment.actions.seeds import NewSeed
from homelands.surveys.recruitment.models import Coupon

_FORM = Path(__file__).with_name("by_invitation.csv")
_PLACES, _PEOPLE, _DAYS = ("DEU", "GBR"), 20, 18
_SEEDS = (
    ("woman", "25-34", "nurses", "Greater London", "a church choir", "GBR"),
    ("man", "35-49", "teachers", "Leeds", "a football club", "GBR"),
    ("woman", "50-64", "shop owners", "Birmingham", "a market association", "GBR"),
    ("man", "25-34", "students", "Berlin", "a student union", "DEU"),
    ("woman", "35-49", "carers", "Hamburg", "a parents' circle", "DEU"),
    ("man", "50-64", "drivers", "Cologne", "a hometown association", "DEU"),
)


def load(world: World) -> None:
    """Sets the study up, invites its seeds, and lets their chains begin."""
    began = world.now - timedelta(days=_DAYS)
    plan = studies.StudyPlan(
        name="People we do not reach: a survey by invitation (example)",
        design=Study.Design.RDS,
        opens_on=began.date(),
        destinations=_PLACES,
        about="Each respondent invites up to three others. It asks five questions and no name.",
        population="Adults from the country who live in Germany or the United Kingdom",
    )
    study = studies.add(plan, by=world.by)
    source = _FORM.read_bytes()
    questionnaires.publish(study, source=source, filename=_FORM.name, at=began, by=world.by)
    terms = Terms(first_reward=500, second_reward=300, currency="EUR", target=200)
    schemes.set(study, terms=terms, at=began, by=world.by)
    invited = [_seed(world, study, *told) for told in _SEEDS]
    # A generator of its own: the rest of the example stays as it is without this study.
    _field(world, Random(20261125), invited)  # noqa: S311 (no secret)
    world.made["by_invitation"] = study


def _seed(world: World, study: Study, *told: str) -> Coupon:
    *words, destination = told
    names = ("gender", "age", "occupation", "region", "network")
    about = dict(zip(names, words, strict=True))
    at = world.now - timedelta(days=_DAYS)
    return seeds.add(study, seed=NewSeed(about, destination), at=at, by=world.by)[0]


def _field(world: World, rng: Random, invited: list[Coupon]) -> None:
    """Lets people answer one after the other; five of the six seeds do, and some of the others."""
    waiting = deque(invited[:-1])
    came = 0
    while waiting and came < _PEOPLE:
        came += 1
        answered = _answer(world, rng, waiting.popleft(), came)
        with acting(world.by):
            given = list(Coupon.objects.filter(issuer=answered).select_related("study"))
        waiting.extend(given[: rng.choices([1, 2, 3], [40, 40, 20])[0]])


def _answer(world: World, rng: Random, coupon: Coupon, turn: int) -> Response:
    at = world.now - timedelta(days=_DAYS) + timedelta(hours=17 * turn)
    by = Actor.answering(codes.digest(codes.new()))
    opening = Opening("en", coupon.destination, device="phone")
    response = coupons.begin(coupon, opening=opening, at=at, by=by)
    step = Step(given=_told(rng, response, turn), page="", language="en")
    response = responses.save(response, step=step, at=at, by=by)
    minutes = rng.randint(3, 12)
    return responses.complete(response, at=at + timedelta(minutes=minutes), by=by)


def _told(rng: Random, response: Response, turn: int) -> dict[str, str]:
    # One says that they know more people than anybody can: a doubt to be decided.
    known = 900 if turn == 9 else max(4, round(rng.lognormvariate(2.7, 0.5)))
    told = {
        "profession": rng.choices(["nurse", "teacher", "other"], [30, 20, 50])[0],
        "years_abroad": str(rng.randint(1, 30)),
        "return_for": rng.choices(["weeks", "online", "no"], [45, 35, 20])[0],
        "network_size": str(known),
    }
    assert response.questionnaire is not None
    form = questionnaire_queries.form_of(response.questionnaire)
    return {path: told[question.name] for path, question in form.questions.items()}
