"""Files that respondents add: cleaned, capped, kept with their answer, handed out safely."""

import struct
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from homelands.forms.odk import media
from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.actions import attachments, responses
from homelands.surveys.questionnaires.actions.attachments import Sent
from homelands.surveys.questionnaires.actions.responses import Step
from homelands.surveys.questionnaires.models import Attachment
from homelands.surveys.questionnaires.rules import AlreadyComplete
from homelands.surveys.questionnaires.rules.attachments import MOST_BYTES, MOST_FILES, FileRefused
from tests import make, make_surveys
from tests.surveys.datasets import make_files
from tests.surveys.datasets.make_files import SECRET
from tests.surveys.questionnaires import large_form

PHOTO = "/data/files/photo"


@pytest.mark.parametrize(
    ("content", "asked", "content_type"),
    [
        (make_files.jpeg(), "image", "image/jpeg"),
        (make_files.png(), "image", "image/png"),
        (make_files.picture("WEBP"), "image", "image/jpeg"),
        (make_files.picture("GIF"), "file", "image/jpeg"),
        (make_files.wav(), "audio", "audio/wav"),
        (make_files.mp3(), "audio", "audio/mpeg"),
        (make_files.mp4(b"soun"), "audio", "audio/mp4"),
        (make_files.mp4(), "video", "video/mp4"),
        (make_files.PDF, "file", "application/pdf"),
        (b"#!AMR\n\x3c", "audio", "audio/amr"),
        ("Ünïcode".encode(), "file", "text/plain"),
    ],
)
def test_a_file_is_known_by_its_content_and_says_no_more_than_it_must(
    content: bytes, asked: str, content_type: str
) -> None:
    kept = media.keep(content, asked)
    assert kept.content_type == content_type
    assert SECRET not in kept.content


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        (make_files.SVG, "image"),
        (make_files.HTML, "image"),
        (make_files.PDF, "image"),
        (make_files.jpeg(), "audio"),
        (make_files.mp4(), "audio"),
        (b"OggS" + bytes(50), "audio"),
        (b"\x1a\x45\xdf\xa3" + bytes(50), "video"),
        (b"MZ\x90\x00" + bytes(50), "file"),
        (b"\x7fELF" + bytes(50), "file"),
        (make_files.jpeg()[:200], "image"),
        (b"RIFF\x04\x00\x00\x00WAVE", "audio"),
        (make_files.mp4()[:-50], "video"),
    ],
)
def test_what_is_broken_active_or_not_asked_for_is_refused(content: bytes, asked: str) -> None:
    with pytest.raises(FileRefused):
        media.keep(content, asked)


def test_a_photograph_is_turned_upright_and_made_smaller() -> None:
    kept = Image.open(BytesIO(media.keep(make_files.jpeg(turned=True), "image").content))
    assert kept.size == (48, 64)
    assert dict(kept.getexif()) == {}
    assert "comment" not in kept.info
    small = Image.open(BytesIO(media.keep(make_files.jpeg((640, 320)), "image", 100).content))
    assert small.size == (100, 50)


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    bomb = bytearray(make_files.png())
    struct.pack_into(">II", bomb, 16, 30_000, 30_000)
    with pytest.raises(FileRefused):
        media.keep(bytes(bomb), "image")


def test_a_film_keeps_its_picture_its_length_and_its_places() -> None:
    film = make_files.mp4()
    kept = media.keep(film, "video").content
    assert len(kept) == len(film)
    assert kept.index(b"MOVING PICTURE..") == film.index(b"MOVING PICTURE..")
    assert struct.pack(">I", 3_800_000_000) not in kept
    assert media.keep(kept, "video").content == kept


def test_a_sound_keeps_its_frames() -> None:
    assert media.keep(make_files.mp3(), "audio").content == make_files.FRAME
    assert media.keep(make_files.wav(), "audio").content[-4:] == b"\x80\x81\x80\x7f"


@pytest.fixture
def draft(db: None) -> tuple[str, Actor]:
    return make_surveys.started(large_form.published())


def added(by: Actor, content: bytes | None = None, path: str = PHOTO) -> Attachment:
    response = make_surveys.response(by)
    sent = Sent(path, content or make_files.jpeg())
    return attachments.add(response, sent=sent, at=make.NOW, by=by)


def test_a_file_is_kept_with_its_answer_and_replaced_with_it(draft: tuple[str, Actor]) -> None:
    _code, by = draft
    first, second = added(by), added(by)
    answers = make_surveys.response(by).answers
    assert answers[PHOTO] == second.name
    assert second.name.startswith("photo-")
    assert second.name.endswith(".jpg")
    with make.as_(by):
        assert [one.name for one in Attachment.objects.all()] == [second.name]
    assert first.name != second.name
    attachments.remove(make_surveys.response(by), path=PHOTO, at=make.NOW, by=by)
    with make.as_(by):
        assert not Attachment.objects.exists()
    assert make_surveys.response(by).answers[PHOTO] == ""


