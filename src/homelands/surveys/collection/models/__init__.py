"""What field teams, invitations and devices bring: submissions, lists, data quality flags."""

from homelands.surveys.collection.models.entity import Entity, EntityList
from homelands.surveys.collection.models.follow_up import FollowUp
from homelands.surveys.collection.models.invitation import Invitation
from homelands.surveys.collection.models.quality_flag import QualityFlag, Trace
from homelands.surveys.collection.models.submission import Submission, SubmissionFile

__all__ = [
    "Entity",
    "EntityList",
    "FollowUp",
    "Invitation",
    "QualityFlag",
    "Submission",
    "SubmissionFile",
    "Trace",
]
