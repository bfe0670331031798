"""How many people a respondent knows, read from their answers."""

from collections.abc import Mapping

from homelands.forms.tables import degree
from homelands.forms.xforms import by_name

#: The question that asks for it, in respondent-driven sampling.
DEGREE = "network_size"


def degree_of(answers: Mapping[str, str]) -> float | None:
    """Returns how many people a respondent knows; None where the answer is none that can be.

    A file with such an answer is refused, for there somebody can mend it; here nobody can.
    """
    try:
        return degree(by_name(answers).get(DEGREE, ""))
    except ValueError:
        return None
