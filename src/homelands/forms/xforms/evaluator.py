"""Turns parsed expressions into functions, and runs these over an instance of answers."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from .axes import AXES, in_order
from .budget import within
from .context import Context, Here, Placed
from .errors import ExpressionError
from .functions import FUNCTIONS
from .lookups import Listed, listed
from .nodes import (
    Call,
    Chain,
    Expression,
    Filter,
    Literal,
    Negation,
    Number,
    Path,
    Rule,
    Step,
    Tree,
    spelt_out,
    weight_of,
)
from .numbered import Step as NumberedStep
from .numbered import indexed_steps, number_of, numbered_steps, place_of
from .values import Node, Typed, Value, compare, to_boolean, to_number

Walk = Callable[[list[Node], Here], list[Node]]
"""Leads from some nodes to others."""


def evaluate(expression: Expression, context: Context, node: Node | None = None) -> Value:
    """Evaluates an expression at the context's node, or at another one."""
    try:
        rule = expression.rule or expression.keep(_weighed(expression.tree))
        with within(context.budget):
            return rule(Here(context, context.node if node is None else node))
    except RecursionError:
        raise ExpressionError("it is nested too deep.", expression.text) from None
    except ExpressionError as error:
        if error.expression:
            raise
        raise ExpressionError(error.reason, expression.text) from error


def _weighed(tree: Tree) -> Rule:
    """Turns a tree into the function that pays for itself each time."""
    rule, weight = compiled(tree), weight_of(tree)

    def paid(here: Here) -> Value:
        here.budget.spend(weight)
        return rule(here)

    return paid


def compiled(tree: Tree) -> Rule:
    """Turns a tree into the function that gives its value at a place."""
    return _COMPILERS[type(tree)](tree)


def _constant(value: Value) -> Rule:
    return lambda here: value


def _negation(tree: Negation) -> Rule:
    operand = compiled(tree.operand)
    return lambda here: -to_number(operand(here))


def _chain(tree: Chain) -> Rule:
    """Takes the operands from left to right; "or" and "and" stop as soon as they know."""
    sign = tree.rest[0][0]
    first, *others = [compiled(part) for part in (tree.first, *(part for _, part in tree.rest))]
    if sign in ("or", "and"):
        return _logic([first, *others], stop=sign == "or")
    if sign == "|":
        return _union([first, *others])
    steps = list(zip([_operator(sign) for sign, _ in tree.rest], others, strict=True))

    def rule(here: Here) -> Value:
        left = first(here)
        for step, operand in steps:
            left = step(left, operand(here))
        return left

    return rule


def _operator(sign: str) -> Callable[[Value, Value], Value]:
    work = _ARITHMETIC.get(sign)
    if work is None:
        return partial(compare, sign)
    return lambda left, right: work(to_number(left), to_number(right))


def _logic(parts: Sequence[Rule], *, stop: bool) -> Rule:
    def rule(here: Here) -> Value:
        for part in parts:
            if to_boolean(part(here)) is stop:
                return stop
        return not stop

    return rule


def _union(parts: Sequence[Rule]) -> Rule:
    return lambda here: in_order(
        [node for part in parts for node in _nodes(part, here)], here.budget
    )


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


def _call(tree: Call) -> Rule:
    if tree.name == "indexed-repeat" and (steps := indexed_steps(tree)):
        return _round(steps, _called(tree), floor=True)
    return _called(tree)


def _called(tree: Call) -> Rule:
    function = FUNCTIONS[tree.name]
    apply, parts = function.apply, [compiled(part) for part in tree.arguments]
    if function.lazy:
        return lambda here: apply(here, *(partial(part, here) for part in parts))

    def rule(here: Here) -> Value:
        value = apply(here, *[part(here) for part in parts])
        return here.budget.write(value) if isinstance(value, str) else value

    return rule


def _nodes(rule: Rule, here: Here) -> list[Node]:
    value = rule(here)
    if not isinstance(value, list):
        raise ExpressionError("a path was expected where a single value stands.")
    return value


def _filter(tree: Filter) -> Rule:
    base, narrow = compiled(tree.base), _narrowing(tree.predicates)
    return lambda here: narrow(_nodes(base, here), here)


def _path(tree: Path) -> Rule:
    """Walks step by step; a path that is spelt out, or a list by its index, needs no walk."""
    walk = _walked(tree)
    if whole := spelt_out(tree):
        return _looked_up(whole, walk)
    if (found := listed(tree)) is not None:
        return _indexed(tree, found, walk)
    if (numbered := numbered_steps(tree)) is not None:
        return _round(numbered, walk)
    return walk


