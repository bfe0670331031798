"""A sample with its question, read and computed: what every part of the diagnosis looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

from homelands.mapping.statistics.rules.diagnosis.limits import FEWEST_SEEDS
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.estimation import order_of
from homelands.science.analysis.groups import Groups, groups
from homelands.science.disclosure import safety
from homelands.science.facts import Facts, Unfit
from homelands.science.rds import study as science
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.turns import restricted
from homelands.surveys.questionnaires.queries.responses import RdsColumns


@dataclass(frozen=True)
class Respondents:
    """The columns of a sample, and the country of each respondent.

    `coupons` is how many of them came with a coupon.
    """

    columns: RdsColumns
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

    @property
    def unnamed(self) -> frozenset[str]:
        """Returns the names of the groups that are shown nowhere."""
        pairs = zip(self.study.names, self.hidden, strict=True)
        return frozenset(name for name, hide in pairs if hide)

    def safe(self, values: Sequence[float]) -> tuple[float | None, ...]:
        """Returns one value a category, None for those that are not shown."""
        pairs = zip(values, self.hidden, strict=True)
        return tuple(None if hide else float(value) for value, hide in pairs)


def case(respondents: Respondents, question: Question) -> Case:
    """Builds the forest and estimates; Unfit says why that cannot be."""
    columns = respondents.columns
    sample = from_recruiters(columns.ids, columns.recruiters, columns.degrees)
    if not question.with_seeds and sample.seeds < FEWEST_SEEDS:
        raise Unfit("seeds-too-few-to-leave-out", Facts(least=FEWEST_SEEDS))
    told = groups(columns.outcome)
    made = science.study(sample, columns.outcome, question.plan(), order_of(columns))
    used = told if question.with_seeds else restricted(told, sample.parent >= 0)
    hidden = tuple(safety.hidden(made.counts.tolist()))
    return Case(sample, told, used, made, hidden)
