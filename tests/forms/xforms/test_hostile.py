"""Forms and submissions that strangers might send: each is refused with a clear sentence."""

from itertools import pairwise
from pathlib import Path

import pytest

from homelands.forms.xforms import Answers, FormError, SubmissionError, parse, read_submission

from .sample import NOW, answers, form, wrap

MODEL = '<instance><data id="f"><q/></data></instance><bind nodeset="/data/q"/>'
SLOW = "'(?=a)(?:a|[ab]a|a[ab])+[cd]'"
BODY = '<input ref="/data/q"><label>{}</label></input>'
BOMB = '<!DOCTYPE h [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghi")
)
DTD = "The form contains a document type declaration (DTD); remove it."


def refusal(xml: bytes) -> str:
    """Gives the sentence with which a form is refused."""
    with pytest.raises(FormError) as raised:
        parse(xml)
    return str(raised.value)


def test_an_entity_bomb_is_refused() -> None:
    assert refusal(wrap(MODEL, BODY.format("&i;"), head=BOMB + "]>")) == DTD


def test_an_outside_entity_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    head = f'<!DOCTYPE h [<!ENTITY x SYSTEM "file://{secret}">]>'
    assert refusal(wrap(MODEL, BODY.format("&x;"), head=head)) == DTD


def test_an_outside_dtd_is_refused() -> None:
    head = '<!DOCTYPE h SYSTEM "http://127.0.0.1:9/x.dtd">'
    assert refusal(wrap(MODEL, BODY.format("x"), head=head)) == DTD


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-7"])
def test_a_dtd_cannot_hide_in_another_encoding(encoding: str) -> None:
    text = wrap(MODEL, BODY.format("&i;"), head=BOMB + "]>").decode()
    hidden = text.replace('"1.0"?', f'"1.0" encoding="{encoding}"?').encode(encoding)
    assert refusal(hidden).startswith("The form ")


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (b"", "The form is not well-formed XML in UTF-8: "),
        (b"<a>", "The form is not well-formed XML in UTF-8: "),
        (b"PK\x03\x04 a workbook", "The form is not well-formed XML in UTF-8: "),
        (b"<a>&undeclared;</a>", "The form is not well-formed XML in UTF-8: "),
        (b"<a/>", "The form is not an XForm: it has no head, no model or no body."),
        (b"<a>" * 300 + b"</a>" * 300, "The form is not well-formed XML in UTF-8: "),
        (b"x" * 10_000_001, "The form is larger than 10 MB."),
    ],
)
def test_what_is_no_form_is_refused(xml: bytes, sentence: str) -> None:
    assert refusal(xml).startswith(sentence)


@pytest.mark.parametrize(
    ("model", "body", "sentence"),
    [
        ("", "", "The form has no instance: there is nothing to answer."),
        (
            "<instance><data><q/></data></instance>",
            "",
            "The form has no id: <data> lacks the attribute “id”.",
        ),
        (
            MODEL,
            '<input ref="/data/x"><label>X</label></input>',
            "A question points at /data/x, which the form lacks.",
        ),
        (
            MODEL + '<bind nodeset="/data/q" relevant="1 +"/>',
            "",
            "The relevant of /data/q cannot be used. At character 4 of the expression “1 +”: "
            "a value or a name was expected here, but the expression ends.",
        ),
        (
            MODEL
            + '<bind nodeset="/data/q" constraint="regex(., \'(?=a)(?:a|[ab]a|a[ab])+[cd]\')"/>',
            "",
            "The constraint of /data/q cannot be used. In the expression “regex(., "
            "'(?=a)(?:a|[ab]a|a[ab])+[cd]')”: the regex() pattern "
            "“(?=a)(?:a|[ab]a|a[ab])+[cd]” takes too long with this text.",
        ),
        (
            MODEL,
            '<input ref="/data/q"><label ref="jr:itext(\'gone\')"/></input>',
            "/data/q points at the text “gone”, which the form does not have.",
        ),
        (
            MODEL,
            '<select1 ref="/data/q"><label>Q</label><item><label>A</label></item></select1>',
            "A choice of /data/q has no value.",
        ),
        (
            MODEL,
            '<select1 ref="/data/q"><itemset><value ref="name"/></itemset></select1>',
            "The list of choices of /data/q lacks its nodeset, value or label.",
        ),
    ],
)
def test_a_broken_form_is_refused_with_the_place(model: str, body: str, sentence: str) -> None:
    assert refusal(wrap(model, body)) == sentence


def test_rules_that_all_look_at_everything_are_refused() -> None:
    nodes = "".join(f"<q{number}/>" for number in range(600))
    binds = "".join(
        f'<bind nodeset="/data/q{number}" relevant="//*/following-sibling::*//.. = 1"/>'
        for number in range(600)
    )
    form = parse(wrap(f'<instance><data id="f">{nodes}</data></instance>{binds}'))
    with pytest.raises(FormError, match="look at too many answers each"):
        Answers(form, {}, NOW)