def _walked(tree: Path) -> Callable[[Here], list[Node]]:
    start, steps = _start(tree.start), _walking(tree.steps)
    return lambda here: _shown(steps(start(here), here), here)


def _start(start: Tree | str | None) -> Callable[[Here], list[Node]]:
    if start is None:
        return lambda here: [here.node]
    if isinstance(start, str):
        return lambda here: [here.context.root]
    return partial(_nodes, compiled(start))


def _shown(nodes: list[Node], here: Here) -> list[Node]:
    hidden, held = here.context.hidden, here.context.held
    shown = [node for node in nodes if node not in hidden] if hidden else nodes
    return shown if not held or held.keys().isdisjoint(shown) else Typed(shown, held)


def _at(place: Placed, here: Here) -> list[Node]:
    """Gives the node of a place, unless it is not asked."""
    if not place.relevant:
        return []
    held = here.context.held
    return Typed([place.element], held) if place.element in held else [place.element]


def _looked_up(path: str, walk: Callable[[Here], list[Node]]) -> Rule:
    """Finds the node of a path that there is only once."""

    def rule(here: Here) -> Value:
        place = here.context.places.get(path)
        if place is None:
            return walk(here)
        return _at(place, here)

    return rule


def _round(steps: Sequence[NumberedStep], walk: Rule, *, floor: bool = False) -> Rule:
    """Finds a node in a round of a repeat by its number; with `floor` as indexed-repeat() does."""
    parts = [(name, None if number is None else compiled(number)) for name, number in steps]

    def rule(here: Here) -> Value:
        path = ""
        for name, number in parts:
            path += f"/{name}"
            if number is not None:
                place = place_of(_or_first(number(here)) if floor else number(here))
                if place is None:
                    return walk(here)
                path += f"[{place}]"
        found = here.context.places.get(path)
        if found is None:
            return walk(here)
        return _at(found, here)

    return rule


def _or_first(value: Value) -> float:
    """Reads the number of a round; where there is none, or one below 1, the first is meant."""
    number = to_number(value)
    return float(math.floor(number)) if 1 <= number < math.inf else 1.0


def _indexed(tree: Path, found: Listed, walk: Callable[[Here], list[Node]]) -> Rule:
    """Narrows only those items of a list for which one of the conditions holds already."""
    value = compiled(found.value)
    narrow, steps = _narrowing(found.predicates), _walking(tree.steps[2:])

    def rule(here: Here) -> Value:
        items = found.items(here, value)
        if items is None:
            return walk(here)
        return _shown(steps(narrow(items, here), here), here)

    return rule


def _walking(steps: Sequence[Step]) -> Walk:
    walks = [_step(step) for step in steps]

    def walk(nodes: list[Node], here: Here) -> list[Node]:
        for one in walks:
            nodes = one(nodes, here)
        return nodes

    return walk


def _step(step: Step) -> Walk:
    lead, test = AXES[step.axis], step.test
    narrow = _narrowing(step.predicates) if step.predicates else None
    # Only steps down to children, from nodes in order, cannot meet a node twice.
    tidy = step.axis in ("child", "self", "attribute")

    def walk(nodes: list[Node], here: Here) -> list[Node]:
        found: list[Node] = []
        for node in nodes:
            taken = lead(node, test)
            found.extend(taken if narrow is None else narrow(list(taken), here))
        here.budget.spend(len(nodes) + len(found))
        return found if tidy or len(found) < 2 else in_order(found, here.budget)

    return walk


def _narrowing(predicates: Sequence[Tree]) -> Walk:
    conditions = [
        (compiled(predicate), weight_of(predicate), _picking(predicate)) for predicate in predicates
    ]

    def narrow(nodes: list[Node], here: Here) -> list[Node]:
        for condition, weight, picking in conditions:
            size = len(nodes)
            if picking and (place := place_of(picking(here))) is not None:
                here.budget.spend(weight)
                nodes = nodes[place - 1 : place] if place else []
                continue
            here.budget.spend(size * weight)
            kept = []
            for position, node in enumerate(nodes, 1):
                value = condition(here.at(node, position, size))
                if value == position if type(value) is float else to_boolean(value):
                    kept.append(node)
            nodes = kept
        return nodes

    return narrow


def _picking(predicate: Tree) -> Rule | None:
    """Gives what works out which place a condition asks for, where it asks for nothing else."""
    number = number_of(predicate)
    return None if number is None else compiled(number)


_COMPILERS: dict[type[Tree], Callable[[Any], Rule]] = {
    Number: lambda tree: _constant(tree.value),
    Literal: lambda tree: _constant(tree.text),
    Negation: _negation,
    Chain: _chain,
    Call: _call,
    Path: _path,
    Filter: _filter,
}
