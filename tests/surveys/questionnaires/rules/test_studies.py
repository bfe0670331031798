"""Who runs a study, who answers it, until when, and what stays once people have answered."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest

from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.rules import (
    MOST_CHARACTERS,
    check_draft,
    check_finished,
    check_holds_a_code,
    check_invited,
    check_manages,
    check_manages_of,
    check_open,
    check_respondent,
    check_sees_counts,
)
from homelands.surveys.questionnaires.rules.studies import check_holds_for_answers
from tests import make, make_surveys
from tests.make import NOW, TODAY
from tests.rights import PUBLIC, SYSTEM, may, member, officer, refused

DAY = timedelta(days=1)
MANAGER = Role.SURVEY_MANAGER
NOT_ALLOWED = ("not_allowed", None)


def test_who_sees_counts() -> None:
    readers = {MANAGER, Role.ME_OFFICER, Role.MINISTRY_OFFICER}
    assert may(check_sees_counts) == may(check_sees_counts, country="GBR") == readers
    one, everywhere = Study(destinations=["GBR", "FRA"]), Study()
    for study in (one, everywhere):
        assert may(check_sees_counts, study) == readers
        assert may(check_sees_counts, study, country="FRA") == readers
        assert may(check_sees_counts, study, programme=uuid4()) == set()
    assert may(check_sees_counts, one, country="USA") == set()
    assert may(check_sees_counts, everywhere, country="USA") == readers
    assert may(check_sees_counts, programme=uuid4()) == set()


def test_a_study_is_managed_by_who_reaches_all_its_countries() -> None:
    one, two, everywhere = Study(destinations=["GBR"]), Study(destinations=["GBR", "FRA"]), Study()
    assert may(check_manages, one) == may(check_manages, two) == {MANAGER}
    assert may(check_manages, one, country="GBR") == {MANAGER}
    assert may(check_manages, one, country="FRA") == set()
    assert may(check_manages, two, country="GBR") == set()
    assert may(check_manages, everywhere) == {MANAGER}
    assert may(check_manages, everywhere, country="GBR") == set()


def test_answers_begin_with_a_code() -> None:
    assert refused(check_holds_a_code, Actor.answering("ab")) is None
    for other in (PUBLIC, SYSTEM, officer(*Role)):
        assert refused(check_holds_a_code, other) == NOT_ALLOWED


def test_only_who_holds_the_code_changes_answers() -> None:
    response = Response(resume_digest=b"\xab")
    assert refused(check_respondent, Actor.answering("ab"), response) is None
    assert refused(check_respondent, SYSTEM, response) is None
    for other in (Actor.answering("ac"), PUBLIC, member(uuid4()), officer(*Role)):
        assert refused(check_respondent, other, response) == NOT_ALLOWED
    assert refused(check_respondent, PUBLIC, Response()) == NOT_ALLOWED


@pytest.mark.parametrize(
    ("opens", "closes", "open_"),
    [(0, None, True), (1, None, False), (-1, 0, True), (-2, -1, False), (-1, 1, True)],
)
def test_a_study_is_open_on_its_first_and_its_last_day(
    opens: int, closes: int | None, open_: bool
) -> None:
    last = None if closes is None else TODAY + closes * DAY
    study = Study(opens_on=TODAY + opens * DAY, closes_on=last)
    assert refused(check_open, study, TODAY) == (None if open_ else ("study_closed", None))


def test_what_was_sent_is_not_changed() -> None:
    assert refused(check_draft, Response()) is None
    assert refused(check_draft, Response(completed_at=NOW)) == ("already_complete", None)


@dataclass
class _Answers:
    missing: list[str]

    def check_all(self) -> list[str]:
        return self.missing


def test_only_whole_answers_are_sent() -> None:
    assert refused(check_finished, _Answers([])) is None
    assert refused(check_finished, _Answers(["/data/age"])) == ("unfinished", None)


def test_the_longest_answer() -> None:
    assert MOST_CHARACTERS == 5000


@dataclass
class _Wanted:
    design: str = "rds"
    destinations: tuple[str, ...] = ()


@pytest.mark.django_db
def test_design_and_countries_stay_once_people_have_answered() -> None:
    study = make_surveys.study(design="rds", destinations=[])
    for wanted in (_Wanted("probability"), _Wanted("rds", ("FRA",))):
        assert refused(check_holds_for_answers, study, wanted) is None
    with make.as_(SYSTEM):
        _answer_it(study)
        _check_what_stays(study)


def _answer_it(study: Study) -> None:
    for label, place in (("1", "GBR"), ("2", "")):
        Response.objects.create(
            study=study, label=label, destination=place, started_at=NOW, changed_at=NOW
        )


def _check_what_stays(study: Study) -> None:
    rest = "answers_rest_on_it"
    assert refused(check_holds_for_answers, study, _Wanted("probability")) == (rest, "design")
    assert refused(check_holds_for_answers, study, _Wanted("rds", ("FRA",))) == (
        rest,
        "destinations",
    )
    for fine in (_Wanted(), _Wanted("rds", ("GBR", "FRA"))):
        assert refused(check_holds_for_answers, study, fine) is None
    other = make_surveys.study(design="rds", destinations=[])
    assert refused(check_holds_for_answers, other, _Wanted("probability")) is None


@pytest.mark.parametrize("by_invitation", [True, False])
@pytest.mark.parametrize("invited", [True, False])
@pytest.mark.parametrize("by_collector", [True, False])
def test_a_study_by_invitation_is_closed_to_others(
    by_invitation: bool, invited: bool, by_collector: bool
) -> None:
    study = Study(by_invitation=by_invitation)
    told = refused(check_invited, study, invited=invited, by_collector=by_collector)
    closed = by_invitation and not invited and not by_collector
    assert (told is not None) == closed


def test_what_belongs_to_a_study_is_decided_on_by_who_manages_it() -> None:
    @dataclass
    class Record:
        study: Study

    record = Record(Study(destinations=["GBR"]))
    assert (
        may(check_manages_of, record) == may(check_manages_of, record, country="GBR") == {MANAGER}
    )
    assert may(check_manages_of, record, country="FRA") == set()
