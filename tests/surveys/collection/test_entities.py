"""Lists that forms share: filled by one, served to another, conflicts kept for somebody."""

import csv
from datetime import datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.test import Client
from lxml import etree

from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.surveys.collection.actions import entities, submissions
from homelands.surveys.collection.models import Entity, EntityList, QualityFlag, Submission
from homelands.surveys.collection.pages.quality_flags import sentence
from homelands.surveys.collection.queries import entities as queries
from homelands.surveys.questionnaires.actions import questionnaires, responses, trials
from homelands.surveys.questionnaires.actions.responses import Opening, Step
from homelands.surveys.questionnaires.hooks import COMPLETED
from homelands.surveys.questionnaires.models import Collector, Response
from homelands.surveys.questionnaires.queries import questionnaires as questionnaire_queries
from tests import make, make_surveys
from tests.make_collection import answers, collector, device, held
from tests.surveys.collection.test_openrosa import post

pytestmark = pytest.mark.django_db

State = Submission.State

FILLS = b"""
| survey |
| | type | name | label | save_to |
| | text | clinic | Name of the clinic | |
| | integer | beds | How many beds? | beds |
| entities |
| | list_name | label |
| | clinics | ${clinic} |
| settings |
| | form_title | form_id | version |
| | Register | register | 1 |
"""
USES = b"""
| survey |
| | type | name | label | save_to |
| | select_one_from_file clinics.csv | which | Which clinic? | |
| | integer | beds | How many beds now? | beds |
| entities |
| | list_name | label | entity_id |
| | clinics | | ${which} |
| settings |
| | form_title | form_id | version |
| | Visit | visit | 1 |
"""
FILLS_ON_WEB = FILLS.replace(b"| register |", b"| web_register |")
KNOWN = USES.replace(b"select_one_from_file clinics.csv", b"text").replace(b"visit", b"web_visit")


@pytest.fixture
def team() -> Collector:
    made = collector(make_surveys.study(opens_on=make.TODAY.replace(year=2020)))
    for name, sheet in (("register.md", FILLS), ("visit.md", USES)):
        # The list that one form fills is no file that is missing when the other is published.
        questionnaires.publish(made.study, source=sheet, filename=name, at=make.NOW, by=make.SYSTEM)
    return made


def entity(key: str, *, create: str = "", update: str = "", base: str = "", label: str = "") -> str:
    marks = "".join(
        f' {name}="{value}"'
        for name, value in (("create", create), ("update", update), ("baseVersion", base))
        if value
    )
    named = f"<label>{label}</label>" if label else ""
    return f'<entity dataset="clinics" id="{key}"{marks}>{named}</entity>'


def registered(team: Collector, label: str = "Clinic A", beds: str = "4", key: str = "") -> str:
    key = key or str(uuid4())
    xml = answers(
        {"clinic": label, "beds": beds},
        form_id="register",
        meta=entity(key, create="1", label=label),
    )
    assert post(device(team), xml).status == 201
    return key


def visited(team: Collector, key: str, beds: str, base: str) -> Submission:
    name = f"uuid:{uuid4()}"
    xml = answers(
        {"which": key, "beds": beds},
        form_id="visit",
        instance_id=name,
        meta=entity(key, update="1", base=base),
    )
    assert post(device(team), xml).status == 201
    return held(name)[0]


def entries() -> list[tuple[str, int, str]]:
    with make.as_(make.SYSTEM):
        return [(e.label, e.version, e.values["beds"]) for e in Entity.objects.order_by("label")]


def served(team: Collector) -> list[dict[str, str]]:
    app = device(team)
    form = next(form for form in app.forms() if form.form_id == "visit")
    return list(csv.DictReader(StringIO(app.media(form)["clinics.csv"].decode())))


def test_one_form_fills_a_list_and_another_is_given_it(team: Collector) -> None:
    app = device(team)
    assert {form.form_id: bool(form.manifest) for form in app.forms()} == {
        "register": False,
        "visit": True,
    }
    assert served(team) == []
    key = registered(team)
    assert entries() == [("Clinic A", 1, "4")]
    assert served(team) == [{"name": key, "label": "Clinic A", "__version": "1", "beds": "4"}]


