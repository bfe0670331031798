"""The register of releases: which counts everybody could read, of which question of which study."""

from homelands.mapping.findings.models import Finding, Release
from homelands.mapping.findings.queries.findings import Table
from homelands.science.disclosure import releases as science


def before(finding: Finding) -> list[science.Release]:
    """Returns what was released of the finding's question, taken back or not."""
    told = Release.objects.filter(study=finding.study, variable=finding.variable)
    return [
        _figures(finding, str(one), one.respondents, one.counts)
        for one in told.order_by("released_at", "pk")
    ]


def of_table(finding: Finding, table: Table) -> science.Release:
    """Returns what publishing the finding would tell."""
    return _figures(finding, "", table.first.n, counts(table))


def counts(table: Table) -> dict[str, int | None]:
    """Returns the counts by answer, None where they are too few to show."""
    return {row.category: row.count for row in table.rows}


def _figures(
    finding: Finding, name: str, respondents: int, counts: dict[str, int | None]
) -> science.Release:
    chosen = {
        science.selection([(finding.variable, [answer])]): count for answer, count in counts.items()
    }
    shown = {cell: count for cell, count in chosen.items() if count is not None}
    everybody = science.selection([])
    hidden = frozenset(cell for cell, count in chosen.items() if count is None)
    universe = f"{finding.study_id} {finding.variable}"
    return science.Release(name, universe, {**shown, everybody: respondents}, hidden)
