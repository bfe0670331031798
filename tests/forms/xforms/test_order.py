"""In which order nodes are worked out, and which of them have to be tried again."""

from collections.abc import Mapping

from homelands.forms.xforms import parse

from .household import HOUSEHOLD, MEMBER
from .sample import wrap


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
