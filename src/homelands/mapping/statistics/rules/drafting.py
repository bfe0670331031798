"""Who may compute estimates and draft findings, and who may take a sample away."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_reason
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_sees_counts
from homelands.surveys.questionnaires.rules.releases import reads_answers

DRAFTERS = (Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER, Role.ME_OFFICER)


def check_may_draft(by: Actor, subject: Any = None) -> None:
    """Ministry officers, survey managers and M&E officers."""
    if not by.holds_any(DRAFTERS):
        raise NotAllowed(
            _("Ministry officers, survey managers and monitoring officers draft findings.")
        )


def check_may_compute(by: Actor, study: Study) -> None:
    """Whoever drafts findings and sees the counts of the study."""
    check_may_draft(by)
    check_sees_counts(by, study)


def check_works_with_answers(by: Actor, study: Study) -> None:
    """Figures that are held against no release are for those who may read every answer anyway."""
    if not reads_answers(by, study):
        raise NotAllowed(
            _(
                "These figures are for officers who may read the answers of every country of the"
                " study."
            )
        )


def check_reads_all(by: Actor, study: Study) -> None:
    """The sample leaves only with officers who may read the answers of every country of it."""
    if reads_answers(by, study):
        return
    raise NotAllowed(
        _(
            "Downloading a sample needs a survey manager or monitoring officer whose grants reach"
            " every country of the study."
        )
    )


def check_may_download(by: Actor, study: Study) -> None:
    """Whoever drafts findings and reads the answers of every country of the study."""
    check_may_draft(by)
    check_reads_all(by, study)


def check_purpose(why: str) -> None:
    """A sample leaves with a reason, which stays in the audit trail."""
    check_reason(why, _("Write what you need the sample for: it stays in the audit trail."))


def check_whole(read: int, held: int) -> None:
    """A part of a sample gives other numbers than the page: all of it leaves, or nothing."""
    if read < held:
        raise NotAllowed(
            _(
                "Your grants open %(read)d of the %(held)d respondents. A part of them would give"
                " other numbers than this page, so nothing was downloaded."
            )
            % {"read": read, "held": held}
        )
