"""How answers are asked, offered, checked, cleaned, written and read again."""

import pytest

from homelands.forms.xforms import Answers, Choice, Problem, parse, read_submission
from homelands.forms.xforms.messages import MESSAGES

from .sample import NOW, answers, form, wrap, xform

FULL = {"age": "30", "works": "yes", "job": "cook", "region": "ga", "town": "tem", "mood": "3"}


def faults(given: Answers) -> list[tuple[str, str]]:
    """Lists problems by question and code."""
    return [(problem.path.rpartition("/")[2], problem.code) for problem in given.check_all()]


def asked(given: Answers) -> list[str]:
    """Lists the questions that are asked, by name."""
    return [q.name for q in given.form.questions.values() if given.relevant(q)]


def test_nothing_answered_asks_only_what_needs_nothing() -> None:
    given = answers()
    assert asked(given) == ["welcome", "age", "arrived", "country"]
    assert [page.path for page in given.pages()] == [
        "/data/welcome",
        "/data/about",
        "/data/arrived",
    ]
    assert faults(given) == [("age", "required")]


def test_answers_open_further_questions_and_pages() -> None:
    assert asked(answers(age="30")) == [
        "welcome", "age", "works", "region", "mood", "arrived", "country",
    ]  # fmt: skip
    assert asked(answers(**FULL)) == [q.name for q in form().questions.values()]


def test_a_skipped_answer_wakes_nothing_up_and_is_reported() -> None:
    given = answers(**FULL | {"works": "no", "boss": "Kwame"})
    assert "boss" not in asked(given)
    assert given.dropped() == ("/data/about/job", "/data/about/boss")
    assert {"/data/about/job", "/data/about/boss"} & set(given.clean()) == set()
    assert faults(given) == []


def test_skipping_runs_down_a_chain_through_groups() -> None:
    given = answers(**FULL | {"age": "17"})
    assert given.dropped() == (
        "/data/about/works", "/data/about/job", "/data/place/region",
        "/data/place/inner/town", "/data/place/mood",
    )  # fmt: skip
    assert given.clean() == {
        "/data/about/age": "17",
        "/data/double": "34",
        "/data/lot": given.value("/data/lot"),
        "/data/country": "Ghana",
    }
    assert faults(given) == [("age", "constraint")]


def test_unknown_and_closed_answers_are_reported() -> None:
    values = {
        "/data/nowhere": "1",
        "/data/about": "x",
        "/data/country": "Togo",
        "/data/double": "9",
    }
    given = Answers(form(), values, NOW)
    assert given.dropped() == ("/data/nowhere", "/data/about", "/data/country")
    assert (given.value("/data/country"), given.value("/data/double")) == ("Ghana", "")


def test_a_cascade_offers_only_what_belongs() -> None:
    town = form().questions["/data/place/inner/town"]
    assert answers(age="30").choices(town) == ()
    assert answers("fr", **FULL).choices(town) == (Choice("acc", "Accra"), Choice("tem", "Tema"))
    other = answers("fr", **FULL | {"region": "as"})
    assert other.choices(town) == (Choice("kum", "Koumassi"),)
    assert faults(other) == [("town", "choice")]
    assert [choice.name for choice in other.choices(town, every=True)] == ["acc", "tem", "kum"]


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "Adults only"),
        ("fr", "Adultes seulement"),
        ("ar", "للبالغين فقط"),
        ("es", "Adults only"),
    ],
)
def test_a_constraint_is_explained_in_the_respondents_language(language: str, message: str) -> None:
    assert answers(language, age="17").check_all() == [
        Problem("/data/about/age", "constraint", message)
    ]


def test_built_in_messages_can_be_translated() -> None:
    template = "Choose a number from {start} to {end} in steps of {step}."
    assert answers(**FULL | {"mood": "4"}).check_all() == [
        Problem(
            "/data/place/mood",
            "constraint",
            "Choose a number from 1 to 9 in steps of 2.",
            template,
            {"start": "1", "end": "9", "step": "2"},
        )
    ]
    assert template in MESSAGES.values()


