"""Finds which nodes of a form an expression reads, without evaluating it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..nodes import Call, Chain, Expression, Filter, Literal, Negation, Path, Step, Tree
from ..paths import ancestors, name_in, parent_of
from .shape import Shape

Places = frozenset[str]
"""Template paths; "" is the document that holds the answers, and "*" anywhere else."""
_NOWHERE: Places = frozenset()
_ELSEWHERE = frozenset({"*"})
_SHALLOW = frozenset({"count", "position"})
"""Functions that look at which nodes there are and not at what stands in them."""
_OWN = frozenset({"once", "string", "number", "string-length", "normalize-space"})


@dataclass
class Reads:
    """Gathers what the expressions of one node read."""

    shape: Shape
    path: str
    found: set[str] = field(default_factory=set)
    choices_of: set[str] = field(default_factory=set)
    """The questions whose list of choices is looked into."""
    texts: set[str] = field(default_factory=set)

    def add(self, expression: Expression) -> None:
        """Takes in one expression of the node."""
        self._use(self._tree(expression.tree, frozenset({self.path})))

    def _use(self, places: Places) -> None:
        """Notes nodes whose text is read, which is that of all nodes inside them."""
        for place in places:
            if place in self.shape.children:
                self.found.update(self.shape.below(place))

    def _tree(self, tree: Tree, here: Places) -> Places:
        """Gives the nodes that a tree can yield, and notes what is read on the way."""
        match tree:
            case Negation(operand):
                self._use(self._tree(operand, here))
            case Chain(first, rest):
                parts = [self._tree(part, here) for part in (first, *(part for _, part in rest))]
                self._use(_NOWHERE.union(*parts))
                return _NOWHERE.union(*parts)
            case Call():
                return self._call(tree, here)
            case Filter(base, predicates):
                return self._narrow(self._tree(base, here), predicates)
            case Path():
                return self._path(tree, here)
        return _NOWHERE

    def _call(self, tree: Call, here: Places) -> Places:
        self._look_up(tree)
        if tree.name == "current":
            return frozenset({self.path})
        if tree.name == "indexed-repeat":
            return self._indexed(tree, here)
        parts = _NOWHERE.union(*(self._tree(part, here) for part in tree.arguments))
        if tree.name in _OWN and not (tree.arguments and tree.name != "once"):
            self._use(here)
        if tree.name in _SHALLOW:
            self._see(parts)
            return _NOWHERE
        if tree.name == "instance":
            return _ELSEWHERE
        self._use(parts)
        return parts

    def _see(self, places: Places) -> None:
        """Notes that it matters whether there are such nodes, not what stands in them."""
        self.found.update(place for place in places if place in self.shape.children)

    def _indexed(self, tree: Call, here: Places) -> Places:
        """Reads one node of the rounds that are named, and nothing else in them."""
        target = self._tree(tree.arguments[0], here)
        for repeat in tree.arguments[1::2]:
            self._see(self._tree(repeat, here))
        for number in tree.arguments[2::2]:
            self._use(self._tree(number, here))
        self._use(target)
        return target

    def _look_up(self, tree: Call) -> None:
        match tree:
            case Call("jr:choice-name", (_, Literal(text))):
                self.choices_of.add(text.strip())
            case Call("jr:itext", (Literal(text),)):
                self.texts.add(text)

    def _path(self, tree: Path, here: Places) -> Places:
        places = here
        if isinstance(tree.start, str):
            places = frozenset({""})
        elif tree.start is not None:
            places = self._tree(tree.start, here)
        for step in tree.steps:
            places = self._narrow(self._step(step, places), step.predicates)
        return places

    def _narrow(self, places: Places, predicates: Iterable[Tree]) -> Places:
        for predicate in predicates:
            self._use(self._tree(predicate, places))
        return places

    def _step(self, step: Step, places: Places) -> Places:
        if step.test == "text()":
            return places
        found = {*self._walk(step.axis, places - _ELSEWHERE), *(places & _ELSEWHERE)}
        if step.test in ("*", "node()"):
            return frozenset(found)
        return frozenset(one for one in found if one == "*" or name_in(one) == step.test)

    def _walk(self, axis: str, places: Places) -> Iterable[str]:
        """Lists where one direction leads to from some nodes, all at once."""
        match axis:
            case "child":
                return self._below(places)
            case "self":
                return places
            case "parent":
                return map(parent_of, places)
            case "ancestor" | "ancestor-or-self":
                return (ancestor for place in places for ancestor in ancestors(place))
            case "descendant" | "descendant-or-self":
                every = self.shape.children
                return (one for one in every if not places.isdisjoint([*ancestors(one), ""]))
            case "following-sibling" | "preceding-sibling":
                return self._below(frozenset(map(parent_of, places)))
        return ()

    def _below(self, places: Places) -> Iterator[str]:
        for place in places:
            yield from self.shape.children.get(place, ())
        if "" in places:
            yield next(iter(self.shape.children))
