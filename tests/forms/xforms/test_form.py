"""What is read from a form: pages, kinds, texts in several languages, and what is reported."""

from homelands.forms.xforms import Answers, Choice, Itemset, Text, parse

from .sample import NOW, form, wrap, xform


def test_the_form_knows_itself() -> None:
    found = form()
    assert (found.form_id, found.version, found.title, found.root) == (
        "small",
        "3",
        "A small survey",
        "/data",
    )
    assert found.languages == ("English (en)", "Français (fr)", "العربية (ar)")
    assert (found.default_language, found.unsupported) == ("English (en)", ())


def test_groups_and_runs_of_questions_are_pages() -> None:
    pages = [
        (page.path, page.label("fr"), [question.name for question in page.questions])
        for page in form().pages
    ]
    assert pages == [
        ("/data/welcome", "", ["welcome"]),
        ("/data/about", "À propos", ["age", "works", "job", "boss"]),
        ("/data/place", "Où", ["region", "town", "been", "mood"]),
        ("/data/arrived", "", ["arrived", "country"]),
    ]


def test_each_question_has_its_kind() -> None:
    kinds = {question.name: question.kind for question in form().questions.values()}
    assert kinds == {
        "welcome": "note",
        "age": "integer",
        "works": "select_one",
        "job": "text",
        "boss": "text",
        "region": "select_one",
        "town": "select_one",
        "been": "select_multiple",
        "mood": "range",
        "arrived": "date",
        "country": "note",
    }


def test_a_question_speaks_every_language_and_falls_back() -> None:
    age, job = form().questions["/data/about/age"], form().questions["/data/about/job"]
    assert [age.label(code) for code in ("en", "fr", "ar", "es", "")] == [
        "How old are you?",
        "Quel âge avez-vous ?",
        "كم عمرك؟",
        "How old are you?",
        "How old are you?",
    ]
    assert (age.hint("fr"), age.constraint_message("fr")) == ("In years", "Adultes seulement")
    assert job.label("ar") == "Your job at ?"


def test_languages_are_found_by_code_or_name() -> None:
    wanted = ["fr", "FR", "fr-CA", "fr_CA", "Français (fr)", "de", ""]
    assert [form().language(one) for one in wanted] == ["Français (fr)"] * 5 + ["English (en)"] * 2


def test_an_inner_group_lends_its_label_to_its_questions() -> None:
    sections = {q.name: q.section("fr") for q in form().pages[2].questions}
    assert sections == {"region": "", "town": "Plus près", "been": "Plus près", "mood": ""}


def test_rules_and_settings_of_questions() -> None:
    age, mood = form().questions["/data/about/age"], form().questions["/data/place/mood"]
    assert (age.constraint and age.constraint.text, age.required and age.required.text) == (
        ". >= 18 and . < 120",
        "true()",
    )
    assert mood.parameters == {"start": "1", "end": "9", "step": "2"}
    assert isinstance(form().questions["/data/place/inner/town"].choices, Itemset)


def test_an_expression_is_parsed_once() -> None:
    assert form().expression(". <= today()") is form().expression(". <= today()")
    assert form().questions["/data/arrived"].constraint is form().expression(". <= today()")


REPEATING = """
| survey |
| | type | name | label | calculation | appearance |
| | begin_repeat | child | Child | | |
| | text | nick | Name | | |
| | end_repeat | | | | |
| | geotrace | walk | Walk | | |
| | barcode | code | Code | | |
| | image | photo | Photo | | |
| | text | look | Look | nosuch(pulldata('a', 'b', 'c', 'd')) | |
| | deviceid | device | | | |
| | text | free | Free | | multiline |
| settings |
| | form_title | form_id |
| | R | r |
"""


def test_what_cannot_be_done_is_reported_and_the_rest_is_read() -> None:
    found = parse(xform(REPEATING))
    assert sorted(found.unsupported) == [
        ("/data/look", "function nosuch() in calculate"),
    ]
    assert found.missing_files == ("a.csv",)
    kinds = [(q.name, q.kind, q.appearance) for q in found.questions.values()]
    assert kinds == [
        ("nick", "text", ""),
        ("walk", "geotrace", ""),
        ("code", "barcode", ""),
        ("photo", "upload", ""),
        ("look", "text", ""),
        ("free", "text", "multiline"),
    ]


def test_a_form_without_translations_has_plain_texts() -> None:
    found = parse(xform(REPEATING))
    assert (found.languages, found.language("fr"), found.default_language) == ((), "", "")
    assert found.questions["/data/free"].label("fr") == "Free"


def test_choices_beside_a_question_and_prefixed_paths_are_read() -> None:
    model = """<instance><data xmlns="http://example.org/f" id="f"><q/></data></instance>
    <bind nodeset="/f:data/f:q" xmlns:f="http://example.org/f" type="xsd:string"/>"""
    body = """<select1 ref="/f:data/f:q" appearance="quick"><label>Q</label>
    <item><label>One</label><value>1</value></item><item><label>Two</label><value> 2 </value></item>
    </select1>"""
    found = parse(wrap(model, body))
    given = Answers(found, {"/data/q": "2"}, NOW)
    question = found.questions["/data/q"]
    assert given.choices(question) == (Choice("1", "One"), Choice("2", "Two"))
    assert (given.check_all(), question.appearance) == ([], "quick")
    assert given.to_xml("uuid:1") == (
        b"<?xml version='1.0' encoding='UTF-8'?>\n"
        b'<data xmlns="http://example.org/f" id="f"><q>2</q>'
        b"<meta><instanceID>uuid:1</instanceID></meta></data>"
    )


def test_an_empty_text_is_empty_in_any_language() -> None:
    assert (bool(Text()), Text()("fr"), Text().pieces("fr")) == (False, "", ())
