"""In which order nodes are worked out, and which of them have to be tried again."""

from collections.abc import Mapping

from homelands.forms.xforms import Answers, parse

from .household import HOUSEHOLD, MEMBER
from .sample import NOW, wrap


def orders(binds: Mapping[str, str], repeats: str = "") -> list[tuple[list[str], bool]]:
    """Lists the stages of a form whose nodes are calculated so, by the last parts of paths."""
    model = "<a/><b/><c/><r><x/><y/></r>"
    rules = "".join(
        f'<bind nodeset="/data/{path}" calculate="{rule}"/>' for path, rule in binds.items()
    )
    body = '<repeat nodeset="/data/r"><input ref="/data/r/x"><label>X</label></input></repeat>'
    form = parse(wrap(f'<instance><data id="f">{model}</data></instance>{rules}', body))
    return [
        ([path.removeprefix("/data/") for path in stage.paths], stage.circular)
        for stage in form.stages
        if any(path.removeprefix("/data/") in binds for path in stage.paths)
    ]


def test_readers_come_after_what_they_read() -> None:
    assert orders({"a": "/data/b", "b": "/data/c", "c": "1"}) == [
        (["c"], False), (["b"], False), (["a"], False),
    ]  # fmt: skip
    assert orders({"a": "sum(/data/r/y)", "r/y": "../x * 2"}) == [(["r/y"], False), (["a"], False)]


def test_only_what_reads_itself_is_tried_again() -> None:
    assert orders({"a": "if(. = '', 1, .)"}) == [(["a"], True)]
    assert orders({"a": "once(random())", "b": "string-length(/data/a)"}) == [
        (["a"], True), (["b"], False),
    ]  # fmt: skip
    assert orders({"c": "/data/a", "a": "/data/b", "b": "/data/a"}) == [
        (["a", "b"], True), (["c"], False),
    ]  # fmt: skip


def test_places_and_numbers_of_rounds_are_no_circle() -> None:
    assert orders({"r/y": "position(..) + count(/data/r)"}) == [(["r/y"], False)]
    rule = "indexed-repeat(/data/r/x, /data/r, position(..) - 1)"
    assert orders({"r/y": rule}) == [(["r/y"], False)]
    assert not any(stage.circular for stage in HOUSEHOLD.stages if f"{MEMBER}/first" in stage.paths)


def test_conditions_wildcards_and_other_directions_are_seen_through() -> None:
    for rule in ("count(/data/*[. = 1])", "//c", "../c", "following-sibling::*[2]", "/data/c | ."):
        (stage, *_) = [one for one in orders({"a": rule, "c": "1"}) if "a" in one[0]]
        before = orders({"a": rule, "c": "1"})[0]
        assert before[0] == ["c"] or "c" in stage[0], rule


def test_a_path_leads_to_all_nodes_of_one_name_although_only_the_first_is_asked() -> None:
    rules = (
        '<bind nodeset="/data/n" calculate="count(/data/a)"/>'
        '<bind nodeset="/data/all" calculate="join(\'+\', /data/a)"/>'
    )
    body = '<input ref="/data/a"><label>A</label></input>'
    model = "<a/><b/><a>kept</a><n/><all/>"
    form = parse(wrap(f'<instance><data id="f">{model}</data></instance>{rules}', body))
    answers = Answers(form, {"/data/a": "given"}, NOW)
    assert answers.clean() == {"/data/a": "given", "/data/n": "2", "/data/all": "given+kept"}


def test_a_condition_sees_only_what_is_asked_when_it_is_looked_up_by_its_path() -> None:
    rules = (
        '<bind nodeset="/data/b" relevant="/data/a = 1"/>'
        '<bind nodeset="/data/n" calculate="count(/data/b)"/>'
        '<bind nodeset="/data/said" calculate="concat(\'b:\', /data/b)"/>'
    )
    controls = "".join(f'<input ref="/data/{one}"><label>A</label></input>' for one in "ab")
    model = "<a/><b/><n/><said/>"
    form = parse(wrap(f'<instance><data id="f">{model}</data></instance>{rules}', controls))
    for number, seen in (("1", ("1", "b:x")), ("2", ("0", "b:"))):
        answers = Answers(form, {"/data/a": number, "/data/b": "x"}, NOW)
        assert (answers.value("/data/n"), answers.value("/data/said")) == seen


def test_respondents_of_one_form_share_nothing_that_they_answer() -> None:
    given = {f"{MEMBER}[1]/name": "Ama", f"{MEMBER}[2]/name": "Esi"}
    assert Answers(HOUSEHOLD, given, NOW).rounds(MEMBER) == 2
    fresh = Answers(HOUSEHOLD, {}, NOW)
    assert (fresh.rounds(MEMBER), fresh.value(f"{MEMBER}[1]/name")) == (1, "")
