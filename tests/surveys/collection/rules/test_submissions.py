"""Who decides about what came in, and which of it still waits for a decision."""

import pytest

from homelands.foundation.roles import Role
from homelands.foundation.rules import check_reason
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.rules.quality import check_reads_answers
from homelands.surveys.collection.rules.submissions import (
    check_decides,
    check_reads,
    check_refusable,
    check_sealed,
    check_set_apart,
    check_waits,
)
from tests.make import NOW
from tests.rights import may, refused

State = Submission.State
READERS = {Role.SURVEY_MANAGER, Role.ME_OFFICER}


def test_who_reads_answers() -> None:
    for check in (check_reads, check_reads_answers):
        assert may(check) == may(check, country="GBR") == READERS


def test_managers_decide_in_their_countries() -> None:
    sent, manager = Submission(destination="GBR"), {Role.SURVEY_MANAGER}
    assert may(check_decides, sent) == may(check_decides, sent, country="GBR") == manager
    assert may(check_decides, sent, country="FRA") == set()


@pytest.mark.parametrize("state", State)
def test_what_may_be_done_in_each_state(state: Submission.State) -> None:
    sent, decided = Submission(state=state), ("decided", None)
    in_review = state in (State.REVIEW, State.INCOMPLETE)
    sealed, apart = state == State.SEALED, state == State.QUARANTINED
    waits = None if in_review else ("still_sealed", None) if sealed else decided
    assert refused(check_waits, sent) == waits
    assert refused(check_refusable, sent) == (None if in_review or sealed or apart else decided)
    assert refused(check_set_apart, sent) == (None if apart else decided)
    assert refused(check_sealed, sent) == (None if sealed else decided)


def test_what_was_set_apart_is_decided_once() -> None:
    settled = Submission(state=State.QUARANTINED, decided_at=NOW)
    assert refused(check_refusable, settled) == ("decided", None)


def test_a_refusal_has_a_reason() -> None:
    assert refused(check_reason, "Sent twice") is None
    assert refused(check_reason, " \n") == ("reason_missing", "why")
