"""Two who come at the same moment: real transactions, in a database of this test alone."""

import json
import subprocess
import sys

import pytest

from tests import database

_RACES = """
import django; django.setup()
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from homelands.foundation.errors import Refusal
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.actions import responses
from homelands.surveys.recruitment.actions import rewards
from homelands.surveys.recruitment.actions.rewards import Sum
from homelands.surveys.recruitment.actions.schemes import Terms
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.recruitment.models import Coupon, RewardEntry
from tests import make, make_recruitment, make_surveys

def at_once(acts):
    together = Barrier(len(acts))
    def run(act):
        try:
            together.wait(timeout=60)
            act()
            return "done"
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))

terms = Terms(first_reward=500, second_reward=300, currency="EUR")
made = make_recruitment.running(terms)
coupon = make_recruitment.seed(made)
begun = at_once([lambda: make_recruitment.begun(coupon)] * 6)

drafts = [make_recruitment.begun(make_recruitment.seed(made))[1] for _ in range(4)]
for by in drafts:
    make_surveys.saved(made, by, works="no", network_size="5")
def send(by):
    return lambda: responses.complete(make_surveys.response(by), at=make.NOW, by=by)
sent = at_once([send(by) for by in drafts + drafts])

officer = make.officer(role=Role.SURVEY_MANAGER)
one = make_surveys.response(drafts[0])
def pay():
    rewards.pay(one, of=Sum(400, "EUR"), reference="R1", at=make.NOW, by=officer)
paid = at_once([pay] * 4)

with make.as_(make.SYSTEM):
    rows = Coupon.objects.filter(study=made, issuer__isnull=False)
    print(json.dumps({
        "begun": begun,
        "responses": Response.objects.filter(study=made, recruiter=None).count(),
        "sent": sent,
        "numbers": sorted(rows.values_list("number", flat=True)),
        "earned": RewardEntry.objects.filter(study=made, kind="answered").count(),
        "paid": paid,
        "payments": list(RewardEntry.objects.filter(kind="paid").values_list("amount", flat=True)),
    }))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, object]:
    """What came of the races."""
    surroundings = database.apart("races")
    command = [sys.executable, "-W", "ignore", "-c", _RACES]
    done = subprocess.run(
        command, env=surroundings, cwd=database.ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_of_many_who_open_an_invitation_at_once_one_gets_it(told: dict[str, object]) -> None:
    assert told["begun"] == ["done", *["invitation_begun"] * 5]
    assert told["responses"] == 5


def test_answers_that_are_sent_twice_at_once_earn_and_invite_once(told: dict[str, object]) -> None:
    assert told["sent"] == ["done"] * 8
    assert told["numbers"] == list(range(6, 18))
    assert told["earned"] == 4


def test_of_payments_at_the_same_moment_no_more_goes_out_than_is_owed(
    told: dict[str, object],
) -> None:
    assert told["paid"] == ["done", *["more_than_owed"] * 3]
    assert told["payments"] == [400]
