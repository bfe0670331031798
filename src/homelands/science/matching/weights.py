"""What is known of an applicant is weighed: the signed reasons for and against.

Question     How strongly does each point speak for or against this person?
Formula      weight = the row of weights.csv for the point and its variant, from -1 to 1; a row
             without a weight is something that we do not know, which counts nothing and is asked
             for. Points that are not in the table are rules only and are not weighed.
Source       weights.csv has a source and a note for each weight. Most are conventions of ours, set
             by hand and rounded to tenths: in the line of Dawes (1979), American Psychologist
             34(7), 571-582, the signs matter more than the sizes.
Assumptions  Points add up, each on its own. The same table holds for everyone on a shortlist; an
             assessment keeps the weights that it used.
Not for      Foretelling how well somebody will work: no weight is estimated from outcomes.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from homelands.science.matching.records import Comparison
from homelands.science.matching.shortlist import Reason


@dataclass(frozen=True, slots=True)
class Weight:
    """One row of the table; `value` is None for what is not known."""

    value: float | None
    source: str
    note: str


def weigh(comparisons: Iterable[Comparison]) -> tuple[Reason, ...]:
    """Return a reason for each point that is weighed, in the order of the comparisons."""
    weighed = {code for code, _variant in table()}
    return tuple(_reason(point) for point in comparisons if point.code in weighed)


def _reason(point: Comparison) -> Reason:
    weight = table()[point.code, point.variant].value
    return Reason(point.code, weight or 0.0, known=weight is not None)


@cache
def table() -> Mapping[tuple[str, str], Weight]:
    """Return the table of weights by point and variant."""
    text = resources.files(__package__).joinpath("weights.csv").read_text(encoding="utf-8")
    return {
        (row["code"], row["variant"]): Weight(
            float(row["weight"]) if row["weight"] else None, row["source"], row["note"]
        )
        for row in csv.DictReader(text.splitlines())
    }
