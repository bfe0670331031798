"""Encrypted forms: sealed until a manager brings the key, then checked like all others."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homelands.forms.odk.openrosa import sealed
from homelands.forms.odk.openrosa.faults import Tampered
from homelands.foundation.roles import Role
from homelands.surveys.collection.models import Submission
from homelands.surveys.questionnaires.models import Attachment, Collector, Response
from tests import make, make_collection, make_surveys
from tests.make_collection import answers, collector, device, held
from tests.surveys.collection.encrypting_client import KEY, OTHER_KEY, encrypted, pem, public_key
from tests.surveys.collection.test_openrosa import PICTURES

pytestmark = pytest.mark.django_db

State = Submission.State
MEDIA = {"1.jpg": b"picture" * 100, "2.m4a": b"x" * 16}
GIVEN = {"about/age": "34", "about/photo": "1.jpg", "about/sound": "2.m4a"}


@pytest.fixture
def team() -> Collector:
    made = collector(make_surveys.study(opens_on=make.TODAY.replace(year=2020)))
    sheet = make_surveys.xlsform(rows=PICTURES)
    settings = b"form_title | form_id | version | default_language"
    sheet = sheet.replace(settings, settings + b" | public_key")
    sheet = sheet.replace(
        b"Small survey | small | 1 | English (en)",
        b"Small survey | small | 1 | English (en) | " + public_key().encode(),
    )
    make_collection.published(made.study, sheet, "small", "1")
    return made


def sent(team: Collector, given: dict[str, str] = GIVEN) -> str:
    name = f"uuid:{uuid4()}"
    xml = answers(given, instance_id=name)
    manifest, files = encrypted(xml, MEDIA, form_id="small", version="1", instance_id=name)
    replies = device(team).submit(manifest, files)
    assert [reply.status for reply in replies] == [201]
    return name


def open_with(team: Collector, key: bytes, country: str = "GBR") -> str:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER, country=country))
    url = f"/desk/studies/{team.study.slug}/submissions/key/"
    file = SimpleUploadedFile("key.pem", key)
    return str(client.post(url, {"key": file}, follow=True).content.decode())


def test_the_form_carries_the_public_key(team: Collector) -> None:
    app = device(team)
    (form,) = app.forms()
    assert f'base64RsaPublicKey="{public_key()}"'.encode() in app.download(form)


def test_encrypted_answers_are_opened_with_the_key_and_count(team: Collector) -> None:
    name = sent(team)
    assert held(name)[0].state == State.SEALED
    with make.as_(make.SYSTEM):
        assert Response.objects.count() == 0
        assert not Attachment.objects.filter(content=MEDIA["1.jpg"]).exists()
    assert "1 submission is open" in open_with(team, pem(KEY))
    (stored,) = held(name)
    assert (stored.state, stored.reasons) == (State.ACCEPTED, [])
    assert stored.response.answers == {f"/data/{path}": text for path, text in GIVEN.items()}
    with make.as_(make.SYSTEM):
        files = Attachment.objects.filter(response=stored.response)
        assert {one.name: bytes(one.content) for one in files} == MEDIA


def test_opened_answers_that_are_wrong_wait_like_others(team: Collector) -> None:
    name = sent(team, {**GIVEN, "about/age": "x"})
    open_with(team, pem(KEY))
    (stored,) = held(name)
    assert (stored.state, stored.reasons[0]["code"]) == (State.REVIEW, "type")


def test_another_key_opens_nothing_and_is_named(team: Collector) -> None:
    name = sent(team)
    assert "opens none of the answers" in open_with(team, pem(OTHER_KEY))
    assert "no private key in PEM format" in open_with(team, b"hello")
    assert "opens none" in open_with(team, pem(KEY), country="ITA")
    assert held(name)[0].state == State.SEALED


def test_sealed_answers_wait_for_all_their_files(team: Collector) -> None:
    name = f"uuid:{uuid4()}"
    manifest, files = encrypted(
        answers(GIVEN, instance_id=name), MEDIA, form_id="small", version="1", instance_id=name
    )
    app = device(team)
    app.submit(manifest, {"1.jpg.enc": files["1.jpg.enc"]})
    assert held(name)[0].state == State.INCOMPLETE
    app.submit(manifest, files)
    assert held(name)[0].state == State.SEALED


@pytest.mark.parametrize("victim", ["submission.xml.enc", "1.jpg.enc"])
def test_what_was_changed_on_the_way_is_found(team: Collector, victim: str) -> None:
    name = f"uuid:{uuid4()}"
    manifest, files = encrypted(
        answers(GIVEN, instance_id=name), MEDIA, form_id="small", version="1", instance_id=name
    )
    files[victim] = bytes([files[victim][0] ^ 1]) + files[victim][1:]
    device(team).submit(manifest, files)
    open_with(team, pem(KEY))
    (stored,) = held(name)
    assert (stored.state, stored.reasons[0]["code"]) == (State.REVIEW, "tampered")


def test_answers_of_another_id_inside_are_found(team: Collector) -> None:
    name = f"uuid:{uuid4()}"
    manifest, files = encrypted(
        answers(GIVEN), MEDIA, form_id="small", version="1", instance_id=name
    )
    device(team).submit(manifest, files)
    open_with(team, pem(KEY))
    assert held(name)[0].reasons[0]["code"] == "tampered"


def test_more_than_sixteen_files_open_too() -> None:
    media = {f"{number}.jpg": str(number).encode() for number in range(40)}
    xml, files = encrypted(b"<data/>", media, form_id="f", version="", instance_id="uuid:1")
    manifest = sealed.manifest(xml)
    # A form without a version signs none.
    with pytest.raises(Tampered):
        sealed.unseal(manifest, files, KEY)
    xml, files = encrypted(b"<data/>", media, form_id="f", version="1", instance_id="uuid:1")
    opened = sealed.unseal(sealed.manifest(xml), files, sealed.read_key(pem(KEY)))
    assert (opened.xml, opened.files) == (b"<data/>", media)


def test_what_came_in_the_clear_waits(team: Collector) -> None:
    name = f"uuid:{uuid4()}"
    xml = answers({"about/age": "34"}, instance_id=name)
    assert [reply.status for reply in device(team).submit(xml, {})] == [201]
    (waits,) = held(name)
    assert waits.state == State.REVIEW
    assert [one["code"] for one in waits.reasons] == ["in_the_clear"]
    with make.as_(make.SYSTEM):
        assert Response.objects.count() == 0


def test_an_encrypted_form_has_no_web_page(team: Collector) -> None:
    page = Client().get(f"/take-part/{team.study.slug}/").content.decode()
    assert "encrypted on the device" in page
    assert "<form" not in page.partition("<main")[2]
