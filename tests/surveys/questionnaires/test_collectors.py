"""Collectors of a study: who opens them, what they show, how respondents come by a link."""

import base64
import json
import re
import zlib
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.forms.odk.openrosa import device_settings
from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.actions import collectors
from homelands.surveys.questionnaires.actions.collectors import CollectorPlan
from homelands.surveys.questionnaires.models import Collector, Response
from homelands.surveys.questionnaires.queries import collectors as collector_queries
from tests import make, make_surveys
from tests.make_collection import answers, collector, device

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The studies of these tests are open whenever they run."""
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))


def signed_in(role: Role = Role.SURVEY_MANAGER, country: str = "") -> Client:
    client = Client()
    client.force_login(make.user(role, country=country))
    return client


def text(client: Client, url: str, **headers: Any) -> str:
    answer = client.get(url, **headers)
    assert answer.status_code == 200, (url, answer.status_code)
    return str(answer.content.decode())


def test_a_manager_of_the_country_opens_a_door_and_no_other() -> None:
    study = make_surveys.asked()
    plan = CollectorPlan(name="London", opens_on=make.TODAY, destination="GBR")
    made = collectors.add(
        study, kind="field", plan=plan, by=make.officer("GBR", Role.SURVEY_MANAGER)
    )
    assert (made.destination, made.kind) == ("GBR", "field")
    assert len(made.token) >= 26
    others = [make.officer("ITA", Role.SURVEY_MANAGER), make.officer("GBR", Role.ME_OFFICER)]
    for other in others:
        with pytest.raises(NotAllowed):
            collectors.add(study, kind="field", plan=plan, by=other)
        for act in (collectors.rotate, collectors.resume):
            with pytest.raises(NotAllowed):
                act(made, by=other)
    # A collector into every country needs the grant of every country.
    everywhere = CollectorPlan(name="All", opens_on=make.TODAY)
    with pytest.raises(NotAllowed):
        collectors.add(
            study, kind="link", plan=everywhere, by=make.officer("GBR", Role.SURVEY_MANAGER)
        )


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        ({"destination": "FRA"}, "destination"),
        ({"destination": "XXX"}, "destination"),
        ({"closes_on": make.TODAY.replace(year=2019)}, "closes_on"),
    ],
)
def test_what_cannot_be_a_door_is_refused_at_its_field(plan: dict[str, Any], field: str) -> None:
    study = make_surveys.asked()
    wrong = CollectorPlan(**{"name": "x", "opens_on": make.TODAY.replace(year=2020), **plan})
    with pytest.raises(Refusal) as refusal:
        collectors.add(study, kind="link", plan=wrong, by=make.SYSTEM)
    assert refusal.value.field == field


def test_the_settings_of_a_device_are_as_it_reads_them() -> None:
    code = device_settings.code("https://example.org/openrosa/abc", "Équipe – أ")
    read = json.loads(zlib.decompress(base64.b64decode(code)))
    assert read == {
        "general": {
            "server_url": "https://example.org/openrosa/abc",
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
        },
        "admin": {},
        "project": {"name": "Équipe – أ"},
    }


def test_a_door_is_opened_changed_stopped_and_opened_again_at_the_desk() -> None:
    study = make_surveys.asked()
    client = signed_in(country="GBR")
    listed = f"/desk/studies/{study.slug}/collectors/"
    assert "Open a collector" in text(client, listed)
    dates = {"opens_on_day": "1", "opens_on_month": "3", "opens_on_year": "2020"}
    given = {"kind": "field", "name": "Tablet 1", "destination": "GBR", **dates}
    wrong = client.post(f"{listed}add/", {**given, "destination": ""}).content.decode()
    assert "survey manager of every country" in wrong
    assert 'value="Tablet 1"' in wrong
    shown = client.post(f"{listed}add/", given, follow=True)
    page = shown.content.decode()
    made = Collector.objects.get(name="Tablet 1")
    assert f"/openrosa/{made.token}" in page
    assert "<svg" in page
    assert made.token not in text(signed_in(country="ITA"), f"/desk/collectors/{made.pk}/")
    url = f"/desk/collectors/{made.pk}/"
    client.post(f"{url}change/", {**given, "name": "Tablet A", "quota": "10"})
    made.refresh_from_db()
    assert (made.name, made.quota, made.destination) == ("Tablet A", 10, "GBR")
    client.post(f"{url}stop/", {"why": "Lost"})
    assert "Stopped" in text(client, url)
    client.post(f"{url}resume/")
    before = made.token
    client.post(f"{url}address/", {"why": "Lost"})
    made.refresh_from_db()
    assert (made.stopped_at, made.token == before) == (None, False)
    assert "Tablet A" in text(client, listed)


def test_pages_speak_arabic_and_hide_small_numbers() -> None:
    study = make_surveys.asked()
    teams = [collector(study), collector(study)]
    for _ in range(6):
        device(teams[0]).submit(answers())
    device(teams[1]).submit(answers())
    client = signed_in(Role.MINISTRY_OFFICER)
    page = text(client, f"/desk/studies/{study.slug}/collectors/", HTTP_ACCEPT_LANGUAGE="ar")
    assert 'dir="rtl"' in page
    with make.as_(make.officer("", Role.MINISTRY_OFFICER)):
        taken = collector_queries.taken(teams)
    assert [taken[team.pk].complete for team in teams] == [None, None]
    csv = client.get(f"/desk/studies/{study.slug}/collectors/?format=csv")
    assert csv.status_code == 200


def test_the_list_costs_the_same_with_more_doors() -> None:
    study = make_surveys.asked()
    client = signed_in()
    url = f"/desk/studies/{study.slug}/collectors/"
    costs = []
    for _ in range(3):
        collector(study)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(url)
        costs.append(len(caught))
    assert costs[1] == costs[2]


def via(team: Collector) -> str:
    return f"/take-part/{team.study.slug}/via/{team.token}/"


def test_by_an_open_link_the_country_is_not_asked_and_the_door_is_remembered() -> None:
    link = collector(kind="link")
    client = Client()
    page = text(client, via(link))
    assert "Country where you live" not in page
    assert 'name="language"' in page
    answer = client.post(via(link), {"language": "en", "website": ""})
    assert answer.status_code == 302
    with make.as_(make.SYSTEM):
        made = Response.objects.get()
    assert (made.collector_id, made.destination) == (link.pk, "GBR")
    anywhere = collector(link.study, kind="link", destination="")
    assert "Country where you live" in text(client, via(anywhere))
    client.post(via(anywhere), {"language": "ar", "destination": "ITA", "website": ""})
    with make.as_(make.SYSTEM):
        assert Response.objects.get(collector=anywhere).destination == "ITA"


def test_a_full_stopped_or_closed_link_says_so_kindly_and_an_unknown_one_is_not_there() -> None:
    full = collector(kind="link", quota=1)
    _code, by = make_surveys.sent(full.study)
    with make.as_(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('homelands.action', 'collection.submissions.edit', true)")
        Response.objects.update(collector=full)
    stopped = collectors.stop(collector(kind="link"), at=make.NOW, by=make.SYSTEM)
    assert "Enough people have answered" in text(Client(), via(full))
    assert "not open now" in text(Client(), via(stopped))
    for wrong in (via(full).replace(full.token, "other"), via(full).replace(full.study.slug, "x")):
        assert Client().get(wrong).status_code == 404
    field = collector()
    assert Client().get(via(field)).status_code == 404


def test_the_sheet_to_print_has_the_address_and_the_code() -> None:
    link = collector(kind="link")
    page = text(signed_in(), f"/desk/collectors/{link.pk}/poster/")
    assert via(link) in page
    assert re.search(r"<svg[^>]*class=\"segno\"", page)
    assert "العربية" in page
