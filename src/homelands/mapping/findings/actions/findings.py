"""Findings are drafted from estimates, published, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from homelands.foundation import releases
from homelands.foundation.action import action
from homelands.foundation.actions import releases as release_actions
from homelands.foundation.actors import Actor
from homelands.foundation.locking import locked
from homelands.mapping.findings.models import Finding
from homelands.mapping.findings.queries import findings, released
from homelands.mapping.findings.rules import (
    check_may_publish,
    check_precise,
    check_publishable,
    check_retraction,
    check_state,
    check_words,
)
from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.rules.drafting import check_may_draft


@dataclass(frozen=True)
class Wording:
    """What a finding says; `labels` gives the answers in words, by their code."""

    claim: str
    text: str = ""
    question: str = ""
    labels: dict[str, str] = field(default_factory=dict)


@action(who=check_may_draft)
def draft(estimates: Sequence[Estimate], *, wording: Wording, at: datetime, by: Actor) -> Finding:
    """Drafts a finding on the estimates of one computation."""
    first = estimates[0]
    assert {estimate.digest for estimate in estimates} == {first.digest}, (
        "estimates of one computation"
    )
    _check_wording(first.study.design, wording)
    finding = Finding(
        study=first.study,
        variable=first.variable,
        claim=wording.claim,
        text=wording.text,
        question=wording.question,
        labels=wording.labels,
        drafted_at=at,
        drafted_by_id=by.user_id,
    )
    finding.save(force_insert=True)
    finding.estimates.set(estimates)
    return finding


@action(who=check_may_publish)
def publish(finding: Finding, *, at: datetime, by: Actor, why: str = "") -> Finding:
    """Publishes a finding, for everybody to read."""
    finding = locked(finding, "study")
    estimates = findings.estimates(finding)
    table = findings.table(finding)
    check_publishable(finding, estimates, shows_something=table.shows_something)
    universe, cells = released.table(finding, table)
    releases.check(universe, cells)
    check_words(finding.study.design, why)
    check_precise(finding, estimates, why)
    finding.state = Finding.State.PUBLISHED
    finding.published_at, finding.published_by_id = at, by.user_id
    finding.published_why = why.strip()
    finding.save(update_fields=["state", "published_at", "published_by", "published_why"])
    release_actions.note(
        universe, cells=cells, page="findings.findings.read", record=finding.pk, at=at, by=by
    )
    return finding


@action(who=check_may_publish)
def retract(finding: Finding, *, why: str, at: datetime, by: Actor) -> Finding:
    """Takes a finding back; readers of its page see why."""
    finding = locked(finding, "study")
    check_state(finding, Finding.State.RETRACTED)
    check_retraction(why)
    finding.state = Finding.State.RETRACTED
    finding.retracted_at, finding.retracted_by_id = at, by.user_id
    finding.retracted_why = why.strip()
    finding.save(update_fields=["state", "retracted_at", "retracted_by", "retracted_why"])
    return finding


def _check_wording(design: str, wording: Wording) -> None:
    check_words(design, wording.claim, wording.text, wording.question, *wording.labels.values())
