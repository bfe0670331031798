"""Findings that wait to be published."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.to_do import Item, Source
from homelands.mapping.findings.models import Finding
from homelands.mapping.findings.rules import check_may_publish

PUBLISH = timedelta(days=14)


def register() -> None:
    to_do.register(Source("findings.publish", to_publish, covers=[Finding.State.DRAFT]))


def to_publish(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Drafts, for those who may publish."""
    if why_not(check_may_publish, actor, None):
        return
    drafts = Finding.objects.filter(state=Finding.State.DRAFT).select_related("study")
    for finding in drafts.order_by("drafted_at")[:most]:
        since = timezone.localdate(finding.drafted_at)
        yield Item(
            sort=_("Finding"),
            title=finding.claim,
            about=finding.study.name,
            act=_("Publish"),
            url=reverse("findings.findings.show", args=[finding.pk]),
            due_on=since + PUBLISH,
            since=since,
        )