@pytest.mark.parametrize(
    ("name", "answer", "code"),
    [
        ("age", "", "required"),
        ("age", "   ", "required"),
        ("age", "thirty", "type"),
        ("age", "30.5", "type"),
        ("age", "1e2", "type"),
        ("age", "9" * 16, "type"),
        ("age", "120", "constraint"),
        ("works", "maybe", "choice"),
        ("works", "yes no", "choice"),
        ("job", " ", "required"),
        ("been", "ga ga", "choice"),
        ("been", "ga xx", "choice"),
        ("been", "ga as vo", "constraint"),
        ("mood", "x", "type"),
        ("mood", "11", "constraint"),
        ("arrived", "2026-02-30", "type"),
        ("arrived", "1.1.2020", "type"),
        ("arrived", "2026-11-24", "constraint"),
    ],
)
def test_a_wrong_answer_is_found(name: str, answer: str, code: str) -> None:
    assert (name, code) in faults(answers(**FULL | {name: answer}))


@pytest.mark.parametrize(
    ("name", "answer", "kept"),
    [
        ("age", "٣٠", "30"),
        ("age", " 30 ", "30"),
        ("been", " ga   vo ", "ga vo"),
        ("arrived", "2026-11-23", "2026-11-23"),
        ("arrived", "٢٠٢٠-٠١-٣١", "2020-01-31"),
        ("mood", "9", "9"),
    ],
)
def test_a_right_answer_is_kept_tidy(name: str, answer: str, kept: str) -> None:
    given = answers(**FULL | {name: answer})
    path = next(path for path in form().questions if path.endswith(f"/{name}"))
    assert (given.check_all(), given.clean()[path]) == ([], kept)


KINDS = """
| survey |
| | type | name | label | parameters | required |
| | time | at | At | | |
| | dateTime | when | When | | |
| | decimal | weight | Weight | | |
| | geopoint | home | Home | | |
| | rank dish | dishes | Dishes | | |
| | geotrace | walk | Walk | | |
| | geoshape | field | Field | | |
| | image | photo | Photo | | |
| | acknowledge | ok | OK | | yes |
| | text | more | More | | |
| choices |
| | list_name | name | label |
| | dish | fufu | Fufu |
| | dish | kenkey | Kenkey |
| settings |
| | form_title | form_id |
| | K | kinds |
"""


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("at", "14:30", "25:00"),
        ("at", "14:30:05.000+01:00", "noon"),
        ("when", "2026-03-31T14:30", "2026-03-31"),
        ("when", "2026-03-31T14:30:00.000Z", "2026-13-31T14:30"),
        ("weight", "-3.5", "3,5"),
        ("weight", "٣٫٥", "3.5 kg"),
        ("home", "5.56 -0.20", "5.56"),
        ("home", "5.56 -0.20 61 4.5", "95 0"),
        ("walk", "5.56 -0.20 0 0; 5.57 -0.21 0 0", "5.56 -0.20 0 0"),
        ("walk", "٥ ٦;٧ ٨", "5 6;7"),
        ("field", "0 0 0 0;0 1 0 0;1 1 0 0;0 0 0 0", "0 0;0 1;1 1"),
        ("field", "0 0;0 1;1 1;0 0;", "0 0;0 1;1 1;2 2"),
        ("photo", "me & you.jpg", "../me.jpg"),
        ("photo", ".hidden", ".."),
        ("dishes", "kenkey fufu", "kenkey"),
        ("ok", "OK", "yes"),
    ],
)
def test_each_kind_is_checked(name: str, right: str, wrong: str) -> None:
    survey = parse(xform(KINDS))
    for answer, expected in ((right, set()), (wrong, {"type", "choice"})):
        given = Answers(survey, {"/data/ok": "OK", f"/data/{name}": answer}, NOW)
        codes = {problem.code for problem in given.check_all()}
        assert (codes <= expected, bool(codes)) == (True, bool(expected))
    assert faults(Answers(survey, {}, NOW)) == [("ok", "required")]


def test_calculations_may_stand_in_any_order() -> None:
    """Each reads the next one, so that going from top to bottom would take a hundred rounds."""
    nodes = "".join(f"<q{number}/>" for number in range(100))
    binds = "".join(
        f'<bind nodeset="/data/q{number}" calculate="/data/q{number + 1} + 1"/>'
        for number in range(99)
    )
    model = f'<instance><data id="f">{nodes}</data></instance>{binds}'
    given = Answers(parse(wrap(model)), {"/data/q99": "1"}, NOW)
    assert given.value("/data/q0") == "100"


