"""Studies, what they ask, by which collectors answers come, and the answers."""

from homelands.surveys.questionnaires.models.attachment import Attachment, StoredFile
from homelands.surveys.questionnaires.models.collector import Collector
from homelands.surveys.questionnaires.models.questionnaire import FormAttachment, Questionnaire
from homelands.surveys.questionnaires.models.response import Response
from homelands.surveys.questionnaires.models.study import Study

__all__ = [
    "Attachment",
    "Collector",
    "FormAttachment",
    "Questionnaire",
    "Response",
    "StoredFile",
    "Study",
]
