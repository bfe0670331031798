"""Parses the expressions of a form once each, and keeps account of what is not supported."""

from dataclasses import dataclass, field

from ..errors import ExpressionError, FormError, UnknownFunctionError
from ..functions.patterns import check_pattern
from ..nodes import Call, Expression, Literal
from ..parser import parse_expression


@dataclass
class Expressions:
    """Gathers parsed expressions by their text, and reports by place."""

    parsed: dict[str, Expression] = field(default_factory=dict)
    unsupported: dict[tuple[str, str], None] = field(default_factory=dict)

    def report(self, where: str, what: str) -> None:
        """Notes something that the form wants and this cannot do."""
        self.unsupported[where, what] = None

    def parse(self, text: str | None, where: str, what: str) -> Expression | None:
        """Parses an expression; None when there is none or it calls an unknown function.

        An unknown function is reported, for the form may still serve in a field app; any
        other fault refuses the form, naming the node and the rule that hold the expression.
        """
        if text is None or not text.strip():
            return None
        if text not in self.parsed:
            try:
                expression = parse_expression(text)
                _check_patterns(expression)
            except UnknownFunctionError as unknown:
                self.report(where, f"function {unknown.name}() in {what}")
                return None
            except ExpressionError as error:
                raise FormError(f"The {what} of {where} cannot be used. {error}") from error
            self.parsed[text] = expression
        return self.parsed[text]


def _check_patterns(expression: Expression) -> None:
    """Refuses patterns of regex() that could run for ages while the author is still there."""
    for part in expression.parts():
        match part:
            case Call("regex", (_, Literal(pattern))):
                try:
                    check_pattern(pattern)
                except ExpressionError as error:
                    raise ExpressionError(error.reason, expression.text) from error
