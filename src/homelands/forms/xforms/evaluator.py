"""Evaluates parsed expressions over an instance of answers."""

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from homelands.forms.xforms.safe_xml import Element

from .context import Context, Here
from .errors import ExpressionError
from .functions import FUNCTIONS
from .lookups import candidates
from .nodes import Call, Chain, Expression, Filter, Literal, Negation, Number, Path, Step, Tree
from .values import Leaf, Node, Value, compare, to_boolean, to_number


def evaluate(expression: Expression, context: Context) -> Value:
    """Evaluates an expression at the context's node."""
    try:
        return _value(expression.tree, Here(context, context.node))
    except RecursionError:
        raise ExpressionError("it is nested too deep.", expression.text) from None
    except ExpressionError as error:
        if error.expression:
            raise
        raise ExpressionError(error.reason, expression.text) from error


def _value(tree: Tree, here: Here) -> Value:
    return _RULES[type(tree)](tree, here)


def _negation(tree: Negation, here: Here) -> Value:
    return -to_number(_value(tree.operand, here))


def _chain(tree: Chain, here: Here) -> Value:
    """Takes the operands from left to right; "or" and "and" stop as soon as they know."""
    sign = tree.rest[0][0]
    if sign in ("or", "and"):
        return _logic(tree, here, stop=sign == "or")
    if sign == "|":
        return _union(tree, here)
    left = _value(tree.first, here)
    for sign, operand in tree.rest:
        right = _value(operand, here)
        if sign in _ARITHMETIC:
            left = _ARITHMETIC[sign](to_number(left), to_number(right))
        else:
            left = compare(sign, left, right)
    return left


def _logic(tree: Chain, here: Here, *, stop: bool) -> bool:
    if to_boolean(_value(tree.first, here)) is stop:
        return stop
    return (
        stop if any(to_boolean(_value(part, here)) is stop for _, part in tree.rest) else not stop
    )


def _union(tree: Chain, here: Here) -> Value:
    parts = [tree.first, *(operand for _, operand in tree.rest)]
    return _in_order([node for part in parts for node in _nodes(part, here)], here)


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    if right == 0 or not math.isfinite(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divide,
    "mod": _remainder,
}


def _call(tree: Call, here: Here) -> Value:
    function = FUNCTIONS[tree.name]
    if function.lazy:
        return function.apply(here, *(partial(_value, part, here) for part in tree.arguments))
    return function.apply(here, *[_value(part, here) for part in tree.arguments])


def _nodes(tree: Tree, here: Here) -> list[Node]:
    value = _value(tree, here)
    if not isinstance(value, list):
        raise ExpressionError("a path was expected where a single value stands.")
    return value


def _filter(tree: Filter, here: Here) -> Value:
    return _narrow(_nodes(tree.base, here), tree.predicates, here)


def _path(tree: Path, here: Here) -> Value:
    steps = tree.steps
    if tree.start is None:
        nodes = [here.node]
    elif isinstance(tree.start, str):
        nodes = [here.context.root]
    elif known := candidates(tree, here, _value):
        found, place = known
        nodes = _narrow(found, steps[place].predicates, here)
        steps = steps[place + 1 :]
    else:
        nodes = _nodes(tree.start, here)
    for step in steps:
        nodes = _step(step, nodes, here)
    hidden = here.context.hidden
    return [node for node in nodes if node not in hidden] if hidden else nodes


def _step(step: Step, nodes: list[Node], here: Here) -> list[Node]:
    walk = _AXES[step.axis]
    found: list[Node] = []
    for node in nodes:
        taken = walk(node, step.test)
        found.extend(_narrow(list(taken), step.predicates, here) if step.predicates else taken)
    here.budget.spend(len(nodes) + len(found))
    # Only steps down to children, from nodes in order, cannot meet a node twice.
    tidy = step.axis in ("child", "self", "attribute") or len(found) < 2
    return found if tidy else _in_order(found, here)


def _narrow(nodes: list[Node], predicates: tuple[Tree, ...], here: Here) -> list[Node]:
    for predicate in predicates:
        size = len(nodes)
        here.budget.spend(size)
        kept = []
        for position, node in enumerate(nodes, 1):
            value = _value(predicate, here.at(node, position, size))
            if value == position if type(value) is float else to_boolean(value):
                kept.append(node)
        nodes = kept
    return nodes


def _in_order(nodes: list[Node], here: Here) -> list[Node]:
    """Drops repeated nodes and puts the rest in the order of their document."""
    single = list(dict.fromkeys(nodes))
    if len(single) < 2:
        return single
    places: dict[Node, int] = {}
    for node in single:
        owner = node.owner if isinstance(node, Leaf) else node
        if owner not in places:
            top = owner.getroottree().getroot()
            places |= {part: len(places) + at for at, part in enumerate(top.iter())}
            here.budget.spend(len(places))
    return sorted(single, key=lambda node: places[node.owner if isinstance(node, Leaf) else node])


def _children(node: Node, test: str) -> Iterator[Node]:
    if isinstance(node, Leaf):
        return iter(())
    if test == "text()":
        return iter([Leaf(node, "", node.text)] if node.text else [])
    found: Iterator[Node] = node.iterchildren("*" if test in ("*", "node()") else "{*}" + test)
    return found


def _attributes(node: Node, test: str) -> Iterator[Node]:
    if not isinstance(node, Leaf):
        for key, text in node.attrib.items():
            name = str(key).rpartition("}")[2]
            if test in ("*", "node()", name):
                yield Leaf(node, name, str(text))


def _kept(nodes: Iterator[Element], test: str) -> Iterator[Node]:
    if test in ("*", "node()"):
        return nodes
    return (node for node in nodes if str(node.tag).rpartition("}")[2] == test)


def _self(node: Node, test: str) -> Iterator[Node]:
    if isinstance(node, Leaf):
        return iter([node] if test in ("node()", node.name) else [])
    return _kept(iter([node]), test)


def _parent(node: Node, test: str) -> Iterator[Node]:
    above = node.owner if isinstance(node, Leaf) else node.getparent()
    return iter(()) if above is None else _kept(iter([above]), test)


def _ancestors(node: Node, test: str) -> Iterator[Node]:
    if isinstance(node, Leaf):
        return _kept(iter([node.owner, *node.owner.iterancestors()]), test)
    return _kept(node.iterancestors(), test)


def _walk(method: str, node: Node, test: str, **options: bool) -> Iterator[Node]:
    """Walks along one of lxml's own directions; attributes have none."""
    if isinstance(node, Leaf):
        return iter(())
    return _kept(getattr(node, method)(**options), test)


_AXES: dict[str, Callable[[Node, str], Iterator[Node]]] = {
    "child": _children,
    "attribute": _attributes,
    "self": _self,
    "parent": _parent,
    "ancestor": _ancestors,
    "ancestor-or-self": lambda node, test: iter([*_self(node, test), *_ancestors(node, test)]),
    "descendant": partial(_walk, "iterdescendants"),
    "descendant-or-self": partial(_walk, "iter"),
    "following-sibling": partial(_walk, "itersiblings"),
    "preceding-sibling": partial(_walk, "itersiblings", preceding=True),
}
_RULES: dict[type[Tree], Callable[[Any, Here], Value]] = {
    Number: lambda tree, here: tree.value,
    Literal: lambda tree, here: tree.text,
    Negation: _negation,
    Chain: _chain,
    Call: _call,
    Path: _path,
    Filter: _filter,
}
