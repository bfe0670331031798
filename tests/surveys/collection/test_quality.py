"""How a study runs: break-off, time, blanks, straight rows, devices and field teams."""

from datetime import timedelta

import pytest
from django.test import Client

from homelands.foundation.access.context import acting
from homelands.foundation.roles import Role
from homelands.surveys.collection.queries.quality import Run
from homelands.surveys.questionnaires.actions import questionnaires
from homelands.surveys.questionnaires.models import Collector, Response, Study
from tests import make, make_surveys

pytestmark = pytest.mark.django_db

ROWS = """
begin_group | opinions | Opinions
select_one yes_no | a | A
select_one yes_no | b | B
select_one yes_no | c | C
select_one yes_no | d | D
select_one yes_no | e | E
text | more | More
text | why | Why | | ${a} = 'yes'
end_group
begin_group | last | Last
integer | age | Age
end_group
"""


@pytest.fixture
def study() -> Study:
    made = make_surveys.study()
    source = make_surveys.xlsform(rows=ROWS)
    questionnaires.publish(made, source=source, filename="form.md", at=make.NOW, by=make.SYSTEM)
    return made


def answered(study: Study, seconds: int, team: Collector | None = None, **given: str) -> Response:
    """A complete response of so many seconds, stored as a field team's would be."""
    with acting(make.SYSTEM):
        number = Response.objects.count()
        return Response.objects.create(
            study=study,
            questionnaire=study.questionnaires.get(),
            collector=team,
            label=str(number),
            answers={f"/data/opinions/{name}": text for name, text in given.items()},
            language="en",
            destination="ITA",
            device="phone",
            seconds={"opinions": seconds, "last": 5},
            started_at=make.NOW,
            changed_at=make.NOW,
            completed_at=make.NOW + timedelta(minutes=number),
        )


def run(study: Study) -> Run:
    with acting(make.SYSTEM):
        found = Run(study, make.NOW + timedelta(days=3))
        assert found.form is not None
        assert len(found.readings) <= 300
        return found


def test_break_off_and_time_page_by_page(study: Study) -> None:
    answered(study, 100, a="no")
    answered(study, 40, a="no")
    answered(study, 10, a="no")
    make_surveys.started(study, "ITA")
    with acting(make.SYSTEM):
        pages = run(study).pages()
        times = run(study).times()
    assert [(p.page.path, p.reached, p.broken_off, p.seconds) for p in pages] == [
        ("/data/opinions", 4, 1, 40),
        ("/data/last", 3, 0, 5),
    ]
    assert (times.n, times.median, times.hurried) == (3, 0.75, 0)


def test_blanks_count_only_what_was_asked(study: Study) -> None:
    answered(study, 60, a="yes", b="no", c="no", d="no", e="no", more="x")
    answered(study, 60, a="no", b="no", c="no", d="no", e="no", more="x")
    with acting(make.SYSTEM):
        items = {one.question.name: (one.asked, one.blank) for one in run(study).items()}
        straight = run(study).straight()
    assert items == {"why": (1, 1), "age": (2, 2)}
    assert straight == (1, 2)


def test_field_teams_are_compared(study: Study) -> None:
    teams = [
        Collector.objects.create(
            study=study, kind=Collector.Kind.FIELD, name=name, opens_on=make.TODAY
        )
        for name in ("North", "South")
    ]
    answered(study, 115, teams[0], a="no", b="yes", c="no", d="no", e="no", more="x")
    answered(study, 55, teams[1], a="no", b="no", c="no", d="no", e="no")
    with acting(make.SYSTEM):
        north, south = run(study).teams()
    assert (north.complete, north.minutes, north.straight) == (1, 2.0, 0)
    assert (south.minutes, south.straight) == (1.0, 1)
    assert south.blank == pytest.approx(2 / 7)


def test_the_page_is_for_those_who_may_read_answers(study: Study) -> None:
    answered(study, 60, a="no")
    desk = Client()
    desk.force_login(make.user(Role.SURVEY_MANAGER, country="ITA"))
    page = desk.get(f"/desk/studies/{study.slug}/quality/").content.decode()
    assert "Half of the latest 1 respondents" in page
    assert "Phone" in page
    desk.force_login(make.user(Role.SURVEY_MANAGER, country="GBR"))
    assert (
        "No complete answers yet"
        in desk.get(f"/desk/studies/{study.slug}/quality/").content.decode()
    )
    desk.force_login(make.user(Role.MINISTRY_OFFICER))
    assert desk.get(f"/desk/studies/{study.slug}/quality/").status_code == 403
