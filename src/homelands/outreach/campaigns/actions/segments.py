"""Segments are made, and written to: only people who agree, only where the officer reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.mapping.findings.models import Finding
from homelands.outreach.campaigns.models import Delivery, Letter, Segment
from homelands.outreach.campaigns.queries import segments as segment_queries
from homelands.outreach.campaigns.rules import check_filters
from homelands.outreach.events.rules.events import check_keeper


class SegmentKnown(Refusal):
    code = "segment_known"
    sentence = _("There is a segment of this name already. Choose another name, or write to it.")


class NobodyToWriteTo(Refusal):
    code = "nobody_to_write_to"
    sentence = _("Nobody in your countries fits this segment and agrees to be written to.")


@dataclass(frozen=True)
class Draft:
    """What a letter says. Its key is made with the form: sent twice, it is one letter."""

    key: UUID
    subject: str
    text: str
    link: str = ""


@action(who=check_keeper)
def create(
    *, name: str, filters: Mapping[str, str], at: datetime, by: Actor,
    finding: Finding | None = None,
) -> Segment:  # fmt: skip
    """Makes a segment from filters, perhaps because of a finding."""
    said = {key: value for key, value in filters.items() if value}
    check_filters(said)
    segment = Segment(
        name=name, filters=said, finding=finding, created_at=at, created_by_id=by.user_id
    )
    try:
        with transaction.atomic():
            segment.save(force_insert=True)
    except IntegrityError as error:
        raise SegmentKnown(field="name") from error
    return segment


@action(who=check_keeper)
def write(segment: Segment, *, draft: Draft, at: datetime, by: Actor) -> Letter:
    """Writes a letter to those in a segment now. A job sends it, one person at a time."""
    keys = list(segment_queries.persons(segment.filters, by).values_list("pk", flat=True))
    if not keys:
        raise NobodyToWriteTo
    letter, is_new = Letter.objects.get_or_create(
        pk=draft.key,
        defaults={
            "segment": segment,
            "subject": draft.subject,
            "text": draft.text,
            "link": draft.link,
            "by_id": by.user_id,
            "at": at,
            "people": len(keys),
        },
    )
    if not is_new:
        return letter
    Delivery.objects.bulk_create(
        [Delivery(letter=letter, person_id=key) for key in keys], batch_size=5000
    )
    jobs.later("campaigns.tasks.deliver", letter=str(letter.pk))
    return letter