def test_groups_and_repeats_in_one_another_without_end_are_read() -> None:
    deep = range(80)
    nodes = "".join(f"<r{number}>" for number in deep) + "<q/>"
    nodes += "".join(f"</r{number}>" for number in reversed(deep))
    paths = ["/data" + "".join(f"/r{one}" for one in range(number + 1)) for number in deep]
    body = "".join(f'<group><repeat nodeset="{path}">' for path in paths)
    body += f'<input ref="{paths[-1]}/q"><label>Q</label></input>' + "</repeat></group>" * 80
    given = Answers(parse(wrap(f'<instance><data id="f">{nodes}</data></instance>', body)), {}, NOW)
    assert [page.path.count("[1]") for page in given.pages()] == [80]
    assert b"<r79><q/></r79>" in given.to_xml("uuid:1")


def test_rounds_that_cannot_be_are_dropped() -> None:
    body = """<repeat nodeset="/data/m"><input ref="/data/m/q"><label>Q</label></input></repeat>"""
    form = parse(wrap('<instance><data id="f"><m><q/></m></data></instance>', body))
    values = {f"/data/m[{number}]/q": "x" for number in ("0", "01", "-1", "1e3", "9" * 12, "")}
    given = Answers(form, values | {"/data/m[1]": "y", "/data/m": "many"}, NOW)
    assert (given.rounds("/data/m"), given.clean()) == (1, {})
    assert given.dropped() == (*values, "/data/m[1]", "/data/m")
    given = Answers(form, {"/data/m[999999999]/q": "x"}, NOW)
    assert (given.rounds("/data/m"), given.dropped()) == (200, ("/data/m[999999999]/q",))


def test_a_submission_of_too_many_nodes_is_refused() -> None:
    xml = b"<data id='small'>" + b"<x/>" * 20_000 + b"</data>"
    with pytest.raises(SubmissionError) as raised:
        read_submission(form(), xml)
    assert str(raised.value) == "The submission has more than 20000 nodes."


def test_a_form_of_too_many_nodes_is_refused() -> None:
    nodes = "".join(f"<q{number}/>" for number in range(20_000))
    assert refusal(wrap(f'<instance><data id="f">{nodes}</data></instance>')) == (
        "The form has 20001 nodes; at most 20000 are possible."
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            '<repeat nodeset="/data/x"><label>X</label></repeat>',
            "A repeat points at /data/x, which the form does not hold.",
        ),
        (
            '<repeat nodeset="/data/q"/><repeat nodeset="/data/q"/>',
            "The repeat /data/q stands twice in the form.",
        ),
        (
            '<repeat nodeset="/data/q" jr:count="1 +"/>',
            "The number of rounds of /data/q cannot be used. At character 4 of the expression "
            "“1 +”: a value or a name was expected here, but the expression ends.",
        ),
    ],
)
def test_a_broken_repeat_is_refused_with_the_place(body: str, sentence: str) -> None:
    assert refusal(wrap(MODEL, body)) == sentence


def test_calculations_in_a_circle_are_refused() -> None:
    model = """<instance><data id="f"><a/><b/></data></instance>
    <bind nodeset="/data/a" calculate="coalesce(/data/b, 0) + 1"/>
    <bind nodeset="/data/b" calculate="coalesce(/data/a, 0) + 1"/>"""
    with pytest.raises(FormError) as raised:
        Answers(parse(wrap(model)), {}, NOW)
    assert str(raised.value) == (
        "The calculations or conditions of the form depend on each other in a circle."
    )


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (b"<data id='small'>", "The submission is not well-formed XML in UTF-8: "),
        (b"<!DOCTYPE d><data id='small'/>", "The submission contains a document type declar"),
        (b"<data id='other'/>", "The submission is for the form “other”, not for “small”."),
        (b"<data/>", "The submission is for the form “”, not for “small”."),
    ],
)
def test_a_wrong_submission_is_refused(xml: bytes, sentence: str) -> None:
    with pytest.raises(SubmissionError) as raised:
        read_submission(form(), xml)
    assert str(raised.value).startswith(sentence)


def test_signs_that_xml_cannot_hold_are_taken_out_of_answers() -> None:
    given = answers(age="30", works="yes", job="a\x00b\x1b\ud800\uffff\r\nc<&>")
    assert given.clean()["/data/about/job"] == "ab\nc<&>"
    assert read_submission(form(), given.to_xml("uuid:1"))["/data/about/job"] == "ab\nc<&>"


def test_a_form_is_not_changed_by_those_who_answer_it() -> None:
    answers(age="44", works="yes", job="cook")
    empty = answers()
    assert empty.clean() == {"/data/country": "Ghana", "/data/lot": empty.value("/data/lot")}
