"""XForms are published as they are, and with the files that they name or not at all."""

import hashlib

import pytest

from homelands.forms.odk import conversion, form_attachments
from homelands.forms.xforms import parse
from homelands.foundation.errors import Refusal
from homelands.surveys.questionnaires.actions import questionnaires
from homelands.surveys.questionnaires.actions.questionnaires import FilesMissing
from homelands.surveys.questionnaires.models import FormAttachment, Questionnaire
from homelands.surveys.questionnaires.rules.questionnaires import NotOnWeb, check_web
from tests import make, make_surveys
from tests.make_forms import options, questions, workbook

pytestmark = pytest.mark.django_db

TOWNS = b"name,label\nrome,Rome\n"
FROM_FILE = workbook(
    questions(
        ("select_one_from_file towns.csv", "town", "Town", None),
        ("note", "hello", "Hello", "plan.png"),
        header=("type", "name", "label", "image"),
    )
)


def _publish(source: bytes, filename: str = "form.xlsx", **files: bytes) -> Questionnaire:
    named = {name.replace("_", "."): content for name, content in files.items()}
    return questionnaires.publish(
        make_surveys.study(),
        source=source,
        filename=filename,
        files=named,
        at=make.NOW,
        by=make.SYSTEM,
    )


def test_an_xform_is_stored_byte_for_byte() -> None:
    xform = b"<?xml version='1.0'?>\n" + conversion.convert(workbook(), "form.xlsx")[21:] + b"\n "
    for name in ("small.xml", "small.XHTML"):
        made = _publish(xform, name)
        assert bytes(Questionnaire.objects.get(pk=made.pk).xform) == xform
        assert (made.source, made.source_name) == (None, name)


def test_a_broken_xform_is_refused_with_what_is_wrong() -> None:
    for source, words in (
        (b"<data", "not well-formed"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document type declaration"),
        (b"<data/>", "The questionnaire has a fault"),
    ):
        with pytest.raises(Refusal) as refusal:
            _publish(source, "small.xml")
        assert words in str(refusal.value)


def test_the_spreadsheet_is_kept_beside_the_form() -> None:
    source = workbook()
    made = _publish(source, "small.xlsx")
    assert (made.source, made.source_name) == (source, "small.xlsx")


def test_publishing_waits_for_the_files_that_the_form_names() -> None:
    with pytest.raises(FilesMissing) as refusal:
        _publish(FROM_FILE, towns_csv=TOWNS)
    assert (refusal.value.names, refusal.value.field) == (["plan.png"], "beside")
    assert Questionnaire.objects.count() == 0


def test_files_are_stored_with_their_type_and_sum() -> None:
    made = _publish(FROM_FILE, towns_csv=TOWNS, plan_png=b"PNG", other_txt=b"not named")
    held = FormAttachment.objects.filter(questionnaire=made).order_by("name")
    told = [(file.name, bytes(file.content), file.content_type, file.md5) for file in held]
    assert told == [
        ("plan.png", b"PNG", "image/png", hashlib.md5(b"PNG").hexdigest()),
        ("towns.csv", TOWNS, "text/csv", hashlib.md5(TOWNS).hexdigest()),
    ]


def test_outside_choices_need_no_file_of_their_own() -> None:
    survey = questions(
        ("text", "r", "R", None),
        ("select_one_external towns", "t", "T", "region=${r}"),
        header=("type", "name", "label", "choice_filter"),
    )
    outside = options(
        ("towns", "rome", "Rome", "s"), header=("list_name", "name", "label", "region")
    )
    made = _publish(workbook(survey, external_choices=outside))
    (file,) = FormAttachment.objects.filter(questionnaire=made)
    assert file.name == "itemsets.csv"
    assert bytes(file.content).startswith(b"list_name,name,label,region")


def test_every_way_to_name_a_file_is_known() -> None:
    rows = questions(
        ("calculate", "a", None, None, "pulldata('fruits', 'name', 'key', 'x')", None),
        ("select_one l", "b", "B", "song.mp3", None, "minimal search('trees')"),
        ("xml-external", "areas", None, None, None, None),
        header=("type", "name", "label", "audio", "calculation", "appearance"),
    )
    xform = conversion.convert(workbook(rows, options(("l", "x", "X"))), "form.xlsx")
    assert sorted(form_attachments.named_files(xform)) == [
        "areas.xml",
        "fruits.csv",
        "song.mp3",
        "trees.csv",
    ]


def test_what_only_collect_can_ask_is_published_but_not_offered_on_the_web_if_required() -> None:
    header = ("type", "name", "label", "appearance", "required")
    for required, offered in (("no", True), ("yes", False)):
        photo = ("image", "b", "B", "annotate", required)
        rows = questions(("text", "a", "A", None, None), photo, header=header)
        made = _publish(workbook(rows))
        form = parse(bytes(made.xform))
        if offered:
            check_web(form)
        else:
            with pytest.raises(NotOnWeb) as refusal:
                check_web(form)
            assert str(refusal.value).endswith("cannot ask: annotate (b).")
