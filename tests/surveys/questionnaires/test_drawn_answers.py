"""Lines, areas and codes as a browser without any script sends them, and as they are stored."""

import re

import pytest
from django.test import Client
from django.utils.datastructures import MultiValueDict

from homelands.surveys.questionnaires.pages.asking.parts import LineParts
from tests import make
from tests.surveys.questionnaires import drawn_answers
from tests.surveys.questionnaires.test_answering import answers, begun, sent

TRIANGLE = "5.56 -0.20\n5.57 -0.20\n5.57 -0.19"


def typed(text: str, *, closed: bool) -> str:
    data = {"way": text}
    return LineParts(closed=closed).value_from_datadict(data, MultiValueDict(), "way")


@pytest.mark.parametrize(
    ("text", "line", "area"),
    [
        ("", "", ""),
        (TRIANGLE, "5.56 -0.20; 5.57 -0.20; 5.57 -0.19", "…; 5.56 -0.20"),
        ("5.56,-0.20\r\n\r\n 5.57 ,  -0.20 ", "5.56 -0.20; 5.57 -0.20", "5.56 -0.20; 5.57 -0.20"),
        ("1 1\n2 1\n2 2\n1 1 0 4.2", "1 1; 2 1; 2 2; 1 1 0 4.2", "1 1; 2 1; 2 2; 1 1 0 4.2"),
        ("here\nthere", "here; there", "here; there"),
    ],
)
def test_places_are_written_as_field_apps_write_them(text: str, line: str, area: str) -> None:
    assert typed(text, closed=False) == line
    assert typed(text, closed=True) == area.replace("…", line)


@pytest.mark.parametrize(
    ("closed", "shown"), [(True, "1 1\n2 1\n2 2"), (False, "1 1\n2 1\n2 2\n1 1")]
)
def test_an_area_is_shown_as_it_was_typed(closed: bool, shown: str) -> None:
    context = LineParts(closed=closed).get_context("way", "1 1; 2 1;2 2 ; 1 1", {})
    assert context["places"] == shown


@pytest.mark.django_db
def test_a_line_an_area_and_a_code_are_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))
    client = Client()
    code = begun(drawn_answers.published(), client)
    wrong = {"way": "5.56 -0.20", "plot": "1 1\n2 2", "tin": ""}
    page = sent(client, code, "home", wrong).content.decode()
    assert "1 1\n2 2</textarea>" in page
    assert len(re.findall(r'class="wrong"', page)) == 2
    given = {"way": "5.56 -0.20\n5.57, -0.20", "plot": TRIANGLE, "tin": " 0042-ABC "}
    assert sent(client, code, "home", given).status_code == 302
    assert answers(code) == {
        "way": "5.56 -0.20; 5.57 -0.20",
        "plot": "5.56 -0.20; 5.57 -0.20; 5.57 -0.19; 5.56 -0.20",
        "tin": "0042-ABC",
        "sign": "",
    }
