"""When what is kept of a study's answers is counted again."""

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.science.publication.thresholds import SMALLEST
from homelands.surveys.datasets.models import Summary

#: By day, a study is counted again when so large a part of its answers is new.
PART = 1 / 50

#: Codes by which forms say that somebody would rather not answer.
_REFUSALS = frozenset(
    {"refused", "refusal", "prefer_not", "prefer_not_to_say", "rather_not", "rather_not_say"}
    | {"prefer_not_to_answer", "no_answer", "refused_to_answer"}
)


def is_due(kept: Summary | None, complete: int, *, at_night: bool = False) -> bool:
    """Says whether enough have answered since: the difference must tell of nobody.

    Fewer than ten new answers wait for others, in a study that is closed too: who copied the page
    before they came would see in the difference what few people said.
    """
    if kept is None:
        return complete > 0
    new = abs(complete - kept.responses)
    return new >= SMALLEST and (at_night or new >= kept.responses * PART)


def is_refusal(code: str) -> bool:
    """Says whether a code of a list means that somebody would rather not answer."""
    return code.lower().replace("-", "_") in _REFUSALS


def may_filter(variable: Variable) -> bool:
    """Says whether others can be looked at by the answers to a question."""
    return variable.kind == "select_one" and not variable.repeat