def test_a_visit_changes_an_entry_of_the_version_it_had(team: Collector) -> None:
    key = registered(team)
    stored = visited(team, key, "9", "1")
    assert (stored.state, stored.reasons) == (State.ACCEPTED, [])
    assert entries() == [("Clinic A", 2, "9")]
    assert served(team)[0]["__version"] == "2"


def test_a_change_of_what_somebody_changed_meanwhile_waits_until_it_is_decided(
    team: Collector,
) -> None:
    key = registered(team)
    visited(team, key, "9", "1")
    late = visited(team, key, "7", "1")
    assert late.state == State.REVIEW
    assert [one["code"] for one in late.reasons] == ["entity"]
    assert entries() == [("Clinic A", 2, "9")]
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER, country="GBR"))
    page = client.get(f"/desk/submissions/{late.pk}/").content.decode()
    assert "Somebody else changed this entry" in page
    client.post(f"/desk/submissions/{late.pk}/accept/", {"why": "It was the later visit."})
    assert entries() == [("Clinic A", 3, "7")]


def test_an_entry_that_is_there_or_is_not_makes_the_answers_wait(team: Collector) -> None:
    key = registered(team)
    registered(team, "Clinic B", key=key)
    unknown = str(uuid4())
    lost = visited(team, unknown, "1", "1")
    assert "entity" in [one["code"] for one in lost.reasons]
    assert entries() == [("Clinic A", 1, "4")]


def test_devices_are_told_what_to_forget_and_get_their_country_only(team: Collector) -> None:
    key = registered(team)
    app = device(team)
    url = f"{app.base}/lists/clinics/integrity?id={key},other"
    root = etree.fromstring(app.get(url).body)
    gone = {one.get("id"): one.findtext("deleted") for one in root.find("entities")}
    assert gone == {key: "false", "other": "true"}
    abroad = collector(team.study, destination="ITA")
    assert served(abroad) == []


def test_the_desk_lists_the_entries_of_its_countries(team: Collector) -> None:
    registered(team)
    client, other = Client(), Client()
    client.force_login(make.user(Role.SURVEY_MANAGER, country="GBR"))
    other.force_login(make.user(Role.SURVEY_MANAGER, country="ITA"))
    page = client.get(f"/desk/studies/{team.study.slug}/lists/").content.decode()
    assert "clinics" in page
    assert "1 entry" in page
    with make.as_(make.SYSTEM):
        url = f"/desk/lists/{Entity.objects.get().list_id}/"
    assert "Clinic A" in client.get(url).content.decode()
    assert "Clinic A" not in other.get(url).content.decode()


READS = b"""
| survey |
| | type | name | label |
| | select_one_from_file clinics.csv | which | Which clinic? |
| settings |
| | form_title | form_id | version |
| | Read | read | 1 |
"""


def test_a_form_that_only_offers_a_shared_list_needs_no_file(team: Collector) -> None:
    registered(team)
    other = collector(make_surveys.study(opens_on=make.TODAY.replace(year=2020)))
    publish = {"source": READS, "filename": "read.md", "at": make.NOW, "by": make.SYSTEM}
    with make.as_(make.SYSTEM):
        with pytest.raises(questionnaires.FilesMissing):
            questionnaires.publish(other.study, **publish)
        entities.share(EntityList.objects.get(), with_=other.study, by=make.SYSTEM)
        questionnaires.publish(other.study, **publish)
    app = device(other)
    (form,) = app.forms()
    assert b"Clinic A" in app.media(form)["clinics.csv"]


def shared(team: Collector) -> Collector:
    """A collector of another study, with which the list of clinics is shared."""
    other = collector(make_surveys.study(opens_on=make.TODAY.replace(year=2020)))
    with make.as_(make.SYSTEM):
        entities.share(EntityList.objects.get(study=team.study), with_=other.study, by=make.SYSTEM)
        questionnaires.publish(
            other.study, source=USES, filename="visit.md", at=make.NOW, by=make.SYSTEM
        )
    return other


