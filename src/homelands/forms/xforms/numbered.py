"""Reads which round of a repeat a path asks for, so that nobody has to look at every round.

In a repeat of 200 rounds each asks for the one before it: by position() = …, or by
indexed-repeat(). Where the number does not depend on the round looked at, it is worked out once.
"""

from .nodes import Call, Chain, Literal, Negation, Number, Path, Tree, spelt_out
from .values import Value, to_number

Step = tuple[str, Tree | None]
_POSITION = Call("position", ())
_UNLIKE = frozenset({"position", "last", "random", "uuid", "randomize"})
_NUMERIC = frozenset({"position", "number", "int", "round", "count", "sum", "min", "max"})
_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})


def numbered_steps(tree: Path) -> list[Step] | None:
    """Takes apart a path such as /data/member[position() = 2]/name; None for any other."""
    if tree.start != "/" or not any(step.predicates for step in tree.steps):
        return None
    found: list[Step] = []
    for step in tree.steps:
        if step.axis != "child" or step.test == "*" or "(" in step.test or step.predicates[1:]:
            return None
        number = number_of(step.predicates[0]) if step.predicates else None
        if step.predicates and number is None:
            return None
        found.append((step.test, number))
    return found


def indexed_steps(tree: Call) -> list[Step] | None:
    """Takes apart a call of indexed-repeat() that names all by whole paths; None for any other."""
    paths = [
        spelt_out(part) if isinstance(part, Path) else ""
        for part in (tree.arguments[0], *tree.arguments[1::2])
    ]
    target, *repeats = paths
    numbers = dict(zip(repeats, tree.arguments[2::2], strict=False))
    if not all(path and target.startswith(f"{path}/") for path in repeats):
        return None
    found: list[Step] = []
    whole = ""
    for name in target.split("/")[1:]:
        whole += f"/{name}"
        found.append((name, numbers.get(whole)))
    return found


def number_of(predicate: Tree) -> Tree | None:
    """Gives the number in a condition that only asks for a place; None for any other."""
    match predicate:
        case Chain(left, (("=", right),)):
            for place, number in ((left, right), (right, left)):
                if place == _POSITION and _same_for_all(number):
                    return number
            return None
        case Number() | Negation():
            return predicate if _same_for_all(predicate) else None
        case Chain(_, rest) if all(sign in _ARITHMETIC for sign, _ in rest):
            return predicate if _same_for_all(predicate) else None
        case Call(name, (_, *_)) if name in _NUMERIC:
            return predicate if _same_for_all(predicate) else None
    return None


def place_of(value: Value) -> int | None:
    """Reads a number as a place; 0 where no node has it, None where several could be meant."""
    if isinstance(value, bool) or (isinstance(value, list) and len(value) != 1):
        return None
    number = to_number(value)
    return int(number) if number == number and 1 <= number < 1e9 and number.is_integer() else 0


def _same_for_all(tree: Tree) -> bool:
    """Tells whether a value does not depend on the node looked at."""
    match tree:
        case Number() | Literal():
            return True
        case Negation(operand):
            return _same_for_all(operand)
        case Chain(first, rest):
            return all(map(_same_for_all, (first, *(part for _, part in rest))))
        case Call("current", ()):
            return True
        case Call(name, (_, *_) as arguments):
            return (name not in _UNLIKE or name == "position") and all(
                map(_same_for_all, arguments)
            )
        case Path(start, _) if start is not None:
            return start == "/" or (not isinstance(start, str) and _same_for_all(start))
    return False
