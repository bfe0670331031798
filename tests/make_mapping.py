"""What tests of mapping need: `make_mapping.study(...)`, `answered(study, ...)`, `stock(path)`."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.mapping.findings.actions import findings
from homelands.mapping.findings.actions.findings import Wording
from homelands.mapping.findings.models import Finding
from homelands.mapping.statistics.actions import estimates
from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.rules.estimation import Plan
from homelands.mapping.stocks.actions import stocks
from homelands.mapping.stocks.models import StockEdition
from homelands.surveys.questionnaires.models import Response, Study
from tests import make

VARIABLE = "member"
CSV = """Year,Dest,Ghana,Côte d'Ivoire
1990,United Kingdom,100,1
2019,United Kingdom,140,7
2019,Nigeria,230,0
2019,Suriname,19,0
2019,South America,19,0
2019,Caribbean,9,2
2019,Atlantis,9,9
"""


def stock(folder: Path, text: str = CSV, name: str = "stock_2019.csv") -> StockEdition:
    """An imported edition: 389 people from Ghana in 2019, and 28 of them again in subtotals."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return stocks.import_file(file, at=make.NOW, by=make.SYSTEM)


def study(design: str = Study.Design.RDS, **fields: Any) -> Study:
    number = make.number()
    with make.as_(make.SYSTEM):
        return Study.objects.create(
            name=fields.pop("name", f"Nurses abroad {number}"),
            slug=f"study-{number}",
            design=design,
            opens_on=make.TODAY,
            **fields,
        )


def answered(
    study: Study,
    outcome: Sequence[str | None],
    *,
    seeds: int = 4,
    apart: timedelta = timedelta(0),
    destination: str = "GBR",
    more: Sequence[dict[str, str]] = (),
    collectors: Sequence[Any] = (),
    variable: str = VARIABLE,
) -> Study:
    """Adds one complete response per outcome; each but the seeds came through an earlier one.

    They came `apart`, the last ones first, so that their order is not that of their labels. `more`
    are answers of each beside the outcome, `collectors` those by which each came.
    """
    keys = [uuid4() for _ in outcome]
    rows = [
        Response(
            id=key,
            study=study,
            label=f"{'' if destination == 'GBR' else destination}{place:05d}",
            answers=({} if answer is None else {variable: answer}) | (more[place] if more else {}),
            collector=collectors[place] if collectors else None,
            destination=destination,
            recruiter_id=None if place < seeds else keys[place - seeds],
            degree=float(5 + 7 * place % 11),
            started_at=make.NOW,
            changed_at=make.NOW,
            completed_at=make.NOW - place * apart,
        )
        for place, (key, answer) in enumerate(zip(keys, outcome, strict=True))
    ]
    with make.as_(make.SYSTEM):
        Response.objects.bulk_create(rows)
    return study


def mixed(yes: int, no: int) -> list[str]:
    """Returns so many answers of each kind, spread evenly over the chains."""
    reached = [place * yes // (yes + no) for place in range(yes + no + 1)]
    return ["yes" if before < now else "no" for before, now in pairwise(reached)]


def officer() -> Actor:
    """A ministry officer with a grant for everywhere: drafts and publishes."""
    return make.officer(role=Role.MINISTRY_OFFICER)


def computed(study: Study, **chosen: Any) -> list[Estimate]:
    plan = Plan(**{"replicates": 200, **chosen})
    return estimates.compute(study, variable=VARIABLE, plan=plan, at=make.NOW, by=officer())


def finding(study: Study | None = None, *, claim: str = "Two in three are members") -> Finding:
    """A draft on a respondent-driven sample of 300, precise enough to be published."""
    study = study or answered(globals()["study"](), mixed(200, 100), seeds=20)
    wording = Wording(claim, "Among nurses who took part.", "Are you a member?", {"yes": "Member"})
    return findings.draft(computed(study), wording=wording, at=make.NOW, by=officer())


def published(**fields: Any) -> Finding:
    why = "The only figure there is."
    return findings.publish(finding(**fields), at=make.NOW, by=officer(), why=why)