def test_a_list_is_shared_with_another_study_whose_forms_change_it(team: Collector) -> None:
    key = registered(team)
    other = shared(team)
    assert [row["label"] for row in served(other)] == ["Clinic A"]
    assert visited(other, key, "9", "1").state == State.ACCEPTED
    with make.as_(make.SYSTEM):
        entity = Entity.objects.get()
        assert (entity.values["beds"], entity.version) == ("9", 2)
        assert EntityList.objects.count() == 1
        assert [one.name for one in queries.lists(other.study)] == ["clinics"]
        entities.stop_sharing(entity.list, with_=other.study, by=make.SYSTEM)
    assert served(other) == []
    assert [row["beds"] for row in served(team)] == ["9"]


def test_a_list_is_not_shared_where_one_of_its_name_is_known(team: Collector) -> None:
    registered(team)
    other = shared(team)
    with make.as_(make.SYSTEM):
        known = EntityList.objects.get()
        with pytest.raises(entities.ListKnown):
            entities.share(known, with_=other.study, by=make.SYSTEM)
        with pytest.raises(entities.ListKnown):
            entities.share(known, with_=team.study, by=make.SYSTEM)
        assert queries.shareable(known, make.SYSTEM) == []


def test_only_managers_of_both_studies_share() -> None:
    one, other = (make_surveys.study(destinations=[country]) for country in ("GBR", "ITA"))
    known = EntityList.objects.create(study=one, name="clinics")
    manager = make.actor(make.user(Role.SURVEY_MANAGER, country="GBR"))
    with make.as_(manager):
        assert queries.shareable(known, manager) == []
        with pytest.raises(NotAllowed):
            entities.share(known, with_=other, by=manager)
    elsewhere = make.actor(make.user(Role.SURVEY_MANAGER, country="ITA"))
    with make.as_(elsewhere), pytest.raises(NotAllowed):
        entities.share(known, with_=other, by=elsewhere)


def test_sharing_is_offered_and_taken_back_at_the_desk(team: Collector) -> None:
    registered(team)
    other = make_surveys.study(name="Clinics again")
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    with make.as_(make.SYSTEM):
        url = f"/desk/lists/{EntityList.objects.get().pk}/"
    assert "No other study uses this list." in client.get(url).content.decode()
    assert "Clinics again" in client.get(f"{url}share/").content.decode()
    done = client.post(f"{url}share/", {"study": str(other.pk)}, follow=True).content.decode()
    assert "Stop sharing with" in done
    listed = client.get(f"/desk/studies/{other.slug}/lists/").content.decode()
    assert "clinics" in listed
    assert "1 entry" in listed
    back = client.post(f"{url}share/{other.slug}/stop/", follow=True).content.decode()
    assert "No other study uses this list." in back
    evaluator = Client()
    evaluator.force_login(make.user(Role.ME_OFFICER))
    assert "Share with another study" not in evaluator.get(url).content.decode()
    assert evaluator.get(f"{url}share/").status_code == 403


def test_a_device_of_one_country_changes_no_entry_of_another(team: Collector) -> None:
    """It is never given that entry; who knows its id all the same learns and changes nothing."""
    key = registered(team)
    abroad = collector(team.study, destination="ITA")
    waits = visited(abroad, key, "99", "1")
    assert waits.state == State.REVIEW
    assert entries() == [("Clinic A", 1, "4")]
    with make.as_(make.SYSTEM), pytest.raises(entities.OfAnotherCountry):
        submissions.accept(waits, at=make.NOW, by=make.SYSTEM, why="It is as they say.")
    assert entries() == [("Clinic A", 1, "4")]


# Answers of the web.


def personal(team: Collector) -> Collector:
    """A collector whose respondents were invited by name."""
    with make.as_(make.SYSTEM):
        return Collector.objects.create(
            study=team.study,
            kind=Collector.Kind.PERSONAL,
            name="By name",
            destination="GBR",
            opens_on=make.TODAY,
        )


