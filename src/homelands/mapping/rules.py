"""Who may draft and publish findings, and which findings may be published at all."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.reference.countries import search_key
from homelands.foundation.roles import Role
from homelands.mapping.models import Estimate, Finding

DRAFTERS = (Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER, Role.ME_OFFICER)
PUBLISHERS = (Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER)

# National Center for Health Statistics, Data Presentation Standards for Proportions (2017).
FEWEST = 30
WIDEST = 0.30

#: From which state a finding may go to which.
STATES = {
    Finding.State.DRAFT: {Finding.State.PUBLISHED, Finding.State.RETRACTED},
    Finding.State.PUBLISHED: {Finding.State.RETRACTED},
    Finding.State.RETRACTED: set(),
}

# As `search_key` writes them: no accents, no punctuation. "Representatives" are people.
_FORBIDDEN = re.compile(
    r"\b(representative|representativeness|representati(?:f|fs|ve|vite)"
    r"|representativ(?:o|a|os|as|idad)|margins? of error|marges? d erreur"
    r"|margen(?:es)? de error)\b|هامش الخط|تمثيلي"
)

#: Doubts about the recruitment for which an officer has to answer by name.
_GRAVE = {"recruits-none", "group-recruited-nobody", "countries-pooled"}


class TooFew(Refusal):
    code = "too_few_respondents"


class NothingToShow(Refusal):
    code = "nothing_to_show"
    sentence = _("Every group is too small to show, so there is nothing to publish.")


class ForbiddenWords(Refusal):
    code = "forbidden_words"


class NeedsReason(Refusal):
    code = "needs_reason"


def check_may_draft(by: Actor, subject: Any = None) -> None:
    """Officers of the ministry, survey managers and M&E officers compute and draft."""
    if not by.holds_any(DRAFTERS):
        raise NotAllowed(
            _("Ministry officers, survey managers and monitoring officers draft findings.")
        )


def check_may_publish(by: Actor, subject: Any = None) -> None:
    """Publishing and retracting need a grant that reaches everywhere."""
    if not by.holds(*PUBLISHERS):
        raise NotAllowed(
            _("Publishing needs a ministry officer or survey manager whose grant has no limits.")
        )


def check_state(finding: Finding, target: Finding.State) -> None:
    """A finding moves only along the state table."""
    if target not in STATES[Finding.State(finding.state)]:
        raise NotNow(
            _("This finding is “%(state)s” and cannot become “%(target)s”.")
            % {"state": finding.get_state_display(), "target": target.label}
        )


def check_words(design: str, *texts: str) -> None:
    """A sample without known chances is not called representative, nor given an error margin."""
    if design == "probability":
        return
    for text in texts:
        found = _FORBIDDEN.search(search_key(text))
        if found:
            raise ForbiddenWords(
                _(
                    "“%(words)s” cannot be said of this study: people were not drawn with known"
                    " chances. Say what was found among whom, with its interval."
                )
                % {"words": found[0]}
            )


def check_enough(estimates: Sequence[Estimate]) -> None:
    """Below thirty respondents nothing is published; no reason changes that."""
    fewest = min((one.n for one in estimates), default=0)
    if fewest < FEWEST:
        raise TooFew(
            _("Only %(n)d people answered. A finding needs at least %(least)d.")
            % {"n": fewest, "least": FEWEST}
        )


def doubts(estimates: Sequence[Estimate], labels: Mapping[str, str] | None = None) -> list[str]:
    """Returns what stands against publishing unless an officer says why it is right."""
    words = labels or {}
    found = []
    wide = [one for one in estimates if _width(one) >= WIDEST]
    if wide:
        found.append(
            _(
                "The interval of “%(category)s” is %(width)d percentage points wide; %(most)d is"
                " too wide."
            )
            % {
                "category": _named(max(wide, key=_width), words),
                "width": round(100 * max(_width(one) for one in wide)),
                "most": round(100 * WIDEST),
            }
        )
    worth = min((one.effective_n for one in estimates if one.effective_n is not None), default=None)
    if worth is not None and worth < FEWEST:
        found.append(
            _("The answers are worth only %(n).1f independent ones; %(least)d are needed.")
            % {"n": math.floor(10 * worth) / 10, "least": FEWEST}
        )
    said = {caution["code"]: caution["message"] for one in estimates for caution in one.cautions}
    return [str(one) for one in found] + [said[code] for code in sorted(_GRAVE & set(said))]


def check_precise(finding: Finding, estimates: Sequence[Estimate], why: str) -> None:
    """What is imprecise or doubtful is published only with a named person's reason."""
    found = doubts(estimates, finding.labels)
    if found and not why.strip():
        sentence = " ".join(found)
        raise NeedsReason(
            _("%(doubts)s To publish all the same, write why.") % {"doubts": sentence}, field="why"
        )


def check_reason(why: str) -> None:
    """Taking a finding back needs a reason that readers will see."""
    if not why.strip():
        raise NeedsReason(_("Write why it is taken back: readers will see it."), field="why")


def _named(estimate: Estimate, labels: Mapping[str, str]) -> str:
    return labels.get(estimate.category, estimate.category)


def _width(estimate: Estimate) -> float:
    if estimate.low is None or estimate.high is None:
        return 0.0
    return round(estimate.high - estimate.low, 12)
