"""Reads search(): choices that are looked up in a file, as in search('towns', 'matches', …)."""

import re

from ..nodes import Call, Chain, Expression, Literal, Path, Step, Tree
from .expressions import Expressions
from .files import element_name

_SEARCH = re.compile(r"\bsearch\s*+\(")
_CALLS = {"contains": "contains", "startswith": "starts-with", "endswith": "ends-with"}


def has_search(appearance: str) -> bool:
    """Tells whether an appearance looks choices up."""
    return bool(_call(appearance)[0])


def _call(appearance: str) -> tuple[str, str]:
    """Gives the call of search() in an appearance, and what stands in its brackets."""
    found, last = _SEARCH.search(appearance), appearance.rfind(")")
    if found is None or last < found.end():
        return "", ""
    return appearance[found.start() : last + 1], appearance[found.end() : last]


def search_nodes(
    appearance: str, path: str, expressions: Expressions
) -> tuple[str, Expression] | None:
    """Gives the name of the file and the rows that are found; None when it cannot be read."""
    call, inner = _call(appearance)
    text = f"concat({inner})" if call else ""
    parsed = expressions.parse(text, path, "search")
    if parsed is None or not isinstance(parsed.tree, Call):
        return None
    match parsed.tree.arguments:
        case (Literal(file), *rest):
            conditions = _conditions([_from_question(part) for part in rest])
            steps = (Step("child", "root"), Step("child", "item", conditions))
            tree = Path(Call("instance", (Literal(_plain(file)),)), steps)
            return _plain(file), Expression(call, tree)
    return None


def _plain(file: str) -> str:
    return file.strip().removesuffix(".csv")


def _conditions(rest: list[Tree]) -> tuple[Tree, ...]:
    """Turns how to search, where and for what, and a further filter, into conditions."""
    match rest:
        case [Literal(how), Literal(columns), value, *more]:
            names = [_column(one) for one in columns.split(",")]
            tests = [_test(how.strip().lower(), name, value) for name in names]
            first = tests[0] if len(tests) == 1 else _any(tests)
            return (first, *_conditions([Literal("matches"), *more]))
    return ()


def _any(tests: list[Tree]) -> Tree:
    return Chain(tests[0], tuple(("or", test) for test in tests[1:]))


def _column(heading: str) -> Tree:
    return Path(None, (Step("child", element_name(heading)),))


def _test(how: str, column: Tree, value: Tree) -> Tree:
    if how in _CALLS:
        return Call(_CALLS[how], (column, value))
    return Chain(column, (("=", value),))


def _from_question(tree: Tree) -> Tree:
    """Lets a path that starts at the question not start at the row that is looked at."""
    if isinstance(tree, Path) and tree.start is None:
        return Path(Call("current", ()), tree.steps)
    return tree
