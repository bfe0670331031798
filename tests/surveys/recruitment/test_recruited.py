"""A web study of 500 people over a known network, through the real pages, equals the simulation.

Everybody opens the link of an invitation, answers, sends, and reads the next links from the page
of thanks. What stands in the database is then the simulation's forest, person by person.
"""

import re
from dataclasses import dataclass

import numpy as np
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from homelands.science.planning.networks import Blocks, network
from homelands.science.planning.recruitment import Fieldwork, Recruited, recruit
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.study import study as estimate
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.queries import responses
from homelands.surveys.recruitment.actions.schemes import Terms
from homelands.surveys.recruitment.models import Coupon, RewardEntry
from homelands.surveys.recruitment.queries import recruitment
from tests import make, make_recruitment

pytestmark = pytest.mark.django_db

PLACES = ("GBR", "ITA", "DEU")
LINK = re.compile(r'<li><a href="[^"]*/invited/([\w-]{19})/"')


@dataclass
class Field:
    """The study in the field: which invitations each person holds, and who answered."""

    study: Study
    free: dict[int, list[str]]
    seen: list[str]
    tried: int = 0


def simulated() -> Recruited:
    """500 interviews on a network of 4,000 in three countries that hardly mix."""
    rng = np.random.default_rng(20261125)
    blocks = Blocks(4000, (0.5, 0.3, 0.2), (14.0, 10.0, 8.0), homophily=0.6, spread=0.5)
    found = recruit(network(blocks, rng), Fieldwork(500, (5, 4, 3), 3, 0.6), rng)
    assert not found.died
    return found


def walk(field: Field, person: int, truth: Recruited, code: str) -> None:
    """One person: opens the link, begins, answers, sends, and keeps the links of the thanks."""
    client = Client(REMOTE_ADDR=f"10.0.{person // 250}.{person % 250}")
    landing = f"/invited/{code}/"
    place = PLACES[truth.group[person]]
    begun = client.post(landing, {"language": "en", "destination": place, "website": ""})
    assert begun.status_code == 302, begun.content.decode()
    own = begun.headers["Location"].split("/")[2]
    works = "yes" if truth.member[person] % 3 == 0 else "no"
    given = {"works": works, "network_size": str(truth.degree[person])}
    client.post(f"/answer/{own}/about/", given)
    thanks = client.post(f"/answer/{own}/", follow=True)
    field.free[person] = LINK.findall(thanks.content.decode())
    field.seen.append(own)


def misuse(field: Field, used: str) -> None:
    """Tries what people try: a used invitation, a forged one, and none at all."""
    client = Client()
    start = {"language": "en", "destination": "GBR", "website": ""}
    again = client.post(f"/invited/{used}/", start)
    assert (again.status_code, "has been used" in again.content.decode()) == (409, True)
    forged = f"{used[:-1]}{'2' if used[-1] != '2' else '3'}"
    assert client.post(f"/invited/{forged}/", start).headers["Location"] == "/invited/"
    closed = client.get(f"/take-part/{field.study.slug}/")
    assert closed.headers["Location"] == "/invited/"
    field.tried += 1


def in_the_field(truth: Recruited) -> Field:
    """Runs the study in the order of the simulation; some begin and never send."""
    cache.clear()
    terms = Terms(first_reward=500, second_reward=300, currency="EUR")
    made = make_recruitment.running(
        terms, destinations=PLACES, opens_on=make.TODAY.replace(year=2020)
    )
    field = Field(made, {}, [])
    seeds = [
        make_recruitment.seed(made, PLACES[truth.group[row]], timezone.now())
        for row in np.flatnonzero(truth.recruiter < 0)
    ]
    codes = iter([make_recruitment.code(seed) for seed in seeds])
    for person, recruiter in enumerate(truth.recruiter.tolist()):
        code = next(codes) if recruiter < 0 else field.free[recruiter].pop(0)
        walk(field, person, truth, code)
        if person % 25 == 0:
            misuse(field, code)
        if person % 40 == 7 and len(field.free[person]) > _wanted(truth, person):
            drop_out(field.free[person].pop())
    return field


def _wanted(truth: Recruited, person: int) -> int:
    return int((truth.recruiter == person).sum())


def drop_out(code: str) -> None:
    """Begins with an invitation and never sends the answers."""
    start = {"language": "ar", "destination": "ITA", "website": ""}
    assert Client().post(f"/invited/{code}/", start).status_code == 302


def from_database(study: Study, outcome: str) -> tuple[Sample, list[str | None]]:
    with make.as_(make.SYSTEM):
        columns = responses.sample(study, outcome)
    return from_recruiters(columns.ids, columns.recruiters, columns.degrees), columns.outcome


def test_five_hundred_people_come_in_as_the_simulation_sent_them() -> None:
    truth = simulated()
    field = in_the_field(truth)
    with make.as_(make.SYSTEM):
        sent = Response.objects.filter(study=field.study, completed_at__isnull=False)
        order = {
            label: k
            for k, label in enumerate(sent.order_by("completed_at").values_list("label", flat=True))
        }
        drafts = Response.objects.filter(study=field.study, completed_at=None).count()
        issued = Coupon.objects.filter(study=field.study, issuer__isnull=False).count()
        used = Coupon.objects.filter(study=field.study, used_by__completed_at__isnull=False).count()
        earned = sorted(RewardEntry.objects.filter(study=field.study).values_list("kind", "amount"))
    assert len(order) == 500
    assert (issued, used) == (1500, 500)
    assert drafts > 0
    assert field.tried == 20

    forest, works = from_database(field.study, "works")
    expected = truth.sample()
    row = [order[label] for label in forest.ids]
    person = dict(enumerate(row))
    parents = [-1 if p < 0 else person[p] for p in forest.parent.tolist()]
    assert parents == [int(truth.recruiter[k]) for k in row]
    assert forest.degree.tolist() == [float(truth.degree[k]) for k in row]
    assert forest.wave.tolist() == [int(expected.wave[k]) for k in row]
    assert [person[s] for s in forest.seed.tolist()] == [int(expected.seed[k]) for k in row]

    recruits = int((truth.recruiter >= 0).sum())
    assert earned == sorted([("answered", 500)] * 500 + [("invited", 300)] * recruits)

    # The same people in the same order give the same estimates to the last digit.
    by_row = sorted(range(500), key=row.__getitem__)
    answers = [works[k] for k in by_row]
    assert answers == ["yes" if m % 3 == 0 else "no" for m in truth.member.tolist()]
    plan = Plan(replicates=200)
    straight = estimate(expected, answers, plan)
    through = estimate(_named(forest, by_row), answers, plan)
    assert through.estimates == straight.estimates

    chains = recruitment.chains(field.study)
    assert sum(chain.size for chain in chains) == 500
    assert len(chains) == 12
    waves = recruitment.waves(field.study)
    assert [wave.people for wave in waves] == np.bincount(expected.wave).tolist()
    assert sum(wave.given for wave in waves) == 1500


def _named(forest: Sample, by_row: list[int]) -> Sample:
    """The forest of the database with the simulation's names: draws go by name."""
    place = {k: row for row, k in enumerate(by_row)}
    ids = [f"{row:07d}" for row in range(len(by_row))]
    recruiters = [
        None if forest.parent[k] < 0 else ids[place[int(forest.parent[k])]] for k in by_row
    ]
    return from_recruiters(ids, recruiters, [float(forest.degree[k]) for k in by_row])
