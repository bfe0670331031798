"""Today is today where the respondent is; moments are kept with their offset."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from homelands.forms.odk import conversion
from homelands.forms.xforms.dates import read_moment
from homelands.surveys.questionnaires.models import Questionnaire, Study
from homelands.surveys.questionnaires.pages.asking.inputs import on_the_clock
from tests import make, make_surveys
from tests.surveys.questionnaires.test_answering import answers, sent

pytestmark = pytest.mark.django_db

#: In Auckland it is the 30th already, at half past nine in the morning.
MOMENT = datetime(2026, 11, 29, 20, 30, tzinfo=UTC)
AUCKLAND = ZoneInfo("Pacific/Auckland")
COLUMNS = "type | name | label | required | constraint | constraint_message | calculation"
#: What a browser, or somebody who writes its cookies, may call a zone.
NO_ZONES = ["", "Nowhere/Land", "../etc/passwd", "Pacific/Auckland\x01", "x" * 9000]

_HEADER = f"| survey |\n| | {COLUMNS} |\n"
_ROWS = [
    "begin_group | days | Days | | | | ",
    "date | visit | When? | yes | . <= today() | Not in the future. | ",
    "dateTime | flight | Your flight? | | | | ",
    "calculate | day | | | | | string(today())",
    "calculate | moment | | | | | now()",
    "end_group | | | | | | ",
    "start | start | | | | | ",
    "today | today | | | | | ",
]
SOURCE = _HEADER + "\n".join(f"| | {row} |" for row in _ROWS)


@pytest.fixture
def study(monkeypatch: pytest.MonkeyPatch) -> Study:
    monkeypatch.setattr(timezone, "now", lambda: MOMENT)
    made = make_surveys.study()
    Questionnaire.objects.create(
        study=made,
        form_id="zones",
        version="1",
        title="Zones",
        xform=conversion.convert(SOURCE.encode(), "zones.md"),
        published_at=make.NOW,
    )
    return made


def browser(zone: str) -> Client:
    client = Client()
    client.cookies["zone"] = zone
    return client


def begun(study: Study, client: Client) -> str:
    start = {"language": "en", "destination": "GBR", "website": ""}
    page = client.post(f"/take-part/{study.slug}/", start)
    return page.headers["Location"].split("/")[2]


def day(number: int) -> dict[str, str]:
    return {"visit_day": str(number), "visit_month": "11", "visit_year": "2026"}


FLIGHT = {
    "flight_day": "24",
    "flight_month": "6",
    "flight_year": "2027",
    "flight_time": "08:15",
}


def test_today_is_taken_where_the_respondent_is(study: Study) -> None:
    client = browser("Pacific/Auckland")
    code = begun(study, client)
    gone = sent(client, code, "days", day(30))
    assert gone.status_code == 302
    found = answers(code)
    assert found["visit"] == found["day"] == found["today"] == "2026-11-30"
    assert found["start"].endswith("+13:00")
    assert read_moment(found["moment"]) == MOMENT
    assert found["moment"].startswith("2026-11-30T09:30")
    other = browser("Europe/London")
    refused = sent(other, begun(study, other), "days", day(30)).content.decode()
    assert "Not in the future." in refused


@pytest.mark.parametrize(
    "zone", ["", "Nowhere/Land", "../etc/passwd", "Pacific/Auckland\x01", "x" * 9000]
)
def test_a_zone_that_there_is_not_is_the_one_of_the_service(study: Study, zone: str) -> None:
    client = browser(zone)
    code = begun(study, client)
    sent(client, code, "days", day(29))
    assert answers(code)["day"] == timezone.localdate(MOMENT).isoformat()


def test_a_moment_is_kept_with_the_offset_of_its_day(study: Study) -> None:
    client = browser("Pacific/Auckland")
    code = begun(study, client)
    sent(client, code, "days", {**day(30), **FLIGHT})
    # It is winter there in June.
    assert answers(code)["flight"] == "2027-06-24T08:15:00.000+12:00"
    page = client.get(f"/answer/{code}/days/").content.decode()
    assert 'value="08:15"' in page


def test_a_moment_that_was_not_touched_keeps_its_offset_elsewhere(study: Study) -> None:
    client = browser("Pacific/Auckland")
    code = begun(study, client)
    sent(client, code, "days", {**day(29), **FLIGHT})
    sent(browser("Europe/Rome"), code, "days", {**day(29), **FLIGHT})
    assert answers(code)["flight"] == "2027-06-24T08:15:00.000+12:00"
    changed = {**FLIGHT, "flight_time": "09:15"}
    sent(browser("Europe/Rome"), code, "days", {**day(29), **changed})
    assert answers(code)["flight"] == "2027-06-24T09:15:00.000+02:00"


def test_what_is_no_moment_stays_as_it_was_typed() -> None:
    for text in ("", "T08:15", "2027-13-01T08:15", "2027-06-24T", "soon"):
        assert on_the_clock(text, AUCKLAND) == text


def test_the_day_of_the_last_look_is_the_respondents_too(study: Study) -> None:
    client = browser("Pacific/Auckland")
    code = begun(study, client)
    sent(client, code, "days", day(30))
    done = client.post(f"/answer/{code}/")
    assert done.headers["Location"] == f"/answers/{code}/sent/"
