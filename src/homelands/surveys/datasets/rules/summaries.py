"""When what is kept of a study's answers is counted again."""

from homelands.science.publication.thresholds import SMALLEST
from homelands.surveys.datasets.models import Summary

#: By day, a study is counted again when so large a part of its answers is new.
PART = 1 / 50


def is_due(kept: Summary | None, complete: int, *, at_night: bool = False) -> bool:
    """Says whether enough have answered since: the difference must tell of nobody.

    Fewer than ten new answers wait for others, in a study that is closed too: who copied the page
    before they came would see in the difference what few people said.
    """
    if kept is None:
        return complete > 0
    new = abs(complete - kept.responses)
    return new >= SMALLEST and (at_night or new >= kept.responses * PART)
