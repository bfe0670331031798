"""`homelands forms publish`: one line of JSON with which a device and a browser can start."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from homelands.surveys.questionnaires.models import Collector, Study
from tests import make, make_surveys
from tests.surveys.collection.collect_client import Collect, in_process

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "small.md"
    made.write_bytes(make_surveys.xlsform())
    return made


def publish(*words: str) -> int:
    try:
        call_command("forms", "publish", *words)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_a_form_is_published_and_a_device_can_start(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (str(file), "--study", "Nurses in the Netherlands", "--destination", "NLD")
    assert publish(*words) == 0
    first = json.loads(capsys.readouterr().out)
    assert set(first) == {"web", "openrosa", "form_id", "version"}
    assert (first["form_id"], first["version"]) == ("small", "1")
    assert Client().get(urlsplit(first["web"]).path).status_code == 200
    base = urlsplit(first["openrosa"])
    app = Collect(f"http://testserver{base.path}", in_process(Client()))
    assert [form.form_id for form in app.forms()] == ["small"]
    study = Study.objects.get(name="Nurses in the Netherlands")
    assert study.destinations == ["NLD"]
    assert study.design == "convenience"
    assert publish(*words) == 0
    assert json.loads(capsys.readouterr().out) == first
    assert publish(str(file), "--study", study.slug) == 0
    assert json.loads(capsys.readouterr().out)["openrosa"] != first["openrosa"]
    assert Collector.objects.filter(study=study).count() == 2


def test_bad_input_is_one_sentence_and_leaves_nothing_behind(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.md"
    bad.write_bytes(make_surveys.xlsform(rows="integer | age | Age | عمر | ${lost} = 1"))
    changed = tmp_path / "changed.md"
    changed.write_bytes(make_surveys.xlsform().replace(b"Adults only", b"Grown-ups only"))
    assert publish(str(file), "--study", "A study") == 0
    capsys.readouterr()
    wrong = [
        ((str(tmp_path / "absent.xlsx"), "--study", "Another"), "No such file"),
        ((str(bad), "--study", "Another"), "lost"),
        ((str(file), "--study", "Another", "--destination", "XXX"), "not a country"),
        ((str(changed), "--study", "A study"), "published in this study already"),
    ]
    for words, sentence in wrong:
        assert publish(*words) == 2
        said = capsys.readouterr()
        assert sentence in said.err
        assert (said.out, said.err.count("\n")) == ("", 1)
    assert not Study.objects.filter(name="Another").exists()


def test_the_study_takes_the_country_that_it_is_held_in(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = make_surveys.study(destinations=("GBR",), opens_on=make.TODAY.replace(year=2020))
    assert publish(str(file), "--study", study.name, "--destination", "NLD") == 2
    assert "country" in capsys.readouterr().err


def test_the_files_that_a_form_names_are_taken_from_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "visit.md"
    form.write_bytes(
        b"| survey |\n| | type | name | label |\n"
        b"| | select_one_from_file clinics.csv | which | Which clinic? |\n"
        b"| settings |\n| | form_title | form_id | version |\n| | Visit | visit | 1 |\n"
    )
    words = (str(form), "--study", "Visits", "--destination", "GBR")
    assert publish(*words) == 2
    assert "clinics.csv" in capsys.readouterr().err
    (tmp_path / "clinics.csv").write_bytes(b"name,label\na,Clinic A\n")
    assert publish(*words) == 0
    base = urlsplit(json.loads(capsys.readouterr().out)["openrosa"])
    app = Collect(f"http://testserver{base.path}", in_process(Client()))
    (listed,) = app.forms()
    assert app.media(listed) == {"clinics.csv": b"name,label\na,Clinic A\n"}
