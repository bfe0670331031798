"""The small mistakes that tests should notice: one change of a module's text at a time.

Boundaries and directions of comparisons, and ↔ or, a part of a condition left out, not, numbers a
little off, + ↔ -, results replaced, refusals and calls left out, keywords left out, members of a
table left out. Sentences, annotations and aliases of types stay: a wording is not a rule.
"""

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

_OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
_PAIRS = {"min": "max", "any": "all", "minimum": "maximum", "argmin": "argmax", "floor": "ceil"}
_OPPOSITES = _PAIRS | {other: one for one, other in _PAIRS.items()}

_TABLES = (ast.Dict, ast.Set, ast.List, ast.Tuple)

#: Calls that hold sentences, or say how Python is to make a class.
_LEFT = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "dataclass", "compile"})


#: Keywords that say how something is computed, or asserts it; the result is the same.
_TECHNICAL = frozenset({"strict", "dtype", "kind", "format", "slots", "eq"})


@dataclass(frozen=True)
class Change:
    """Where a text changes, from byte `start` to byte `end`, and what stands there then.

    `beside` is the whole line, or the first of several.
    """

    line: int
    beside: str
    start: int
    end: int
    before: str
    after: str

    @property
    def words(self) -> str:
        """Says on one line what becomes of what."""
        return f"{' '.join(self.before.split())} → {' '.join(self.after.split())}"

    def of(self, source: bytes) -> bytes:
        """Returns the changed text."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def changes(source: bytes) -> list[Change]:
    """Returns every change of a module, in the order of its text."""
    lines = source.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    found = set()
    for node, after in _of_module(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        beside, before = lines[node.lineno - 1].decode().strip(), source[start:end].decode()
        found.add(Change(node.lineno, beside, start, end, before, after))
    return sorted(found, key=lambda change: (change.start, change.end, change.after))


_Found = Iterator[tuple[Any, str]]


def _of_module(tree: ast.Module) -> _Found:
    for table in _tables(tree):
        yield from _members(table)
    for node in _walk(tree):
        if isinstance(node, ast.stmt):
            yield from ((node, after) for after in _statements(node))
        elif isinstance(node, ast.Set):
            yield from _members(node)
        yield from ((part, f"({ast.unparse(after)})") for part, after in _expressions(node))


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yields the nodes that decide something: no sentences, annotations or aliases of types."""
    if isinstance(node, ast.JoinedStr | ast.Assert) or _is_sentence(node) or _is_alias(node):
        return
    if isinstance(node, ast.keyword) and node.arg in _TECHNICAL:
        return
    yield node
    for field, held in ast.iter_fields(node):
        if field not in ("annotation", "returns"):
            for part in held if isinstance(held, list) else [held]:
                if isinstance(part, ast.AST):
                    yield from _walk(part)


def _is_sentence(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        node = node.left
        return _is_sentence(node) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    return isinstance(node, ast.Call) and _name(node.func) in _LEFT


def _is_alias(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript)


def _name(node: ast.AST) -> str:
    return getattr(node, "id", None) or getattr(node, "attr", "")


def _tables(tree: ast.Module) -> Iterator[ast.expr]:
    """Yields the literal collections outside functions, such as who may and what may follow."""
    for statement in tree.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or _is_alias(statement):
            continue
        if not isinstance(getattr(statement, "targets", [None])[0], ast.Tuple):
            yield from (node for node in _walk(statement) if isinstance(node, _TABLES))


def _members(table: ast.expr) -> _Found:
    """Yields the collection with each of its members left out."""
    for field in ("elts", "values"):
        for place in range(len(getattr(table, field, ()))):
            fewer = copy(table)
            for part in (field, "keys"):
                if hasattr(table, part):
                    held = getattr(table, part)
                    setattr(fewer, part, [*held[:place], *held[place + 1 :]])
            empty = isinstance(fewer, ast.Set) and not fewer.elts
            yield table, "set()" if empty else ast.unparse(fewer)


def _statements(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Raise):
        yield "pass"
    elif isinstance(node, ast.Return):
        held = ast.unparse(node.value) if node.value else ""
        yield from (f"return {one}" for one in ("None", "True") if node.value and one != held)
        if not node.value:
            yield "pass"
    elif isinstance(node, ast.AugAssign) and type(node.op) in _OPERATORS:
        (op,) = _OPERATORS[type(node.op)]
        yield ast.unparse(ast.AugAssign(node.target, op(), node.value))
    elif isinstance(node, ast.Expr) and isinstance(
        node.value, ast.Call | ast.Yield | ast.YieldFrom
    ):
        yield "pass"


def _expressions(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yields the parts of a node that can be otherwise, each with what it can be."""
    if isinstance(node, ast.Compare):
        yield from ((node, one) for one in _comparisons(node))
    elif isinstance(node, ast.BoolOp):
        yield from ((node, one) for one in _conditions(node))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node, node.operand
    elif isinstance(node, ast.BinOp):
        yield from (
            (node, ast.BinOp(node.left, op(), node.right))
            for op in _OPERATORS.get(type(node.op), ())
        )
    elif isinstance(node, ast.Constant):
        yield from ((node, ast.Constant(value)) for value in _numbers(node.value))
    elif isinstance(node, ast.Call):
        yield from ((node, one) for one in _calls(node))
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield from ((node.test, one) for one in _tests(node.test))
    elif isinstance(node, ast.comprehension):
        yield from ((test, ast.Constant(True)) for test in node.ifs)


def _comparisons(node: ast.Compare) -> Iterator[ast.expr]:
    for place, op in enumerate(node.ops):
        for other in _OPERATORS[type(op)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)


def _conditions(node: ast.BoolOp) -> Iterator[ast.expr]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for place in range(len(node.values)):
        rest = [*node.values[:place], *node.values[place + 1 :]]
        yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]


def _tests(test: ast.expr) -> Iterator[ast.expr]:
    told = isinstance(test, ast.Compare) or isinstance(getattr(test, "op", None), ast.Not)
    if not told:
        yield ast.UnaryOp(ast.Not(), test)


def _numbers(value: object) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, float):
        yield from (round(value * 1.1, 12), round(value * 0.9, 12)) if value else (0.1, -0.1)


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    for keyword in node.keywords:
        if keyword.arg and keyword.arg not in _TECHNICAL:
            rest = [one for one in node.keywords if one is not keyword]
            yield ast.Call(node.func, node.args, rest)
    for place, one in enumerate(node.args):
        if isinstance(one, ast.Attribute) and _name(one.value)[:1].isupper():  # such as a role
            yield ast.Call(node.func, [*node.args[:place], *node.args[place + 1 :]], node.keywords)
    if _name(node.func) in _OPPOSITES:
        func: Any = copy(node.func)
        setattr(func, "id" if isinstance(func, ast.Name) else "attr", _OPPOSITES[_name(func)])
        yield ast.Call(func, node.args, node.keywords)
