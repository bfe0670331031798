"""Studies, their questionnaires, the answers, and contact for follow-up kept apart from them."""

from homelands.surveys.models.follow_up import FollowUp
from homelands.surveys.models.questionnaire import Questionnaire
from homelands.surveys.models.response import Response
from homelands.surveys.models.study import Study

__all__ = ["FollowUp", "Questionnaire", "Response", "Study"]
