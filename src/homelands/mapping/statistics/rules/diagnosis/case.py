"""A sample with its question, read and computed: what every part of the diagnosis looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.mapping.statistics.rules.diagnosis import safety
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.science.analysis.groups import Groups, groups
from homelands.science.rds import study as science
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.turns import restricted
from homelands.surveys.questionnaires.queries.responses import RdsColumns

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Respondents:
    """The columns of a sample, and of each one the day of the answers and the country.

    `coupons` is how many of them came with a coupon.
    """

    columns: RdsColumns
    days: list[int | None]
    countries: list[str]
    coupons: int


@dataclass(frozen=True, eq=False)
class Case:
    """`told` are the categories of everybody, `used` those of the respondents in the estimate."""

    sample: Sample
    told: Groups
    used: Groups
    study: science.Study
    hidden: tuple[bool, ...]

    def safe(self, values: Sequence[float]) -> tuple[float | None, ...]:
        """Returns one value a category, None for those that are not shown."""
        pairs = zip(values, self.hidden, strict=True)
        return tuple(None if hide else float(value) for value, hide in pairs)


def case(respondents: Respondents, question: Question) -> Case:
    """Builds the forest and estimates; ValueError says in words why that cannot be."""
    columns = respondents.columns
    sample = from_recruiters(columns.ids, columns.recruiters, columns.degrees)
    if not question.with_seeds and sample.seeds < safety.FEWEST_SEEDS:
        raise ValueError(
            f"With fewer than {safety.FEWEST_SEEDS} seeds, leaving them out would tell what single "
            "people answered. Keep them in."
        )
    told = groups(columns.outcome)
    made = science.study(sample, columns.outcome, question.plan())
    used = told if question.with_seeds else restricted(told, sample.parent >= 0)
    hidden = tuple(safety.hidden(made.counts.tolist()))
    return Case(sample, told, used, made, hidden)


def order_of(respondents: Respondents) -> Floats | None:
    """Returns the days on which people answered, or None where these do not put them in order."""
    days = np.array([np.nan if day is None else day for day in respondents.days], dtype=np.float64)
    return days if np.unique(days[~np.isnan(days)]).size > 1 else None
