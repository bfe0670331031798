"""Each kind of small mistake is made, and what is no rule is left as it is."""

import pytest

from tests.mutants.changes import changes


def changed(source: str) -> list[str]:
    return [change.after for change in changes(source.encode())]


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("x = a < b", ["(a <= b)", "(a >= b)"]),
        ("x = 0 < a", ["(0 <= a)", "(0 >= a)", "(-1)", "(1)"]),
        ("x = a is None", ["(a is not None)"]),
        ("x = a and b", ["(a or b)", "(a)", "(b)"]),
        ("x = not a", ["(a)"]),
        ("x = a + b", ["(a - b)"]),
        ("x = min(a)", ["(max(a))"]),
        ("x = True", ["(False)"]),
        ("x = 0.5", ["(0.45)", "(0.55)"]),
        ("x = f(a, b=c)", ["(f(a))"]),
        ("x = f(a, Role.ONE)", ["(f(a))"]),
        ("x = [a for a in b if c]", ["(True)"]),
        ("X = {a, b}", ["{a}", "{b}"]),
        ("X = (a, b)", ["(a,)", "(b,)"]),
        ("X = {a: b}", ["{}"]),
        ("def f():\n    raise E", ["pass"]),
        ("def f():\n    g()", ["pass"]),
        ("def f():\n    yield a", ["pass"]),
        ("def f():\n    return a", ["return None", "return True"]),
        ("def f():\n    a += b", ["a -= b"]),
        ("if a:\n    pass", ["(not a)"]),
        ("def f(a=True): ...", ["(False)"]),
    ],
)
def test_what_is_changed(source: str, after: list[str]) -> None:
    assert sorted(changed(source)) == sorted(after)


@pytest.mark.parametrize(
    "source",
    [
        '"""One sentence."""',
        'x = _("One of %(n)d") % {"n": 1}',
        'x = f"{1 + 1}"',
        "x: Literal[1] = a",
        "Who = Callable[[int], None]",
        "assert a == 1",
        "@dataclass(frozen=True)\nclass C: ...",
        "import a",
        "x = zip(a, b, strict=True)",
    ],
)
def test_what_is_no_rule_stays(source: str) -> None:
    assert changed(source) == []


def test_a_change_is_placed_in_its_text() -> None:
    source = "é = 'ü'\nif not é and a <= 3:  # é\n    b = 1\n".encode()
    one = next(change for change in changes(source) if change.after == "(a < 3)")
    assert one.of(source).decode() == "é = 'ü'\nif not é and (a < 3):  # é\n    b = 1\n"
    assert (one.line, one.words) == (2, "a <= 3 → (a < 3)")
    assert one.beside == "if not é and a <= 3:  # é"
