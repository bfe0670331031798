"""What publishing a finding tells, as the register of releases keeps it."""

from datetime import datetime

from homelands.foundation import releases
from homelands.foundation.actors import Actor
from homelands.mapping.findings.models import Finding
from homelands.mapping.findings.queries.findings import Table
from homelands.science.disclosure.releases import Cells
from homelands.surveys.questionnaires.rules.releases import reads_answers, universe


def table(finding: Finding, table: Table) -> tuple[str, Cells]:
    """Returns whom a finding counts, and its counts by answer."""
    counts = {row.category: row.count for row in table.rows}
    variable = finding.variable
    cells = releases.by_answer(variable, table.first.n, counts)
    return universe(finding.study, variable), cells


def check(finding: Finding, shown: Table, *, by: Actor, at: datetime) -> None:
    """Refuses a draft's figure to who may not read the answers, if it tells of a few people."""
    if not reads_answers(by, finding.study):
        whom, cells = table(finding, shown)
        releases.let_out_whole(whom, cells, page="findings.findings.show", at=at)
