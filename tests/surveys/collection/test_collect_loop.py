"""The whole loop of a field app over a large form in two languages: fetch, fill in, send."""

from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from homelands.forms.xforms import Answers, parse
from homelands.surveys.collection.queries.examined import examined
from homelands.surveys.questionnaires.models import Attachment, Questionnaire
from tests import make
from tests.make_collection import collector, device, held
from tests.surveys.questionnaires import large_form

pytestmark = pytest.mark.django_db


def photo() -> bytes:
    """A picture in which the camera wrote where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "A telltale camera"
    out = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_device_fetches_fills_in_and_sends_a_large_form_with_files() -> None:
    team = collector(large_form.published(opens_on=make.TODAY.replace(year=2020)))
    app = device(team)
    (listed,) = app.forms()
    form = parse(app.download(listed))
    assert len(form.questions) >= 250
    assert len(form.languages) == 2
    assert app.media(listed) == {}
    given = {
        **large_form.answers(3),
        "/data/files/photo": "1.jpg",
        "/data/files/paper": "notes.txt",
    }
    filled = Answers(form, given, make.NOW, "ar")
    assert filled.check_all() == []
    name = f"uuid:{uuid4()}"
    files = {"1.jpg": photo(), "notes.txt": b"What she said"}
    replies = app.submit(filled.to_xml(name), files)
    assert [(reply.status, reply.message) for reply in replies] == [
        (201, "Thank you. The answers are here.")
    ]
    stored = held(name)[0].response
    assert stored is not None
    assert stored.answers == filled.clean()
    assert stored.answers["/data/member[2]/name"] == "Person 2"
    with make.as_(make.SYSTEM):
        kept = {one.name: bytes(one.content) for one in Attachment.objects.all()}
    assert kept["notes.txt"] == b"What she said"
    assert b"telltale" not in kept["1.jpg"]
    assert [reply.status for reply in app.submit(filled.to_xml(name), files)] == [202]


def test_a_part_is_as_large_as_the_server_accepts_and_no_larger() -> None:
    team = collector(large_form.published(opens_on=make.TODAY.replace(year=2020)))
    app = device(team)
    form = parse(app.download(app.forms()[0]))
    given = {**large_form.answers(1), "/data/files/film": "b.bin", "/data/files/paper": "c.bin"}
    name = f"uuid:{uuid4()}"
    files = dict.fromkeys(("a.bin", "b.bin", "c.bin"), b"\0" * 9 * 2**20)
    replies = app.submit(Answers(form, given, make.NOW).to_xml(name), files)
    assert [reply.status for reply in replies] == [201, 201]
    assert "1 file is still missing" in replies[0].message
    assert held(name)[0].state == "accepted"


def test_what_is_examined_is_what_the_form_would_have_asked() -> None:
    study = large_form.published(opens_on=make.TODAY.replace(year=2020))
    questionnaire = Questionnaire.objects.get(study=study)
    form = parse(bytes(questionnaire.xform))
    right = Answers(form, large_form.answers(5), make.NOW)
    body = right.to_xml("uuid:1")
    found = examined(questionnaire, body, make.NOW)
    assert (found.answers, found.reasons) == (right.clean(), [])
    wrong = body.replace(b"<people>2</people>", b"<people>9</people>")
    wrong = wrong.replace(b"<town>tamale</town>", b"<town>accra</town>")
    assert {
        (one["path"], one["code"]) for one in examined(questionnaire, wrong, make.NOW).reasons
    } == {
        ("/data/people", "calculated"),
        ("/data/place/town", "choice"),
    }
    assert examined(questionnaire, b"<other id='x'/>", make.NOW).reasons[0]["code"] == "unreadable"
