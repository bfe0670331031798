"""Parses XForms expressions (XPath 1.0 with the functions of ODK) into trees."""

from .errors import ExpressionError, UnknownFunctionError
from .functions import FUNCTIONS
from .lexer import Token, tokens
from .nodes import Call, Chain, Expression, Filter, Literal, Negation, Number, Path, Step, Tree

MAX_DEPTH = 60
AXES = frozenset(
    {
        "child",
        "parent",
        "self",
        "descendant",
        "descendant-or-self",
        "attribute",
        "ancestor",
        "ancestor-or-self",
        "preceding-sibling",
        "following-sibling",
    }
)
_NODE_TYPES = frozenset({"node", "text"})
_POWERS = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
_POWERS |= {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8}
_UNARY = 7
_ANYWHERE = Step("descendant-or-self", "node()")


def parse_expression(text: str) -> Expression:
    """Parses an expression; an ExpressionError says what is wrong and where."""
    parser = _Parser(text)
    try:
        tree = parser.binary(1)
    except RecursionError:
        raise parser.error("brackets and functions are nested too deep.") from None
    if parser.token.kind != "end":
        raise parser.error(f"“{parser.token.text}” was not expected here.")
    return Expression(text, tree)


class _Parser:
    """Walks once through the tokens, climbing by the strength of the operators."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.index = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def error(self, reason: str) -> ExpressionError:
        return ExpressionError(reason, self.text, self.token.position)

    def take(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def at(self, text: str) -> bool:
        token = self.tokens[self.index]
        return token.text == text and token.kind in ("symbol", "operator")

    def expect(self, text: str) -> None:
        if not self.at(text):
            found = f"“{self.token.text}”" if self.token.kind != "end" else "the end"
            raise self.error(f"“{text}” was expected here, not {found}.")
        self.index += 1

    def power(self) -> int:
        return _POWERS.get(self.token.text, 0) if self.token.kind == "operator" else 0

    def binary(self, floor: int) -> Tree:
        """Parses operators that bind at least as strongly as the floor."""
        left = self.operand()
        while (power := self.power()) >= floor:
            rest = []
            while self.power() == power:
                sign = self.take().text
                rest.append((sign, self.binary(power + 1)))
            left = Chain(left, tuple(rest))
        return left

    def operand(self) -> Tree:
        """Parses a path or a value with any minus signs before it."""
        minuses = 0
        while self.at("-"):
            self.index += 1
            minuses += 1
        if not minuses:
            return self.path()
        inner = self.binary(_UNARY + 1)
        # Two minus signs cancel out, but still make a number of what follows.
        return Negation(inner) if minuses % 2 else Negation(Negation(inner))

    def nested(self) -> Tree:
        """Parses a whole expression inside brackets, not deeper than the limit."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"brackets and functions are nested more than {MAX_DEPTH} deep.")
        tree = self.binary(1)
        self.depth -= 1
        return tree

    def path(self) -> Tree:
        if self.at("/") or self.at("//"):
            return self.absolute()
        start = self.primary()
        if start is None:
            return Path(None, (self.step(), *self.more_steps()))
        predicates = self.predicates()
        base = Filter(start, predicates) if predicates else start
        steps = self.more_steps()
        return Path(base, steps) if steps else base

    def absolute(self) -> Tree:
        if self.at("/"):
            following = self.tokens[self.index + 1]
            if not (following.kind == "name" or following.text in ("@", ".", "..")):
                self.index += 1
                return Path("/", ())
            self.index += 1
            return Path("/", (self.step(), *self.more_steps()))
        return Path("/", self.more_steps())

    def more_steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while self.at("/") or self.at("//"):
            if self.take().text == "//":
                steps.append(_ANYWHERE)
            steps.append(self.step())
        return tuple(steps)

    def step(self) -> Step:
        if self.at("..") or self.at("."):
            axis = "parent" if self.take().text == ".." else "self"
            return Step(axis, "node()", self.predicates())
        axis = self.axis()
        if self.token.kind != "name":
            what = f"not “{self.token.text}”" if self.token.text else "but the expression ends"
            raise self.error(f"a value or a name was expected here, {what}.")
        return Step(axis, self.test(), self.predicates())

    def axis(self) -> str:
        if self.at("@"):
            self.index += 1
            return "attribute"
        if self.token.kind != "name" or self.tokens[self.index + 1].text != "::":
            return "child"
        if self.token.text not in AXES:
            raise self.error(f"the axis “{self.token.text}” is not supported.")
        axis = self.take().text
        self.expect("::")
        return axis

    def test(self) -> str:
        """Reads what a step takes: a name without its prefix, "*", node() or text()."""
        name = self.take().text
        if self.at("(") and name in _NODE_TYPES:
            self.expect("(")
            self.expect(")")
            return f"{name}()"
        return name.rpartition(":")[2]

    def predicates(self) -> tuple[Tree, ...]:
        found = []
        while self.at("["):
            self.index += 1
            found.append(self.nested())
            self.expect("]")
        return tuple(found)

    def primary(self) -> Tree | None:
        """Parses a literal, brackets or a call; None when a path starts here instead."""
        token = self.token
        if token.kind == "number":
            return Number(float(self.take().text))
        if token.kind == "literal":
            return Literal(self.take().text[1:-1])
        if self.at("("):
            self.index += 1
            tree = self.nested()
            self.expect(")")
            return tree
        following = self.tokens[self.index + 1].text if token.kind == "name" else ""
        if following == "(" and token.text not in _NODE_TYPES:
            return self.call()
        return None

    def call(self) -> Call:
        name = self.take()
        function = FUNCTIONS.get(name.text)
        if function is None:
            raise UnknownFunctionError(name.text, self.text, name.position)
        self.expect("(")
        arguments: list[Tree] = []
        while not self.at(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.nested())
        self.expect(")")
        if problem := function.refuses(len(arguments)):
            raise ExpressionError(f"{name.text}() {problem}", self.text, name.position)
        return Call(name.text, tuple(arguments))
