"""What a form uses, and whether web pages, field apps or nobody can do it."""

from homelands.forms.xforms import Capability, capabilities, parse
from homelands.forms.xforms.capabilities import COLLECT_FUNCTIONS, parts_of
from homelands.forms.xforms.functions import FUNCTIONS

from .sample import form, wrap, xform

FORM = """
| survey |
| | type | name | label | appearance | calculation | repeat_count |
| | begin_group | g | G | field-list | | |
| | text | a | A | multiline | | |
| | text | b | B | ex:org.example.scan(uuid='1', x=${a}) | | |
| | text | p | P | printer:org.example.print | | |
| | end_group | | | | | |
| | image | sign | Sign | signature | | |
| | image | face | Face | selfie new-front | | |
| | audio | voice | Voice | | | |
| | file | paper | Paper | | | |
| | geopoint | here | Here | | | |
| | geopoint | there | There | placement-map | | |
| | geotrace | walk | Walk | | | |
| | barcode | code | Code | | | |
| | select_one yn | yn | Yes? | columns-2 no-buttons | | |
| | select_one yn | plan | Plan | map | | |
| | range | mood | Mood | picker | | |
| | begin_repeat | r | R | | | 2 |
| | date | born | Born | month-year | | |
| | end_repeat | | | | | |
| | calculate | c | | | concat(${a}, strange('x')) | |
| | calculate | d | | | string-length(${a}) | |
| | deviceid | device | | | | |
| | audit | audit | | | | |
| | start-geopoint | start | | | | |
| | background-audio | sound | | | | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| settings |
| | form_title | form_id |
| | C | c |
"""


def found(what: str) -> list[tuple[str, bool, bool]]:
    """Lists what is used of one kind: its name, whether on the web, whether in field apps."""
    return [(one.name, one.web, one.collect) for one in _ALL if one.what == what]


_ALL = capabilities(parse(xform(FORM)))


def test_questions_are_told_apart_by_who_can_ask_them() -> None:
    assert found("question") == [
        ("text", True, True),
        ("image", True, True),
        ("audio", True, True),
        ("file", True, True),
        ("geopoint", True, True),
        ("geotrace", True, True),
        ("barcode", True, True),
        ("select_one", True, True),
        ("range", True, True),
        ("date", True, True),
        ("repeat", True, True),
    ]


def test_appearances_that_change_nothing_still_let_people_answer() -> None:
    assert found("appearance") == [
        ("multiline", True, True),
        ("ex", False, True),
        ("printer", False, True),
        ("signature", True, True),
        ("selfie", True, True),
        ("new-front", True, True),
        ("placement-map", False, True),
        ("columns-2", True, True),
        ("no-buttons", True, True),
        ("map", True, True),
        ("picker", True, True),
        ("month-year", True, True),
        ("field-list", True, True),
    ]


def test_functions_are_known_here_or_in_field_apps_or_nowhere() -> None:
    assert found("function") == [
        ("instance", True, True),
        ("string-length", True, True),
        ("true", True, True),
        ("strange", False, False),
    ]
    assert [one.where for one in _ALL if one.name == "strange"] == [("/data/c",)]


def test_what_a_device_notes_down_is_not_needed_for_an_answer() -> None:
    rest = [one for one in _ALL if one.what in ("background", "action")]
    assert [(one.name, one.web, one.collect, one.asked, one.where) for one in rest] == [
        ("deviceid", False, True, False, ("/data/device",)),
        ("audit", False, True, False, ("/data/meta/audit",)),
        ("setgeopoint", False, True, False, ("/data/start",)),
        ("recordaudio", False, True, False, ("/data/sound",)),
    ]
    assert all(one.asked for one in _ALL if one not in rest)


def test_each_thing_is_listed_once_with_all_its_places() -> None:
    text = next(one for one in _ALL if one.name == "text")
    assert text == Capability(
        "text", "question", True, True, where=("/data/g/a", "/data/g/b", "/data/g/p")
    )
    assert len({(one.what, one.name) for one in _ALL}) == len(_ALL)


def test_a_form_of_ours_can_be_asked_on_the_web() -> None:
    assert [one for one in capabilities(form()) if not (one.web and one.collect)] == []


def test_unknown_types_and_events_can_be_done_by_nobody() -> None:
    model = """<instance><data id="f"><q/></data></instance><bind nodeset="/data/q" type="huge"/>
    <setvalue ref="/data/q" event="some-day" value="1"/>"""
    body = '<input ref="/data/q"><label>Q</label></input>'
    rest = [one for one in capabilities(parse(wrap(model, body))) if not one.web]
    assert [(one.name, one.what, one.collect, one.asked) for one in rest] == [
        ("setvalue action on some-day", "action", False, False),
        ("huge", "question", False, True),
    ]


def test_appearances_are_split_but_calls_stay_whole() -> None:
    assert parts_of(" minimal search('a b', 'matches', 'c', concat(/d, 'e')) w1") == [
        "minimal",
        "search('a b', 'matches', 'c', concat(/d, 'e'))",
        "w1",
    ]
    assert parts_of("") == []


def test_nearly_all_functions_are_those_of_field_apps() -> None:
    assert {"selected", "indexed-repeat", "pulldata"} <= FUNCTIONS.keys() & COLLECT_FUNCTIONS
