"""Whom a study may write to, how often, and until when."""

from datetime import datetime, timedelta

import pytest

from homelands.surveys.collection.models import Invitation
from homelands.surveys.collection.rules.invitations import (
    MOST_ADDRESSES,
    check_personal,
    check_unused,
    may_be_reminded,
)
from homelands.surveys.questionnaires.models import Collector
from tests.make import NOW, TODAY
from tests.rights import PUBLIC, refused

LONG_AGO = NOW - timedelta(days=5)
LATER = LONG_AGO + timedelta(seconds=1)


def test_letters_go_out_from_collectors_of_personal_invitations() -> None:
    allowed = {
        kind for kind in Collector.Kind if refused(check_personal, Collector(kind=kind)) is None
    }
    assert allowed == {Collector.Kind.PERSONAL}
    assert refused(check_personal, Collector(kind="link")) == ("no_letters", None)


def test_a_link_opens_once() -> None:
    used, declined = ("invitation_used", None), ("invitation_declined", None)
    assert refused(check_unused, PUBLIC, Invitation()) is None
    assert refused(check_unused, PUBLIC, Invitation(used_on=TODAY)) == used
    assert refused(check_unused, PUBLIC, Invitation(declined_on=TODAY)) == declined
    both = Invitation(used_on=TODAY, declined_on=TODAY)
    assert refused(check_unused, PUBLIC, both) == declined


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, True),
        ({"sent_at": LATER}, False),
        ({"sent_at": None}, False),
        ({"reminded": 1, "reminded_at": LONG_AGO}, True),
        ({"reminded": 1, "reminded_at": LATER}, False),
        ({"reminded": 2, "reminded_at": LONG_AGO}, False),
        ({"used_on": TODAY}, False),
        ({"declined_on": TODAY}, False),
        ({"undelivered": "unknown address"}, False),
    ],
)
def test_a_reminder_is_due_after_five_days_twice_at_most(
    changes: dict[str, datetime | int | str | None], due: bool
) -> None:
    assert may_be_reminded(Invitation(**{"sent_at": LONG_AGO, **changes}), NOW) is due


def test_how_long_a_list_may_be() -> None:
    assert MOST_ADDRESSES == 20_000