def asked_on_the_web(
    team: Collector, sheet: bytes, through: Collector | None = None, **given: str
) -> Response:
    """Publishes a form as the study's latest, answers it on the web and sends it."""
    latest = questionnaire_queries.latest(team.study)
    assert latest is not None
    if f"| {latest.form_id} |".encode() not in sheet:
        later = make.NOW + timedelta(minutes=5)
        questionnaires.publish(
            team.study, source=sheet, filename="web.md", at=later, by=make.SYSTEM
        )
    by = Actor.answering(codes.digest(codes.new()))
    response = responses.start(team.study, opening=Opening("en", "GBR"), at=make.NOW, by=by)
    if through is not None:
        with make.as_(make.SYSTEM):
            Response.objects.filter(pk=response.pk).update(collector=through)
            response.refresh_from_db()
    assert response.questionnaire.form_id.startswith("web_")
    answered = {f"/data/{name}": text for name, text in given.items()}
    response = responses.save(response, step=Step(answered, "", "en"), at=make.NOW, by=by)
    return responses.complete(response, at=make.NOW, by=by)


def test_answers_of_the_web_make_the_entry_that_those_of_a_device_make(team: Collector) -> None:
    registered(team, "Clinic A", "4")
    asked_on_the_web(team, FILLS_ON_WEB, clinic="Clinic B", beds="4")
    assert entries() == [("Clinic A", 1, "4"), ("Clinic B", 1, "4")]
    with make.as_(make.SYSTEM):
        device_made, web_made = Entity.objects.order_by("label")
        assert (web_made.list_id, web_made.values) == (device_made.list_id, device_made.values)
        assert (web_made.destination, len(web_made.key)) == ("GBR", 36)
    assert len(served(team)) == 2


def test_answers_of_the_web_change_an_entry_and_what_does_not_fit_is_flagged(
    team: Collector,
) -> None:
    key = registered(team)
    asked_on_the_web(team, KNOWN, through=personal(team), which=key, beds="9")
    assert entries() == [("Clinic A", 2, "9")]
    response = asked_on_the_web(team, KNOWN, which="nowhere", beds="1")
    assert entries() == [("Clinic A", 2, "9")]
    with make.as_(make.SYSTEM):
        flag = QualityFlag.objects.get(response=response)
        said = sentence(flag)
    assert said == (
        "The list clinics was not changed as the answers ask: The list has no entry of this id "
        "that could be changed."
    )


def test_a_stranger_with_an_open_link_changes_no_entry_that_is_there(team: Collector) -> None:
    """Whoever knew a key wrote over the beds of a clinic, and nobody was told."""
    key = registered(team)
    response = asked_on_the_web(team, KNOWN, which=key, beds="88")
    assert entries() == [("Clinic A", 1, "4")]
    with make.as_(make.SYSTEM):
        said = sentence(QualityFlag.objects.get(response=response))
    assert "Answers through an open link change no entry that is there already." in said


def test_a_trial_and_answers_that_are_not_sent_change_no_list(team: Collector) -> None:
    wanted = questionnaire_queries.of(team.study).get(form_id="register")
    by = Actor.answering(codes.digest(codes.new()))
    trials.begin(
        wanted, opening=Opening("en", ""), digest=by.respondent, at=make.NOW, by=make.SYSTEM
    )
    response = make_surveys.response(by)
    step = Step({"/data/clinic": "C", "/data/beds": "4"}, "", "en")
    responses.save(response, step=step, at=make.NOW, by=by)
    responses.complete(make_surveys.response(by), at=make.NOW, by=by)
    assert entries() == []


def test_entries_go_with_the_answers_when_those_cannot_be_sent(
    team: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(response: Response, at: datetime) -> None:
        raise RuntimeError

    monkeypatch.setattr(COMPLETED, "_listeners", [*COMPLETED._listeners, fail])
    with pytest.raises(RuntimeError):
        asked_on_the_web(team, FILLS_ON_WEB, clinic="Clinic B", beds="4")
    assert entries() == []
