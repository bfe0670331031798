"""What a statistician has to know of one question of a study: computed once, then kept.

Only numbers in which nobody is found leave this place, so they are the same whatever the officer
may read. The sample itself is another matter: it is read under the officer's own grants.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.mapping.statistics.rules import estimation
from homelands.mapping.statistics.rules.diagnosis.case import Respondents
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.diagnosis.whole import diagnose
from homelands.mapping.statistics.rules.estimation import Result
from homelands.science.publication.thresholds import SMALLEST
from homelands.surveys.collection.models import QualityFlag
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import responses
from homelands.surveys.questionnaires.queries.responses import RdsColumns
from homelands.surveys.recruitment.models import Coupon, Scheme
from homelands.ui import sentences

#: Raised whenever the diagnosis changes, so that what was kept before is not served.
EDITION = 3
MOST_CATEGORIES = 20

_READER = Actor.system("statistics.diagnostics")


class NotDiagnosable(Refusal):
    """The answers or the choices do not allow it; the sentence says why."""

    code = "not_diagnosable"


def diagnosis(study: Study, question: Question) -> Diagnosis:
    """Returns what is known about one question of a respondent-driven study."""
    with acting(_READER):
        read = respondents(study, question)
    check_answers(read.columns, question.variable)
    key = f"mapping.diagnosis.{_digest(study, question, read)}"
    found: Diagnosis | None = cache.get(key)
    if found is None:
        try:
            found = diagnose(study, read, question)
        except ValueError as error:
            raise NotDiagnosable(sentences.why(error)) from error
        cache.set(key, found)
    return found


def counts(study: Study, question: Question) -> list[Result]:
    """Returns how many gave which answer, for a study of another design."""
    with acting(_READER):
        read = respondents(study, question)
    check_answers(read.columns, question.variable)
    return estimation.results(study, read.columns, estimation.Plan())


def respondents(study: Study, question: Question) -> Respondents:
    """Returns the complete responses that the actor may see, sorted by their labels.

    In this order, whatever the database's, the page and the downloaded sample give the same digits.
    """
    columns = estimation.without(responses.sample(study, question.variable), question.missing)
    more = {
        label: (country, bool(coupon))
        for label, country, coupon in responses.completed(study).values_list(
            "label", "destination", "coupon"
        )
    }
    rows = sorted(range(len(columns.ids)), key=columns.ids.__getitem__)
    told = [more.get(columns.ids[row], ("", False)) for row in rows]
    return Respondents(
        columns=RdsColumns(
            ids=[columns.ids[row] for row in rows],
            recruiters=[columns.recruiters[row] for row in rows],
            degrees=[columns.degrees[row] for row in rows],
            outcome=[columns.outcome[row] for row in rows],
            moments=[columns.moments[row] for row in rows],
        ),
        countries=[country for country, _coupon in told],
        coupons=sum(coupon for _country, coupon in told),
    )


@dataclass(frozen=True)
class Fieldwork:
    """How people invited each other, as far as it is held: None where it was held elsewhere.

    `doubtful` are the respondents whom something speaks against, `left_out` those of them whom an
    officer took out.
    """

    coupons_each: int | None
    given: int
    used: int
    doubtful: int
    left_out: int


def fieldwork(study: Study) -> Fieldwork:
    """Returns how many coupons were given and used, and how many answers are in doubt."""
    with acting(_READER):
        scheme = Scheme.objects.filter(study=study).first()
        coupons = Coupon.objects.filter(study=study, issuer__isnull=False)
        signals = QualityFlag.objects.filter(study=study)
        out = signals.filter(state=QualityFlag.State.LEFT_OUT)
        return Fieldwork(
            coupons_each=scheme.coupons_each if scheme else None,
            given=coupons.count(),
            used=coupons.filter(used_by__isnull=False).count(),
            doubtful=signals.values("response").distinct().count(),
            left_out=out.values("response").distinct().count(),
        )


def held(study: Study) -> int:
    """Returns how many complete responses a study has, whatever the officer may read."""
    with acting(_READER):
        return responses.completed(study).count()


def check_answers(columns: RdsColumns, variable: str) -> None:
    """Refuses a question that too few answered, or in too many different ways."""
    answers = [answer for answer in columns.outcome if answer is not None]
    different = len(set(answers))
    if len(answers) < SMALLEST:
        raise NotDiagnosable(
            _(
                "Fewer than %(least)d people have answered “%(variable)s”: nothing about them is"
                " shown. Choose another question, or come back when more have answered."
            )
            % {"least": SMALLEST, "variable": variable},
            field="variable",
        )
    if different > MOST_CATEGORIES:
        raise NotDiagnosable(
            _(
                "“%(variable)s” has %(count)d different answers; at most %(most)d can be compared."
                " Choose another question, or group the answers in the questionnaire."
            )
            % {"variable": variable, "count": different, "most": MOST_CATEGORIES},
            field="variable",
        )


def _digest(study: Study, question: Question, read: Respondents) -> str:
    basis = [EDITION, estimation.EDITION, str(study.pk), study.destinations]
    text = json.dumps([*basis, asdict(question), asdict(read)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
