"""Lets expressions inside a repeat mean the round that they stand in.

XForms says "/data/member/name" also where it means the name in this very round. Such paths are
turned into steps from the node at hand: "../name", or "current()/../name" in a condition.
"""

from collections.abc import Container
from dataclasses import replace

from ..nodes import Call, Chain, Expression, Filter, Literal, Negation, Path, Step, Tree
from ..paths import ancestors, inside, parent_of, resolved

_UP = Step("parent", "node()")


def placed(expression: Expression, path: str, repeats: Container[str]) -> Expression:
    """Gives the expression as it is meant at a node of the form."""
    around = [ancestor for ancestor in ancestors(path) if ancestor in repeats]
    if not around:
        return expression
    tree = _Placing(path, tuple(around)).tree(expression.tree)
    return expression if tree == expression.tree else replace(expression, tree=tree)


class _Placing:
    """Rewrites trees for one node; `around` are its repeats, the innermost first."""

    def __init__(self, path: str, around: tuple[str, ...]) -> None:
        self.path = path
        self.around = around
        self.within = 0
        """How many conditions stand around: in them, the node looked at is another one."""

    def tree(self, tree: Tree, given: frozenset[str] = frozenset()) -> Tree:
        """Rewrites a tree; rounds of the `given` repeats are chosen by the expression itself."""
        match tree:
            case Negation(operand):
                return Negation(self.tree(operand, given))
            case Chain(first, rest):
                parts = tuple((sign, self.tree(part, given)) for sign, part in rest)
                return Chain(self.tree(first, given), parts)
            case Call("indexed-repeat", arguments):
                return self._indexed(arguments)
            case Call("jr:choice-name", (value, Literal(text))):
                return Call(
                    tree.name, (self.tree(value), Literal(resolved(text.strip(), self.path)))
                )
            case Call(name, arguments):
                return Call(name, tuple(self.tree(part, given) for part in arguments))
            case Filter(base, predicates):
                return Filter(self.tree(base, given), self._conditions(predicates))
            case Path():
                return self._path(tree, given)
        return tree

    def _conditions(self, predicates: tuple[Tree, ...]) -> tuple[Tree, ...]:
        self.within += 1
        found = tuple(self.tree(part) for part in predicates)
        self.within -= 1
        return found

    def _path(self, tree: Path, given: frozenset[str]) -> Path:
        steps = tuple(
            replace(step, predicates=self._conditions(step.predicates)) if step.predicates else step
            for step in tree.steps
        )
        if tree.start is None:
            return Path(None, steps)
        if not isinstance(tree.start, str):
            return Path(self.tree(tree.start, given), steps)
        whole = _plain_start(steps)
        for repeat in self.around:
            shared = repeat.count("/")
            beyond = inside(whole, repeat) or (whole == repeat and len(steps) > shared)
            if beyond and not self._given_within(repeat, given):
                ups = (_UP,) * (self.path.count("/") - shared)
                start = Call("current", ()) if self.within else None
                return Path(start, (*ups, *steps[shared:]))
        return Path(tree.start, steps)

    def _given_within(self, repeat: str, given: frozenset[str]) -> bool:
        return any(one == repeat or inside(repeat, one) for one in given)

    def _indexed(self, arguments: tuple[Tree, ...]) -> Call:
        """Leaves those repeats alone whose rounds are named by their number."""
        paths = [self._spelt_out(part) for part in (arguments[0], *arguments[1::2])]
        given = frozenset(_plain_start(part.steps) for part in paths[1:] if isinstance(part, Path))
        found = [self.tree(part, given) for part in paths]
        for number, place in enumerate(arguments[2::2]):
            found.insert(2 * number + 2, self.tree(place))
        return Call("indexed-repeat", tuple(found))

    def _spelt_out(self, tree: Tree) -> Tree:
        """Turns a path that starts at the node at hand into one that starts at the root."""
        if not isinstance(tree, Path) or tree.start is not None:
            return tree
        steps = list(tree.steps)
        here = self.path
        while steps and steps[0] == _UP:
            here = parent_of(here)
            steps.pop(0)
        return Path("/", (*(Step("child", name) for name in here.split("/")[1:]), *steps))


def _plain_start(steps: tuple[Step, ...]) -> str:
    """Gives the path that the steps spell out before any condition or wildcard."""
    names = []
    for step in steps:
        if step.axis != "child" or step.predicates or step.test == "*" or "(" in step.test:
            break
        names.append(step.test)
    return "".join(f"/{name}" for name in names)
