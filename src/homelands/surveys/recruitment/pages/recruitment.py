"""How a recruitment runs: chains, invitations, whether shares have settled, whether to stop."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, for_officers
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import labels as answer_labels
from homelands.surveys.questionnaires.rules import check_manages, check_sees_counts
from homelands.surveys.questionnaires.rules.releases import reads_answers
from homelands.surveys.recruitment.pages import figures
from homelands.surveys.recruitment.pages.words.sums import in_words
from homelands.surveys.recruitment.queries import coupons, settling
from homelands.surveys.recruitment.queries import recruitment as queries
from homelands.surveys.recruitment.queries.settling import LONG_ENOUGH, Advice
from homelands.surveys.recruitment.rules.coupons import check_recruits
from homelands.ui.numerals import number


@for_officers
def show(request: Request, slug: str) -> HttpResponse:
    """Shows how a recruitment runs, in counts that tell of nobody."""
    study = get_object_or_404(Study, slug=slug)
    check_sees_counts(request.actor, study)
    check_recruits(study)
    scheme = coupons.scheme_of(study)
    context: dict[str, Any] = {
        "study": study,
        "scheme": scheme,
        "why_not": why_not(check_manages, request.actor, study),
    }
    if scheme is not None:
        # How shares move from answer to answer is for those who may read the answers.
        reads = reads_answers(request.actor, study)
        variables = settling.variables(study) if reads else []
        asked = request.GET.get("question", "")
        variable = asked if asked in variables else (variables[0] if variables else "")
        named = [(name, _question(study, name)) for name in variables]
        context |= _progress(study) | _followed(study, variable) | {"variables": named}
        context["advice"] = [
            (advice, country_name(advice.destination) or _("Not known"), _sentences(advice))
            for advice in settling.advice(study, scheme, variable)
        ]
        context["rewards"] = [
            in_words(amount, scheme.currency) if amount else ""
            for amount in (scheme.first_reward, scheme.second_reward)
        ]
    return render(request, "recruitment/recruitment/show.html", context)


def _progress(study: Study) -> dict[str, Any]:
    chains, waves = queries.chains(study), queries.waves(study)
    return {
        "people": sum(chain.size for chain in chains),
        "chains": figures.chains(chains) if chains else None,
        "waves": figures.waves(waves) if waves else None,
        "invitations": queries.invitations(study, timezone.now()),
    }


def _question(study: Study, name: str) -> str:
    return answer_labels.of(study, name, get_language() or "")[0]


def _followed(study: Study, variable: str) -> dict[str, Any]:
    """Returns the lines of one question, and where each seed's chain arrived."""
    lines = settling.lines(study, variable) if variable else []
    steps = [n for n, _share in lines[0].points] if lines else []
    table = [(line.category, [_share(share) for _n, share in line.points]) for line in lines]
    ends = settling.ends(study, variable) if variable else []
    names = [line.category for line in lines]
    question, labels = answer_labels.of(study, variable, get_language() or "")
    arrived = [
        (coupon or "–", n, [_share(shares[name]) if name in shares else None for name in names])
        for coupon, n, shares in ends
    ]
    return {
        "variable": variable,
        "question": question,
        "steps": steps,
        "lines": [(labels.get(name) or name, shares) for name, shares in table],
        "categories": [labels.get(name) or name for name in names],
        "ends": arrived,
    }


def _share(share: float) -> str:
    return f"{number(100 * share, 0)} %"


def _sentences(advice: Advice) -> list[str]:
    """Says what speaks for and against stopping in one country, and what to do."""
    if advice.n is None:
        return [_("Too few have answered there to say anything.")]
    if advice.n == 0:
        return [_("Nobody has answered there yet.")]
    told = [_size(advice), _waves(advice), _seed(advice), _still(advice)]
    return [*[sentence for sentence in told if sentence], _verdict(advice)]


def _size(advice: Advice) -> str:
    if advice.target is None:
        return _("%(n)d have answered. No wanted number is set in the rules.") % {"n": advice.n}
    return _("%(n)d of %(target)d wanted have answered.") % {"n": advice.n, "target": advice.target}


def _waves(advice: Advice) -> str:
    n = advice.waves or 0
    if n >= LONG_ENOUGH:
        return _("The longest chain has %(n)d waves: the choice of seeds hardly shows.") % {"n": n}
    return ngettext(
        "The longest chain has %(n)d wave; from %(least)d on the choice of seeds hardly shows.",
        "The longest chain has %(n)d waves; from %(least)d on the choice of seeds hardly shows.",
        n,
    ) % {"n": n, "least": LONG_ENOUGH}


def _seed(advice: Advice) -> str:
    if advice.largest is None or not advice.dominated:
        return ""
    return _(
        "%(share)s of them came from one seed: wake other seeds, or add some, before going on."
    ) % {"share": _share(advice.largest)}


def _still(advice: Advice) -> str:
    if advice.settled is None:
        return _("Whether the shares have settled cannot be told yet.")
    if advice.settled:
        return _("Over the last third of the answers no share of this question moved noticeably.")
    return _("The shares of this question still move.")


def _verdict(advice: Advice) -> str:
    if advice.stopped:
        return _("No more invitations are given out there: %(why)s") % {"why": advice.why}
    if advice.stop:
        return _("Nothing speaks against stopping: give out no more invitations there.")
    return _("Go on.")
