"""Reads of invitations: one by its code, those of a respondent, and the codes themselves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse

from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.collection.models import Trace
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.recruitment.models import Coupon, Scheme
from homelands.surveys.recruitment.rules.coupons import last_day

# Whoever holds a code may know whether it can be used. No row leaves this place but the
# invitation's own, without the answers of who used it.
_FINDER = Actor.system("recruitment.coupons.find")


@dataclass(frozen=True)
class Given:
    """An invitation as its issuer sees it: whether it was used, and never by whom."""

    number: int
    code: str
    link: str
    expires_on: date
    used: bool
    expired: bool
    withdrawn: bool

    @property
    def free(self) -> bool:
        return not (self.used or self.expired or self.withdrawn)


def code_of(coupon: Coupon) -> str:
    """Returns the code of an invitation; it stands nowhere."""
    return codes.derived("coupon", coupon.pk)


def link_to(code: str) -> str:
    """Returns the personal link of an invitation: it says nothing but the code."""
    return settings.BASE_URL + reverse("recruitment.coupons.accept", args=[code])


def by_code(code: str) -> Coupon | None:
    """Returns the invitation of a code, in whatever study."""
    rows = Coupon.objects.select_related("study", "used_by")
    with acting(_FINDER):
        return (
            rows.defer("used_by__answers", "used_by__seconds")
            .filter(digest=bytes.fromhex(codes.digest(code)))
            .first()
        )


def given_by(response: Response, on: date) -> list[Given]:
    """Returns the invitations that a respondent may pass on, by number."""
    rows = Coupon.objects.filter(issuer=response).order_by("number")
    return [given(row, on) for row in rows]


def given(coupon: Coupon, on: date) -> Given:
    """Returns an invitation with its code, for whoever passes it on."""
    code = code_of(coupon)
    return Given(
        number=coupon.number,
        code=code,
        link=link_to(code),
        expires_on=coupon.expires_on,
        used=coupon.used_by_id is not None,
        expired=coupon.used_by_id is None and coupon.expires_on < on,
        withdrawn=coupon.voided_at is not None,
    )


def from_this_browser(coupon: Coupon, machine: str) -> bool:
    """Says whether the issuer of an invitation answered in the same browser."""
    if not machine or coupon.issuer_id is None:
        return False
    with acting(_FINDER):
        traces = Trace.objects.filter(response=coupon.issuer_id, machine__startswith=machine)
        return traces.exists()


def last_number(study: Study) -> int:
    """Returns the highest number of an invitation of a study so far, 0 where there is none."""
    number: int | None = Coupon.objects.filter(study=study).aggregate(top=Max("number"))["top"]
    return number or 0


def next_ones(scheme: Scheme, count: int, at: datetime, **alike: Any) -> list[Coupon]:
    """Returns so many new invitations with the next numbers, not stored yet."""
    first = last_number(scheme.study) + 1
    return [
        Coupon(
            id=key,
            study=scheme.study,
            number=first + place,
            digest=bytes.fromhex(codes.digest(codes.derived("coupon", key))),
            issued_at=at,
            expires_on=last_day(scheme, scheme.study, at.date()),
            **alike,
        )
        for place, key in enumerate(uuid4() for _ in range(count))
    ]


def scheme_of(study: Study) -> Scheme | None:
    """Returns the rules of a study's invitations, if it has any."""
    return Scheme.objects.filter(study=study).first()


def seeds(study: Study) -> QuerySet[Coupon]:
    """Returns the invitations by the study itself that the actor may see, by number."""
    return (
        Coupon.objects.filter(study=study, issuer=None)
        .select_related("used_by")
        .defer("used_by__answers", "used_by__seconds")
        .order_by("number")
    )


def out(study: Study, at: datetime) -> bool:
    """Says whether any invitation of a study has been given out by a moment."""
    with acting(_FINDER):
        return Coupon.objects.filter(study=study, issued_at__lte=at).exists()


def has_scheme(study: Study) -> bool:
    """Says whether the rules of a study's invitations are set."""
    return Scheme.objects.filter(study=study).exists()


def has_seeds(study: Study) -> bool:
    """Says whether a study has a seed: that is no secret, the seeds are read in their countries."""
    with acting(_FINDER):
        return Coupon.objects.filter(study=study, issuer=None).exists()
