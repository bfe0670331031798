"""Estimates are computed from a study's answers and stored; they never change."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.queries.diagnostics import MOST_CATEGORIES
from homelands.mapping.statistics.rules import estimation
from homelands.mapping.statistics.rules.drafting import check_may_compute
from homelands.mapping.statistics.rules.estimation import Plan, Result
from homelands.science.estimate import Caution
from homelands.science.publication.refused import Refused
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import responses
from homelands.ui import sentences


class NotComputable(Refusal):
    """The answers do not allow an estimate; the sentence says why."""

    code = "not_computable"


@action(who=check_may_compute)
def compute(
    study: Study, *, variable: str, at: datetime, by: Actor, plan: Plan | None = None
) -> list[Estimate]:
    """Computes what a study shows about one question.

    The same answers and the same plan give the same numbers: those are returned, not stored twice.
    """
    plan = plan or Plan()
    # Only shares of the whole study leave this place, the same whatever the officer may read.
    with acting(Actor.system("statistics.estimates")):
        columns = estimation.without(responses.sample(study, variable), plan.missing)
    _check_answers(columns.outcome, variable)
    digest = estimation.digest(study, variable, columns, plan)
    known = _known(digest)
    if known:
        return known
    try:
        results = estimation.results(study, columns, plan)
    except ValueError as error:
        raise NotComputable(sentences.why(error)) from error
    made = [_estimate(study, variable, plan, result) for result in results]
    for estimate in made:
        estimate.computed_at, estimate.digest = at, digest
    # Whoever computes the same at the same moment stores the same: the first one stands.
    Estimate.objects.bulk_create(made, ignore_conflicts=True)
    return _known(digest)


def _known(digest: str) -> list[Estimate]:
    rows = Estimate.objects.filter(digest=digest).select_related("study")
    return list(rows.order_by("-leads", "category"))


def _estimate(study: Study, variable: str, plan: Plan, result: Result) -> Estimate:
    sampled = result.value is not None
    apart = {"cautions", "against", "method"}
    fields = {name: value for name, value in vars(result).items() if name not in apart}
    return Estimate(
        study=study,
        variable=variable,
        cautions=_cautions(result),
        method=result.method.code,
        population=plan.population,
        replicates=plan.replicates if sampled else 0,
        seed=plan.seed if sampled else None,
        **fields,
    )


def _cautions(result: Result) -> list[dict[str, Any]]:
    """Returns doubts and the gate's refusals as codes with facts.

    What somebody has to answer for to publish is marked; a doubt of the same code says it already.
    """
    against = {one.code for one in result.against}
    known = {caution.code for caution in result.cautions}
    doubts = [
        {**_kept(caution), **({"against": True} if caution.code in against else {})}
        for caution in result.cautions
    ]
    refused = [one for one in result.against if one.code not in known]
    return [*doubts, *({**_kept(one), "against": True, "refused": True} for one in refused)]


def _kept(one: Caution | Refused) -> dict[str, Any]:
    return {"code": one.code, "facts": dict(one.facts)}


def _check_answers(outcome: list[str | None], variable: str) -> None:
    different = len({answer for answer in outcome if answer is not None})
    if not different:
        raise NotComputable(
            _("Nobody in this study has answered “%(variable)s” yet.") % {"variable": variable},
            field="variable",
        )
    if different > MOST_CATEGORIES:
        raise NotComputable(
            _(
                "“%(variable)s” has %(count)d different answers; at most %(most)d can be compared."
                " Group them first."
            )
            % {"variable": variable, "count": different, "most": MOST_CATEGORIES},
            field="variable",
        )
