"""Labels as their authors meant them: Markdown, languages by name, and long texts."""

import pytest
from django.test import Client

from homelands.forms.odk import conversion
from homelands.forms.xforms import parse
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import questionnaires
from tests import make, make_surveys
from tests.make_collection import published

pytestmark = pytest.mark.django_db

#: The only page of the form.
PAGE = "b"

FORM = """| survey |
| | type | name | label::English | label::Arabic | hint::English |
| | text | b | **Bold** <script>alert(1)</script> | اسمك | _why_ |
| | text | after | You said **${b}** | قلت | |
| | select_one c | cc | <b onclick="x()">Colour</b>? | اللون؟ | |
| | select_one c | list | # Colour | اللون؟ | |
| choices |
| | list_name | name | label::English | label::Arabic |
| | c | r | <span style="color:red">Red</span> | أحمر |
| | c | g | *Green* | أخضر |
| settings |
| | form_title | form_id | version | default_language |
| | Labels | labels | 1 | English |
""".encode()


@pytest.fixture
def study() -> Study:
    made = make_surveys.study()
    with make.as_(make.SYSTEM):
        published(made, FORM, "labels", "1")
    return made


def page_of(study: Study, language: str = "en") -> str:
    code, by = make_surveys.started(study, language=language)
    with make.as_(by):
        make_surveys.saved(study, by, b="<i>Ama</i>")
    return Client().get(f"/answer/{code}/{PAGE}/", follow=True).content.decode()


def test_a_page_draws_what_collect_draws_and_nothing_else(study: Study) -> None:
    page = page_of(study)
    assert "<strong>Bold</strong> &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<em>why</em>" in page
    assert "&lt;b onclick=&quot;x()&quot;&gt;Colour" in page
    assert '<span class="colour-red">Red</span>' in page
    assert '<strong class="words-1">Colour</strong>' in page
    assert "&lt;i&gt;Ama&lt;/i&gt;" in page
    assert "<i>Ama" not in page


def test_a_language_is_known_by_its_name(study: Study) -> None:
    form = questionnaires.form_of(questionnaires.latest(study))
    assert questionnaires.languages(form) == [("en", "English"), ("ar", "العربية")]
    page = page_of(study, "ar")
    assert '<div lang="ar" dir="rtl">' in page
    assert "اسمك" in page


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ('<value form="long">L</value><value form="short">S</value>', "L"),
        ('<value form="short">S</value><value>P</value>', "P"),
        ('<value>P</value><value form="long">L</value>', "L"),
        ('<value form="short">S</value>', "S"),
        ('<value form="short">S</value><value form="image">jr://images/a.png</value>', "S"),
    ],
)
def test_the_long_form_of_a_text_is_shown(values: str, shown: str) -> None:
    form = parse(LONG.replace("VALUES", values).encode())
    assert form.questions["/data/a"].label() == shown


LONG = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Long</h:title><model><instance>
<data id="longtext" version="1"><a/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/a" type="string"/>
<itext><translation lang="English"><text id="qa">VALUES</text>
</translation></itext></model></h:head><h:body><input ref="/data/a"><label ref="jr:itext('qa')"/>
</input></h:body></h:html>"""


def pages_of(rows: str) -> list[tuple[str, int]]:
    sheet = f"| survey |\n| | type | name | label | appearance |\n{rows}"
    sheet += "| settings |\n| | form_id | version |\n| | pages | 1 |\n"
    form = parse(conversion.convert(sheet.encode(), "form.md"))
    return [(page.label() or page.path, len(page.questions)) for page in form.pages]


def test_each_field_list_is_a_page() -> None:
    rows = "| | begin_group | all | Interview | |\n"
    for n in (1, 2, 3):
        rows += f"| | begin_group | s{n} | Section {n} | field-list |\n"
        rows += f"| | text | a{n} | A | |\n| | text | b{n} | B | |\n| | end_group | | | |\n"
    rows += "| | text | last | Last | |\n| | end_group | | | |\n"
    found = pages_of(rows)
    assert found == [("Section 1", 2), ("Section 2", 2), ("Section 3", 2), ("Interview", 1)]


def test_a_page_has_a_bearable_number_of_questions() -> None:
    rows = "| | begin_group | g | Long | |\n"
    rows += "".join(f"| | integer | q{n} | Q | |\n" for n in range(70)) + "| | end_group | | | |\n"
    assert pages_of(rows) == [("Long", 30), ("Long", 30), ("Long", 10)]