def test_a_refused_file_leaves_the_old_one(draft: tuple[str, Actor]) -> None:
    _code, by = draft
    first = added(by)
    with pytest.raises(FileRefused):
        added(by, make_files.SVG)
    assert make_surveys.response(by).answers[PHOTO] == first.name
    with make.as_(by):
        assert Attachment.objects.get().name == first.name


def test_only_the_respondent_adds_files_and_only_where_one_is_asked_for(
    draft: tuple[str, Actor],
) -> None:
    _code, by = draft
    response, sent = make_surveys.response(by), Sent(PHOTO, make_files.jpeg())
    for other in (Actor.public(), make.officer("GBR", Role.SURVEY_MANAGER)):
        with pytest.raises(NotAllowed):
            attachments.add(response, sent=sent, at=make.NOW, by=other)
    for path in ("/data/about/alias", "/data/nowhere"):
        with pytest.raises(FileRefused):
            added(by, path=path)


def test_there_is_room_for_so_many_bytes_and_files(draft: tuple[str, Actor]) -> None:
    _code, by = draft
    for content in (b"", bytes(MOST_BYTES + 1)):
        with pytest.raises(FileRefused):
            attachments.add(
                make_surveys.response(by), sent=Sent(PHOTO, content), at=make.NOW, by=by
            )
    heavy = {"content_type": "image/jpeg", "content": b"", "digest": "", "added_at": make.NOW}
    with make.as_(make.SYSTEM):
        response = make_surveys.response(by)
        for number in range(MOST_FILES):
            Attachment.objects.create(response=response, name=f"{number}", size=1, **heavy)
    with pytest.raises(FileRefused) as refusal:
        added(by)
    assert "hold 20 files already" in str(refusal.value)
    with make.as_(make.SYSTEM):
        Attachment.objects.exclude(name="0").delete()
        Attachment.objects.update(size=50 * 2**20)
    with pytest.raises(FileRefused) as refusal:
        added(by)
    assert "50 MB" in str(refusal.value)


def test_files_that_no_answer_names_go_when_the_answers_are_sent(draft: tuple[str, Actor]) -> None:
    _code, by = draft
    added(by)
    lost = added(by, path="/data/files/paper", content=make_files.PDF)
    given = {**large_form.answers(), "/data/files/paper": ""}
    step = Step(given=given, page="", language="en")
    responses.save(make_surveys.response(by), step=step, at=make.NOW, by=by)
    responses.complete(make_surveys.response(by), at=make.NOW, by=by)
    with make.as_(by):
        assert [one.name == lost.name for one in Attachment.objects.all()] == [False]
    with pytest.raises(AlreadyComplete):
        added(by)


def _sent(client: Client, code: str, **given: Any) -> Any:
    return client.post(f"/answer/{code}/files/", {"on": ["0", "1", "2", "3"], **given})


def test_a_file_goes_through_the_page_and_comes_back_safely(draft: tuple[str, Actor]) -> None:
    code, _by = draft
    client = Client()
    photo = SimpleUploadedFile("../../home.html", make_files.jpeg(), content_type="text/html")
    assert _sent(client, code, photo=photo).status_code == 302
    name = make_surveys.response(Actor.answering(codes.digest(code))).answers[PHOTO]
    page = client.get(f"/answer/{code}/files/").content.decode()
    assert f'href="/answers/{code}/files/{name}"' in page
    answer = client.get(f"/answers/{code}/files/{name}")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    other = Client().get(f"/answers/0000-0000-0000-0000/files/{name}")
    assert other.headers["Location"] == "/answer/"
    assert client.get(f"/answers/{code}/files/other.jpg").status_code == 404
    assert _sent(client, code, photo_remove="yes", photo_kept=name).status_code == 302
    assert client.get(f"/answers/{code}/files/{name}").status_code == 404


def test_a_refused_file_says_why_and_the_rest_of_the_page_stays(draft: tuple[str, Actor]) -> None:
    code, by = draft
    client = Client()
    paper = SimpleUploadedFile("cv.pdf", make_files.PDF)
    photo = SimpleUploadedFile("photo.jpg", make_files.SVG)
    page = _sent(client, code, photo=photo, paper=paper).content.decode()
    assert "This is no picture that can be shown." in page
    name = make_surveys.response(by).answers["/data/files/paper"]
    assert f'href="/answers/{code}/files/{name}"' in page
    saved = client.get(f"/answers/{code}/files/{name}").headers["Content-Disposition"]
    assert saved.startswith("attachment")


def test_officers_see_the_files_of_the_answers_that_they_may_read(
    draft: tuple[str, Actor],
) -> None:
    _code, by = draft
    url = f"/desk/files/{added(by).pk}/"
    seen = []
    for role, country in (
        (Role.SURVEY_MANAGER, "GBR"),
        (Role.SURVEY_MANAGER, "FRA"),
        (Role.MISSION_OFFICER, "GBR"),
    ):
        client = Client()
        client.force_login(make.user(role, country=country))
        answer = client.get(url)
        seen.append(answer.status_code)
        if answer.status_code == 200:
            assert answer.headers["Content-Disposition"].startswith("attachment")
    assert seen == [200, 404, 404]
    assert Client().get(url).headers["Location"].startswith("/sign-in/")
