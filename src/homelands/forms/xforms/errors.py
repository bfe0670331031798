"""Names what can go wrong while a questionnaire is read, evaluated or answered."""


class XFormError(Exception):
    """Says in one sentence what is wrong with a questionnaire or a submission."""


class FormError(XFormError):
    """Says why a form definition cannot be used, and where in it the fault lies."""


class SubmissionError(XFormError):
    """Says why a submission cannot be read."""


class ExpressionError(XFormError):
    """Says what is wrong with an expression, and at which character of it."""

    def __init__(self, reason: str, expression: str = "", position: int | None = None) -> None:
        self.reason = reason
        self.expression = expression
        self.position = position
        super().__init__(reason, expression, position)

    def __str__(self) -> str:
        """Gives the sentence that is shown to the form's author."""
        if not self.expression:
            return self.reason
        where = "In" if self.position is None else f"At character {self.position + 1} of"
        return f"{where} the expression “{_shortened(self.expression)}”: {self.reason}"


class UnknownFunctionError(ExpressionError):
    """Says that an expression calls a function that is not offered here."""

    def __init__(self, name: str, expression: str, position: int) -> None:
        self.name = name
        super().__init__(f"there is no function called {name}().", expression, position)

    def __reduce__(self) -> tuple[type["UnknownFunctionError"], tuple[str, str, int]]:
        """Lets the error travel between processes, for forms are checked in a worker."""
        return (UnknownFunctionError, (self.name, self.expression, self.position or 0))


def _shortened(expression: str) -> str:
    flat = " ".join(expression.split())
    return flat if len(flat) <= 200 else flat[:197] + "…"
