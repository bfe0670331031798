"""What recruitment does when answers are complete: who answered invites others."""

from datetime import datetime

from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.recruitment.actions import coupons, rewards


def recruit(response: Response, at: datetime) -> None:
    """Gives invitations and writes down what was earned, as the system.

    Whoever completes may do none of this: a respondent writes no invitation and no reward.
    """
    by = Actor.system("recruitment.recruitment")
    if response.study.by_invitation:
        coupons.issue(response, at=at, by=by)
        rewards.earn(response, at=at, by=by)
