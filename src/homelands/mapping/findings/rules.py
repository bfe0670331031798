"""Who may draft and publish findings, and which findings may be published at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_reason
from homelands.mapping.findings.models import Finding
from homelands.mapping.statistics.models import Estimate
from homelands.science.disclosure import safety
from homelands.science.publication.classes import DesignClass
from homelands.science.publication.evidence import Precision
from homelands.science.publication.precision import FEWEST, imprecise
from homelands.science.publication.refused import Refused
from homelands.science.publication.words import forbidden_words
from homelands.ui import sentences

PUBLISHERS = (Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER)


#: From which state a finding may go to which.
STATES = {
    Finding.State.DRAFT: {Finding.State.PUBLISHED, Finding.State.RETRACTED},
    Finding.State.PUBLISHED: {Finding.State.RETRACTED},
    Finding.State.RETRACTED: set(),
}


class TooFew(Refusal):
    code = "too_few_respondents"


class NothingToShow(Refusal):
    code = "nothing_to_show"
    sentence = _("Every group is too small to show, so there is nothing to publish.")


class ForbiddenWords(Refusal):
    code = "forbidden_words"


def check_may_publish(by: Actor, subject: Any = None) -> None:
    """Ministry officers and survey managers whose grant has no limits."""
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
    found = forbidden_words(DesignClass.E, *texts)
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
    fewest = min((estimate.n for estimate in estimates), default=0)
    if fewest < FEWEST:
        raise TooFew(
            _("Only %(n)d people answered. A finding needs at least %(least)d.")
            % {"n": fewest, "least": FEWEST}
        )


def doubts(estimates: Sequence[Estimate], labels: Mapping[str, str] | None = None) -> list[str]:
    """Returns what stands against publishing unless an officer says why it is right.

    Of precision what the gate says of the shares that are shown; of the recruitment and the
    weights what it said when the estimates were computed.
    """
    worst: dict[str, tuple[float, Refused]] = {}
    for one in _shown(estimates):
        for refused in _imprecise(one, labels or {}):
            badness = _badness(one, refused)
            if refused.code not in worst or badness > worst[refused.code][0]:
                worst[refused.code] = badness, refused
    named = {one.category for one in estimates} - {one.category for one in _shown(estimates)}
    kept = [
        safety.unnamed(refused, named) for estimate in estimates for refused in estimate.against
    ]
    return sentences.each([*(refused for _badness, refused in worst.values()), *kept])


def check_publishable(
    finding: Finding, estimates: Sequence[Estimate], *, shows_something: bool
) -> None:
    """What no reason changes: state, words, how many answered, whether any group is shown."""
    check_state(finding, Finding.State.PUBLISHED)
    check_words(finding.study.design, finding.claim, finding.text, finding.question)
    check_enough(estimates)
    if not shows_something:
        raise NothingToShow


def check_precise(finding: Finding, estimates: Sequence[Estimate], why: str) -> None:
    """What is imprecise or doubtful is published only with a named person's reason."""
    if against := doubts(estimates, finding.labels):
        said = _("%(doubts)s To publish all the same, write why.") % {"doubts": " ".join(against)}
        check_reason(why, said)


def check_retraction(why: str) -> None:
    """Taking a finding back needs a reason that readers will see."""
    check_reason(why, _("Write why it is taken back: readers will see it."))


def _shown(estimates: Sequence[Estimate]) -> list[Estimate]:
    """Returns the estimates that readers see: small groups are hidden."""
    hidden = safety.hidden([estimate.count for estimate in estimates])
    return [one for one, hide in zip(estimates, hidden, strict=True) if not hide]


def _imprecise(estimate: Estimate, labels: Mapping[str, str]) -> Iterator[Refused]:
    """Yields the gate's objections to a share that may be answered for; none to a count."""
    if estimate.value is None:
        return
    precision = Precision(
        estimate.n, estimate.effective_n, estimate.value, estimate.low, estimate.high, df=None
    )
    name = labels.get(estimate.category, estimate.category)
    yield from (replace(each, category=name) for each in imprecise(precision) if each.overridable)


def _badness(estimate: Estimate, refused: Refused) -> float:
    """Returns how far a share is from what may be published: the worst of several is told."""
    if refused.code == "effective-n-small":
        assert estimate.effective_n is not None  # the gate has compared it
        return -estimate.effective_n
    return 0.0 if estimate.low is None or estimate.high is None else estimate.high - estimate.low
