"""Studies: what they ask, by which doors answers come, the answers, and what is told of them.

Contact for follow-up and invitations are kept apart from answers: nothing leads from one to the
other.
"""

from homelands.surveys.models.coding import Code, Passage, Quote
from homelands.surveys.models.collector import Collector, Invitation
from homelands.surveys.models.concept import Category, Concept, ConceptLink
from homelands.surveys.models.conversation import Conversation, Guide, Recording, Transcript
from homelands.surveys.models.entity import Entity, EntityList
from homelands.surveys.models.export_request import ExportRequest
from homelands.surveys.models.follow_up import FollowUp
from homelands.surveys.models.import_file import ImportFile, ImportMapping
from homelands.surveys.models.questionnaire import FormFile, Questionnaire
from homelands.surveys.models.recruitment import Coupon, RewardEntry, Scheme, Signal, Trace
from homelands.surveys.models.response import Response
from homelands.surveys.models.study import Study
from homelands.surveys.models.submission import Attachment, Submission
from homelands.surveys.models.webhook import Delivery, Webhook

__all__ = [
    "Attachment",
    "Category",
    "Code",
    "Collector",
    "Concept",
    "ConceptLink",
    "Conversation",
    "Coupon",
    "Delivery",
    "Entity",
    "EntityList",
    "ExportRequest",
    "FollowUp",
    "FormFile",
    "Guide",
    "ImportFile",
    "ImportMapping",
    "Invitation",
    "Passage",
    "Questionnaire",
    "Quote",
    "Recording",
    "Response",
    "RewardEntry",
    "Scheme",
    "Signal",
    "Study",
    "Submission",
    "Trace",
    "Transcript",
    "Webhook",
]
