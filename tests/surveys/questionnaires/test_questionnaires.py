"""A questionnaire is published whole or refused with what is wrong and where."""

import io
import subprocess
import zipfile

import pytest

from homelands.forms.odk import conversion
from homelands.forms.odk.conversion import FormRefused
from homelands.forms.tables import child_process
from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.actions import questionnaires
from homelands.surveys.questionnaires.models import Questionnaire
from homelands.surveys.questionnaires.queries import questionnaires as questionnaire_queries
from tests import make, make_surveys

pytestmark = pytest.mark.django_db


def _publish(source: bytes, filename: str = "form.md") -> Questionnaire:
    study = make_surveys.study()
    return questionnaires.publish(
        study, source=source, filename=filename, at=make.NOW, by=make.SYSTEM
    )


def _refusal(source: bytes, filename: str = "form.md") -> str:
    with pytest.raises(Refusal) as refusal:
        _publish(source, filename)
    assert refusal.value.field == "file"
    assert Questionnaire.objects.count() == 0
    return str(refusal.value)


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (120 * 2**20))
    return target.getvalue()


def test_it_is_published_with_its_identity_and_languages() -> None:
    made = _publish(make_surveys.xlsform("7"))
    assert (made.form_id, made.version, made.title) == ("small", "7", "Small survey")
    form = questionnaire_queries.form_of(made)
    assert questionnaire_queries.languages(form) == [("en", "English"), ("ar", "العربية")]
    assert questionnaire_queries.latest(made.study) == made


def test_our_own_questionnaire_is_published() -> None:
    content, name = questionnaire_queries.standard()
    made = _publish(content, name)
    assert made.form_id == "diaspora_mapping"
    spoken = questionnaire_queries.languages(questionnaire_queries.form_of(made))
    assert [code for code, _ in spoken] == ["en", "fr", "es", "ar"]


def test_a_version_is_published_once() -> None:
    made = _publish(make_surveys.xlsform())
    with pytest.raises(questionnaires.AlreadyPublished):
        questionnaires.publish(
            made.study,
            source=make_surveys.xlsform(),
            filename="form.md",
            at=make.NOW,
            by=make.SYSTEM,
        )


def test_a_fault_is_named_with_its_row() -> None:
    rows = make_surveys.ROWS.replace("${works} = 'yes'", "${nobody} = 'yes'", 1)
    sentence = _refusal(make_surveys.xlsform(rows=rows))
    assert sentence.startswith("Sheet “survey”, row 6: “relevant” refers to ${nobody}")


def test_a_circle_of_calculations_is_found_before_anybody_answers() -> None:
    circle = """
| survey |
| | type | name | label | calculation |
| | text | a | A | |
| | calculate | b | | 1 - ${c} |
| | calculate | c | | if(${b} = 1, 1, 0) |
"""
    assert "wait for one another in a circle: b → c → b" in _refusal(circle.encode())


@pytest.mark.parametrize(
    ("source", "filename", "words"),
    [
        (b"", "form.xlsx", "is empty"),
        (b"%PDF-1.7", "form.pdf", "Upload the questionnaire as an XLSForm"),
        (b"%PDF-1.7", "form.xlsx", "is not what its name says"),
        (b"PK\x03\x04 broken", "form.xlsx", "is broken"),
        (b"\xd0\xcf\x11\xe0 broken", "form.xls", "is broken"),
        (b"a\0b", "form.csv", "is not what its name says"),
        (b"hello", "form.csv", "cannot be read"),
        (b"| survey |\n| | type | name | label |", "form.md", "nothing"),
        (b"x" * (5 * 2**20 + 1), "form.csv", "5.0 MB"),
    ],
)
def test_a_broken_file_is_refused_in_words(source: bytes, filename: str, words: str) -> None:
    assert words in _refusal(source, filename)


def test_a_zip_bomb_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_options: object) -> None:
        raise AssertionError("The bomb was given to the converter.")

    monkeypatch.setattr(subprocess, "run", never)
    assert "would unpack to 120 MB" in _refusal(_bomb(), "form.xlsx")


def _heavy() -> bytes:
    rows = "\n".join(f"integer | q{n} | Q{n} | س" for n in range(20000))
    return make_surveys.xlsform(rows=rows)


def test_the_converter_stops_at_its_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "MOST_SECONDS", 1)
    with pytest.raises(FormRefused) as refusal:
        conversion.convert(_heavy(), "form.md")
    assert "too heavy" in str(refusal.value)


def test_the_converter_stops_where_memory_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "MOST_MEMORY", 96 * 2**20)
    with pytest.raises(FormRefused) as refusal:
        conversion.convert(_heavy(), "form.md")
    assert "too heavy" in str(refusal.value)


def test_the_converter_sees_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    def look(*_args: object, env: dict[str, str], **_options: object) -> object:
        seen.update(env)
        return subprocess.CompletedProcess(
            [], 0, stdout=b'{"xform": "<x/>", "problems": [], "files": {}}'
        )

    monkeypatch.setattr(subprocess, "run", look)
    conversion.convert(make_surveys.xlsform(), "form.md")
    assert [name for name in seen if name.startswith(("HOMELANDS", "DATABASE"))] == []


def test_only_a_survey_manager_of_all_its_countries_publishes() -> None:
    study = make_surveys.study(destinations=("GBR", "ITA"))
    for role, country in ((Role.SURVEY_MANAGER, "GBR"), (Role.MINISTRY_OFFICER, "")):
        with pytest.raises(NotAllowed):
            questionnaires.publish(
                study,
                source=make_surveys.xlsform(),
                filename="form.md",
                at=make.NOW,
                by=make.officer(country, role),
            )
