"""When invitations are given out and taken, what their rules may become, what can be paid."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from homelands.forms.xforms import by_name
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.rules import check_reason
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.recruitment.models import Coupon, Scheme

#: So long is an invitation kept for whoever began with it and has not sent their answers.
KEPT_FOR = timedelta(hours=48)


MOST_COUPONS, MOST_DAYS = 20, 365


#: What looks like an address or a telephone number.
_CONTACT = re.compile(r"@|https?:|www\.|(?:\d[\s./-]?){7,}")


class NotRecruited(NotNow):
    code = "not_recruited"
    sentence = _("Only a respondent-driven study has invitations by respondents.")


class NoScheme(NotNow):
    code = "no_scheme"
    sentence = _("Set the rules of invitations first: how many each, for how long.")


class UnfitTerms(Refusal):
    code = "unfit_terms"


class NamesSomebody(Refusal):
    code = "names_somebody"
    sentence = _("Describe the person without an address or a number that leads to them.")


class UnknownInvitation(Refusal):
    code = "unknown_invitation"
    sentence = _("We do not know this invitation. Check the code, or ask for another one.")


class OtherStudy(Refusal):
    code = "other_study"
    sentence = _("This invitation belongs to another study than the answers that you began.")


class InvitationUsed(NotNow):
    code = "invitation_used"
    sentence = _(
        "This invitation has been used: each is for one person, once. If it was you, thank you. "
        "If not, ask whoever gave it to you for another one."
    )


class InvitationBegun(NotNow):
    code = "invitation_begun"


class InvitationExpired(NotNow):
    code = "invitation_expired"


class InvitationWithdrawn(NotNow):
    code = "invitation_withdrawn"
    sentence = _("This invitation was withdrawn. Ask whoever gave it to you for another one.")


class OwnInvitation(NotAllowed):
    code = "own_invitation"
    sentence = _("You gave out this invitation yourself. It is for somebody else.")


class InvitationLapsed(NotNow):
    code = "invitation_lapsed"
    sentence = _(
        "Your invitation was kept for you for 48 hours; then somebody else began with it. Your "
        "answers are kept. Ask for another invitation, open it, and choose “I have begun already”."
    )


class MoreThanOwed(NotNow):
    code = "more_than_owed"
    sentence = _("This is more than is owed. Nothing was written.")


def is_recruited(study: Study) -> bool:
    return study.design == Study.Design.RDS


def check_recruits(study: Study) -> None:
    if not is_recruited(study):
        raise NotRecruited


def check_has_scheme(scheme: Scheme | None) -> None:
    if scheme is None:
        raise NoScheme


def check_terms(terms: Any) -> None:
    """Refuses rules under which nobody could invite, or that owe money in no currency."""
    if not 1 <= terms.coupons_each <= MOST_COUPONS:
        raise UnfitTerms(
            _("Each respondent gets from 1 to %(most)d invitations.") % {"most": MOST_COUPONS},
            field="coupons_each",
        )
    if not 1 <= terms.valid_days <= MOST_DAYS:
        raise UnfitTerms(
            _("An invitation is valid for 1 to %(most)d days.") % {"most": MOST_DAYS},
            field="valid_days",
        )
    if (terms.first_reward or terms.second_reward) and not terms.currency:
        raise UnfitTerms(_("Choose the currency of the rewards."), field="currency")


def check_change(scheme: Scheme, terms: Any, *, earned: bool, why: str) -> None:
    """Once invitations are out every change needs a reason; a currency that is owed stays."""
    if earned and terms.currency != scheme.currency:
        raise UnfitTerms(
            _("Rewards are owed in %(currency)s already: the currency stays.")
            % {"currency": scheme.currency},
            field="currency",
        )
    check_reason(why)


def check_names_nobody(about: str, field: str) -> None:
    """Refuses a description with an e-mail address, a link or a telephone number."""
    if _CONTACT.search(about):
        raise NamesSomebody(field=field)


def is_kept(coupon: Coupon, at: datetime) -> bool:
    """Says whether somebody began with an invitation and it is still kept for them."""
    draft = coupon.used_by
    return draft is not None and draft.completed_at is None and at < draft.started_at + KEPT_FOR


def check_takes(coupon: Coupon, at: datetime) -> None:
    """Refuses an invitation that is used, kept for somebody, withdrawn, or too old."""
    if coupon.used_by is not None and coupon.used_by.completed_at is not None:
        raise InvitationUsed
    if coupon.voided_at is not None:
        raise InvitationWithdrawn
    if is_kept(coupon, at):
        assert coupon.used_by is not None
        until = localtime(coupon.used_by.started_at + KEPT_FOR)
        raise InvitationBegun(
            _(
                "Somebody has begun with this invitation, and it is kept for them until "
                "%(until)s. If it was you, go on with the code that you were shown; if not, come "
                "back then."
            )
            % {"until": date_format(until, "DATETIME_FORMAT")}
        )
    if coupon.expires_on < at.date():
        raise InvitationExpired(
            _("This invitation was valid until %(day)s. Ask whoever gave it to you for another.")
            % {"day": date_format(coupon.expires_on)}
        )


def check_fits(coupon: Coupon, response: Response) -> None:
    """Refuses an invitation to another study, and one that the respondent gave out."""
    if coupon.study_id != response.study_id:
        raise OtherStudy
    if coupon.issuer_id == response.pk:
        raise OwnInvitation


def check_not_lapsed(response: Response) -> None:
    if response.coupon_lapsed:
        raise InvitationLapsed


def gives(scheme: Scheme, response: Response) -> bool:
    """Says whether a respondent may invite: eligible, by the web, where it has not been stopped.

    Who came by a field app has no page on which to see invitations: a team gives paper ones.
    """
    stopped = response.destination in scheme.stopped or "" in scheme.stopped
    return not stopped and bool(response.resume_digest) and is_eligible(response)


def is_eligible(response: Response) -> bool:
    """Says whether the answers make somebody one of those whom the study is about."""
    return by_name(response.answers).get("eligible") != "no"


def last_day(scheme: Scheme, study: Study, on: date) -> date:
    """Returns until when an invitation of today is valid: no longer than the study is open."""
    last = on + timedelta(days=scheme.valid_days)
    return min(last, study.closes_on) if study.closes_on else last
