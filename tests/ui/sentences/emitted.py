"""Every doubt, refusal and reason that the program can give, read from its source."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.house.source import Module, modules

_KINDS = {"Caution", "Refused", "Unfit"}

#: The one place where codes come from the database instead of standing in the source.
_READ_AGAIN = "mapping/statistics/models/estimate.py"


def emitted() -> dict[str, dict[str, list[set[str]]]]:
    """Returns for each kind the codes that occur, each with the facts given at each place."""
    found: dict[str, dict[str, list[set[str]]]] = {kind: defaultdict(list) for kind in _KINDS}
    for module in modules():
        for scope, call in _calls(module):
            kind = call.func.id if isinstance(call.func, ast.Name) else ""
            if kind not in _KINDS or str(module.place) == _READ_AGAIN or not call.args:
                continue
            code = call.args[0]
            if module.place.endswith("science/facts.py"):
                continue  # an exception that is unpickled
            assert isinstance(code, ast.Constant), f"{module.place}:{call.lineno} hides its code"
            found[kind][code.value].append(_facts(module, scope, call))
    return found


def _calls(module: Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    for scope in module.tree.body:
        for node in ast.walk(scope):
            if isinstance(node, ast.Call):
                yield scope, node


def _facts(module: Module, scope: ast.AST, call: ast.Call) -> set[str]:
    """Returns the names of the facts: given in place, or held by a variable just before."""
    if len(call.args) < 2:
        return set()
    given = call.args[1]
    if isinstance(given, ast.Name) and given.id != "NONE":
        given = max(
            (
                node
                for node in ast.walk(scope)
                if isinstance(node, ast.Assign)
                and node.lineno < call.lineno
                and any(isinstance(t, ast.Name) and t.id == given.id for t in node.targets)
            ),
            key=lambda node: node.lineno,
        ).value
    where = f"{module.place}:{call.lineno}"
    assert isinstance(given, ast.Call), where
    assert ast.unparse(given.func) == "Facts", where
    return {str(one.arg) for one in given.keywords}
