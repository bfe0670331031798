"""What a form fills in by itself: when it is opened, in a new round, and when an answer changes."""

from homelands.forms.xforms import Answers, parse

from .sample import NOW, wrap, xform

FORM = """
| survey |
| | type | name | label | default | trigger | calculation | relevant |
| | text | a | A | | | | |
| | calculate | stamp | | | ${a} | now() | |
| | text | b | B | | ${a} | concat(${a}, '!') | |
| | text | c | C | | ${b} | concat(${b}, '?') | |
| | date | day | Day | today() | | | |
| | date | week | Week | ${day} + 7 | | | |
| | begin_repeat | r | R | | | | |
| | date | on | On | today() + position(..) | | | |
| | text | x | X | | | | |
| | text | y | Y | | ${x} | concat(${x}, position(..)) | |
| | end_repeat | | | | | | |
| | text | same | Same | ${last-saved#a} | | | |
| settings |
| | form_title | form_id |
| | Acts | acts |
"""
_FORM = parse(xform(FORM))


def opened(before: dict[str, str] | None = None, **values: str) -> Answers:
    given = {f"/data/{name}": text for name, text in values.items()}
    return Answers(_FORM, {**(before or {}), **given}, NOW, before=before)


def test_answers_to_start_with_may_build_on_one_another() -> None:
    assert opened().clean() == {
        "/data/day": "2026-11-23",
        "/data/week": "2026-11-30",
        "/data/r[1]/on": "2026-11-24",
    }


def test_a_new_round_is_filled_in_too() -> None:
    found = Answers(_FORM, {"/data/r": "2", "/data/r[1]/on": "2026-01-01"}, NOW).clean()
    assert (found["/data/r[1]/on"], found["/data/r[2]/on"]) == ("2026-01-01", "2026-11-25")


def test_an_answer_that_changes_fills_in_others() -> None:
    first = opened({}, a="x")
    assert [first.value(f"/data/{name}") for name in ("stamp", "b", "c")] == [
        "2026-11-23T10:30:00.000+00:00",
        "x!",
        "x!?",
    ]
    kept = opened(first.clean() | {"/data/b": "mine"})
    assert kept.value("/data/b") == "mine"
    again = opened(kept.clean(), a="z")
    assert (again.value("/data/b"), again.given["/data/b"]) == ("z!", "z!")


def test_nothing_is_filled_in_where_no_answer_changed() -> None:
    held = {"/data/a": "x", "/data/b": "mine"}
    assert opened(held, a="x").value("/data/b") == "mine"
    assert opened(None, a="x").value("/data/b") == ""


def test_a_change_in_a_round_stays_in_that_round() -> None:
    given = Answers(_FORM, {"/data/r[1]/x": "p", "/data/r[2]/x": "q"}, NOW, before={})
    assert (given.value("/data/r[1]/y"), given.value("/data/r[2]/y")) == ("p1", "q2")


def test_a_value_that_was_filled_in_is_kept_though_it_is_read_only() -> None:
    model = """<instance><data id="f"><q/><r><on/><at/></r></data></instance>
    <bind nodeset="/data/r/on" readonly="true()"/>"""
    body = """<input ref="/data/q"><label>Q</label>
    <setvalue ref="/data/r/at" event="xforms-value-changed" value="position(..)"/></input>
    <repeat nodeset="/data/r"><input ref="/data/r/at"><label>At</label></input>
    <setvalue ref="/data/r/on" event="odk-instance-first-load odk-new-repeat" value="today()"/>
    </repeat>"""
    form = parse(wrap(model, body))
    held = {"/data/r[1]/on": "2020-01-01", "/data/r": "2"}
    given = Answers(form, held | {"/data/q": "x"}, NOW, before=held)
    assert given.clean() == {
        "/data/q": "x",
        "/data/r[1]/on": "2020-01-01",
        "/data/r[1]/at": "1",
        "/data/r[2]/on": "2026-11-23",
        "/data/r[2]/at": "2",
    }


def test_the_last_submission_is_empty_here_and_reported() -> None:
    assert _FORM.unsupported == (("__last-saved", "answers of the last submission"),)
    assert opened().value("/data/same") == ""


def test_actions_of_every_kind_are_read_or_reported() -> None:
    model = """<instance><data id="f"><q/><r/><s/><t/></data></instance>
    <setvalue ref="/data/q" event="xforms-ready">plain</setvalue>
    <setvalue ref="/data/r" event="xforms-revalidate" value="1"/>
    <setvalue ref="/data/gone" event="odk-instance-first-load" value="1"/>
    <setgeopoint xmlns="http://www.opendatakit.org/xforms" ref="/data/s"
     event="odk-instance-first-load"/>"""
    body = """<input ref="/data/r"><label>R</label>
    <setvalue ref="/data/t" event="xforms-value-changed"/></input>"""
    form = parse(wrap(model, body))
    assert form.unsupported == (
        ("/data/r", "setvalue action on xforms-revalidate"),
        ("/data/gone", "setvalue action"),
        ("/data/s", "setgeopoint action"),
    )
    given = Answers(form, {"/data/r": "2", "/data/t": "old"}, NOW, before={"/data/r": "1"})
    assert given.clean() == {"/data/q": "plain", "/data/r": "2"}
