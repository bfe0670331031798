"""Findings, and the rows of each as they may be shown: small groups hidden, and what tells them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, QuerySet

from homelands.mapping.findings.models import Finding
from homelands.mapping.statistics.models import Estimate
from homelands.science.disclosure import safety
from homelands.science.estimate import Caution, Method
from homelands.science.publication.refused import Refused


@dataclass(frozen=True)
class Row:
    """One answer as it may be shown; None is too few to show."""

    category: str
    label: str
    count: int | None
    value: float | None
    low: float | None
    high: float | None
    others: tuple[float | None, ...]


@dataclass(frozen=True)
class Table:
    """A finding's rows, and beside them the other treatments of missing numbers of contacts."""

    rows: list[Row]
    leading: list[Estimate]
    others: list[Estimate.Treatment]

    @property
    def first(self) -> Estimate:
        return self.leading[0]

    @property
    def is_counts(self) -> bool:
        """Whether only respondents were counted: no shares, no intervals."""
        return self.first.design_class == Estimate.DesignClass.E

    @property
    def method(self) -> Method:
        """How its figures were computed."""
        return self.first.how

    @cached_property
    def cautions(self) -> list[Caution | Refused]:
        """Every doubt once, in the order of the rows."""
        hidden = {row.category for row in self.rows if row.count is None}
        doubts = (doubt for estimate in self.leading for doubt in estimate.doubts)
        return list(dict.fromkeys(safety.unnamed(doubt, hidden) for doubt in doubts))

    @property
    def shows_something(self) -> bool:
        return any(row.count is not None for row in self.rows)


def listed() -> QuerySet[Finding]:
    """Returns every finding for the desk with its respondents, the latest first."""
    rows = Finding.objects.select_related("study").annotate(n=Max("estimates__n"))
    return rows.order_by("-drafted_at", "pk")


def published() -> QuerySet[Finding]:
    """Returns what holds and may be read by everybody, the latest first, with its respondents."""
    rows = Finding.objects.filter(state=Finding.State.PUBLISHED).select_related("study")
    return rows.annotate(n=Max("estimates__n")).order_by("-published_at", "pk")


def once_published() -> QuerySet[Finding]:
    """Returns what everybody could read at some time, retracted findings with it."""
    return Finding.objects.exclude(published_at=None).select_related("study")


def estimates(finding: Finding) -> list[Estimate]:
    """Returns a finding's leading estimates, by category."""
    return list(finding.estimates.filter(leads=True).order_by("category"))


def table(finding: Finding) -> Table:
    """Returns a finding's rows, with small groups and what would tell them hidden."""
    known = list(finding.estimates.order_by("category", "treatment"))
    return shown(known, finding.labels)


def shown(known: Sequence[Estimate], labels: dict[str, str]) -> Table:
    """Returns estimates as rows that may be shown: the rule is on counts of respondents."""
    leading = [estimate for estimate in known if estimate.leads]
    kinds = sorted({estimate.treatment for estimate in known if not estimate.leads})
    beside = {
        (estimate.category, estimate.treatment): estimate.value
        for estimate in known
        if not estimate.leads
    }
    hidden = safety.hidden([estimate.count for estimate in leading])
    rows = []
    for estimate, hide in zip(leading, hidden, strict=True):
        values = (estimate.count, estimate.value, estimate.low, estimate.high)
        others = [beside.get((estimate.category, kind)) for kind in kinds]
        count, value, low, high = (None,) * 4 if hide else values
        rows.append(
            Row(
                category=estimate.category,
                label=labels.get(estimate.category, estimate.category),
                count=count,
                value=value,
                low=low,
                high=high,
                others=tuple(None if count is None else other for other in others),
            )
        )
    return Table(rows, leading, [Estimate.Treatment(kind) for kind in kinds])