def test_nodes_that_read_one_another_settle() -> None:
    model = """<instance><data id="f"><a>1</a><b/><c/><d/></data></instance>
    <bind nodeset="/data/b" calculate="if(/data/c = '', /data/a, /data/c)"/>
    <bind nodeset="/data/c" calculate="/data/b"/><bind nodeset="/data/d" calculate="/data/c + 1"/>
    """
    assert Answers(parse(wrap(model)), {}, NOW).clean() == {
        "/data/a": "1", "/data/b": "1", "/data/c": "1", "/data/d": "2",
    }  # fmt: skip


def test_labels_take_in_answers() -> None:
    given = answers("fr", **FULL)
    assert given.label(form().questions["/data/about/job"]) == "Votre métier à 30 ans ?"
    assert given.hint(form().questions["/data/about/age"]) == "In years"


def test_calculations_are_reckoned_by_the_server() -> None:
    given = Answers(form(), {"/data/about/age": "30", "/data/double": "1000000"}, NOW)
    assert given.value("/data/double") == "60"
    assert answers("fr", **FULL).value("/data/town_name") == "Tema"
    assert answers("fr", **FULL | {"region": "as", "town": "kum"}).value("/data/town_name") == (
        "Koumassi"
    )


def test_a_drawn_lot_stays_drawn() -> None:
    first = answers(**FULL)
    again = Answers(form(), first.clean(), NOW)
    assert again.clean() == first.clean()
    first.recalculate()
    assert again.clean() == first.clean()


def test_a_page_is_checked_alone() -> None:
    given = answers(age="30", mood="4")
    assert [problem.code for problem in given.check(form().pages[1])] == []
    assert [problem.code for problem in given.check(form().pages[2])] == ["constraint"]


def test_a_submission_holds_what_was_asked_and_reads_back() -> None:
    given = answers(**FULL | {"works": "no"})
    xml = given.to_xml("uuid:1234")
    values = read_submission(form(), xml)
    assert (b"<job" in xml, b"<boss" in xml) == (False, False)
    assert values["/data/meta/instanceID"] == "uuid:1234"
    read = Answers(form(), values, NOW)
    assert (read.clean(), read.dropped(), read.check_all()) == (given.clean(), (), [])
    assert given.to_xml("uuid:1234") == xml


def test_a_submission_that_skips_the_skip_logic_is_found_out() -> None:
    xml = b"""<data id="small" version="3"><about><age>30</age><works>no</works>
    <job>spy</job></about><place><region>ga</region><inner><town>kum</town></inner></place>
    <extra>1</extra><extra>2</extra></data>"""
    given = Answers(form(), read_submission(form(), xml), NOW)
    assert given.dropped() == ("/data/about/job", "/data/extra", "/data/extra[2]")
    assert faults(given) == [("town", "choice")]


STARTING = """
| survey |
| | type | name | label | default | relevant | calculation |
| | start | start | | | | |
| | end | end | | | | |
| | today | today | | | | |
| | date | visit | Visit | today() | | |
| | text | place | Place | Accra | | |
| | integer | year | Year | | | |
| | date | later | Later | | | |
| | text | why | Why | | ${place} = 'Accra' | |
| | calculate | old | | | | 2026 - ${year} |
| settings |
| | form_title | form_id |
| | S | start |
"""


def test_answers_start_with_defaults_and_the_time_that_is_passed_in() -> None:
    survey = parse(xform(STARTING))
    given = Answers(survey, {}, NOW)
    assert given.clean() == {
        "/data/start": "2026-11-23T10:30:00.000+00:00",
        "/data/today": "2026-11-23",
        "/data/visit": "2026-11-23",
        "/data/place": "Accra",
    }
    assert "why" in asked(given)
    assert b"<end>2026-11-23T10:30:00.000+00:00</end>" in given.to_xml("uuid:1")


def test_an_answer_that_was_emptied_stays_empty() -> None:
    given = Answers(parse(xform(STARTING)), {"/data/place": "", "/data/visit": ""}, NOW)
    assert (given.value("/data/place"), given.value("/data/visit")) == ("", "")
    assert "why" not in asked(given)
