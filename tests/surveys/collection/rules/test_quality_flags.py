"""Flags at their limits: the facts that each is told with, and what lies just beside it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from homelands.surveys.collection.rules import quality_flags as rules
from homelands.surveys.collection.rules.quality_flags import Row
from tests.make import NOW

MINUTE = timedelta(minutes=1)


def row(label: str = "", **fields: Any) -> Row:
    """A response that no rule flags."""
    key = uuid4()
    usual = {"key": key, "label": label or str(key), "destination": "GBR", "recruiter": None}
    usual |= {"degree": 20.0, "seconds": 300.0, "answers": {}, "completed_at": NOW}
    return Row(**{**usual, **fields})


def told(rule: Any, rows: list[Row], *more: Any) -> list[tuple[str, str, dict[str, Any]]]:
    return [(flag.row.label, flag.code, flag.details) for flag in rule(rows, *more)]


def network(minutes: list[float], agents: str = "xxxx") -> list[Row]:
    return [
        row(str(place), network="n", agent=agent, completed_at=NOW + minute * MINUTE)
        for place, (minute, agent) in enumerate(zip(minutes, agents, strict=True))
    ]


def test_four_from_one_network_within_the_hour() -> None:
    rows = network([0, 1, 2, 60])
    others = {label: [other for other in "0123" if other != label] for label in "0123"}
    assert told(rules.same_network, rows) == [
        (label, "same_network", {"others": others[label]}) for label in "0123"
    ]
    assert told(rules.same_network, network([0, 1, 2, 60.1])) == []
    assert told(rules.same_network, network([0, 1, 2, 3], "xxxy")) == []
    assert told(rules.same_network, [row() for _ in range(4)]) == []


def test_the_first_run_within_the_hour_is_told_as_far_as_it_goes() -> None:
    rows = network([0, 50, 55, 58, 59, 109], "xxxxxx")
    assert [label for label, *_ in told(rules.same_network, rows)] == ["0", "1", "2", "3", "4"]
    late = network([0, 90, 91, 92, 93], "xxxxx")
    assert [label for label, *_ in told(rules.same_network, late)] == ["1", "2", "3", "4"]


def test_less_than_three_tenths_of_the_usual_time() -> None:
    usual = [row(seconds=100.0) for _ in range(19)]
    fast = row("fast", seconds=29.6)
    assert told(rules.too_fast, [*usual, fast]) == [
        ("fast", "too_fast", {"seconds": 30, "median": 100})
    ]
    assert told(rules.too_fast, [*usual, row(seconds=30.0)]) == []


def test_an_unknown_time_is_neither_fast_nor_counted() -> None:
    usual = [row(seconds=100.0) for _ in range(19)]
    assert told(rules.too_fast, [*usual, row(seconds=0.0)]) == []
    assert told(rules.too_fast, [*usual, usual[0], row(seconds=0.0)]) == []
    one = row("one", seconds=1.0)
    assert [label for label, *_ in told(rules.too_fast, [*usual, one])] == ["one"]
    assert told(rules.too_fast, [*usual[1:], one, row(seconds=0.0)]) == []


def test_nobody_keeps_in_touch_with_more_than_five_hundred() -> None:
    rows = [row(str(degree), degree=degree) for degree in (500.0, 500.5, None)]
    assert told(rules.odd_degree, rows) == [("500.5", "odd_degree", {"degree": 500, "ties": 0})]


@pytest.mark.parametrize(("degree", "doubted"), [(2.0, True), (3.0, False)])
def test_nobody_knows_fewer_than_came_with_them(degree: float, doubted: bool) -> None:
    one = row("one", degree=degree, recruiter=uuid4())
    recruits = [row(recruiter=one.key) for _ in range(2)]
    flag = ("one", "odd_degree", {"degree": round(degree), "ties": 3})
    assert told(rules.odd_degree, [one, *recruits]) == ([flag] if doubted else [])
    seed = row("one", degree=degree - 1)
    brought = [row(recruiter=seed.key) for _ in range(2)]
    assert bool(told(rules.odd_degree, [seed, *brought])) is doubted


def burst(*minutes: float) -> list[tuple[str, str, dict[str, Any]]]:
    inviter = row("inviter")
    recruits = [
        row(str(place), recruiter=inviter.key, completed_at=NOW + minute * MINUTE)
        for place, minute in enumerate(minutes)
    ]
    return told(rules.burst, [inviter, *recruits])


def test_three_recruits_within_a_quarter_of_an_hour() -> None:
    facts = {"minutes": 15, "others": ["0", "1", "2"]}
    assert burst(0, 5, 15) == [("inviter", "burst", facts)]
    assert burst(0, 5, 15.1) == burst(0, 5) == []
    told_minutes = [burst(0, 1, last)[0][2]["minutes"] for last in (0.2, 14.45, 14.6)]
    assert told_minutes == [1, 14, 15]
    assert burst(0, 0.1, 0.2)[0][2]["minutes"] == 1
    strangers = [row(recruiter=(unknown := uuid4())), row(recruiter=unknown)]
    assert told(rules.burst, [*strangers, row(recruiter=unknown)]) == []


def test_the_same_answer_to_ten_questions() -> None:
    ten = {f"/data/q{k}": "1" for k in range(10)}
    nine = {path: text for path, text in ten.items() if path != "/data/q9"}
    assert told(rules.same_answers, [row("a", answers=ten), row("b", answers=ten)]) == [
        ("a", "same_answers", {"others": ["b"]}),
        ("b", "same_answers", {"others": ["a"]}),
    ]
    assert told(rules.same_answers, [row(answers=ten)]) == []
    for few in (nine, {**nine, "/data/network_size": "3"}, {**nine, "/data/q9": ""}):
        assert told(rules.same_answers, [row(answers=few), row(answers=few)]) == []


def test_what_is_compared() -> None:
    answers = {"/data/a": "1", "/data/b": "", "/data/network_size": "3"}
    assert rules.compared(answers) == {"/data/a": "1"}


def chain(**shared: str) -> list[Row]:
    one = row("1", **shared)
    two = row("2", recruiter=one.key, **shared)
    return [one, two, row("3", recruiter=two.key, **shared)]


def test_a_chain_of_three_that_shares_a_machine_or_a_network() -> None:
    others = [("1", ["2", "3"]), ("2", ["1", "3"]), ("3", ["1", "2"])]
    expected = [(label, "clique", {"others": rest}) for label, rest in others]
    assert told(rules.clique, chain(browser="b")) == expected
    assert told(rules.clique, chain(network="n", agent="x")) == expected
    assert told(rules.clique, chain()) == told(rules.clique, chain(agent="x")) == []
    apart = chain(network="n", agent="x")
    apart[2] = row("3", recruiter=apart[1].key, network="n", agent="y")
    assert told(rules.clique, apart) == []
    other = chain(browser="b")
    other[2] = row("3", recruiter=other[1].key, browser="c")
    assert told(rules.clique, other) == []


def test_siblings_who_share_with_their_inviter_are_one_circle() -> None:
    one = row("1", browser="b")
    two, three = (row(label, recruiter=one.key, browser="b") for label in "23")
    assert [label for label, *_ in told(rules.clique, [three, two, one])] == ["1", "2", "3"]


def test_every_long_table_has_one_answer_throughout() -> None:
    first, second = ([f"/data/{name}{k}" for k in range(5)] for name in "ab")
    flat = dict.fromkeys([*first, *second], "3")
    expected = [("flat", "straight_lines", {"questions": 10})]
    assert told(rules.straight_lines, [row("flat", answers=flat)], [first, second]) == expected
    lively = {**flat, second[0]: "1"}
    assert told(rules.straight_lines, [row(answers=lively)], [first, second]) == []
    short = {path: flat[path] for path in [*first, *second[:4]]}
    assert told(rules.straight_lines, [row("s", answers=short)], [first, second]) == [
        ("s", "straight_lines", {"questions": 5})
    ]
    assert told(rules.straight_lines, [row()], [first, second]) == []


def test_all_rules_are_asked() -> None:
    ten = {f"/data/q{k}": "1" for k in range(10)}
    inviter = row(browser="b", network="n", degree=501.0, answers=ten)
    same = {"browser": "b", "network": "n", "recruiter": inviter.key, "answers": ten}
    rows = [inviter, *[row(**same) for _ in range(3)], row(seconds=1.0)]
    found = {flag.code for flag in rules.flags([*rows, *[row() for _ in range(20)]], [list(ten)])}
    assert found == {
        "same_machine",
        "same_network",
        "too_fast",
        "odd_degree",
        "burst",
        "same_answers",
        "clique",
        "straight_lines",
    }
