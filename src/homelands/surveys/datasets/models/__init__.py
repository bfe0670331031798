"""Data in and out: concepts, files of answers, data files, webhooks, and what was counted."""

from homelands.surveys.datasets.models.concept import Category, Concept, ConceptLink
from homelands.surveys.datasets.models.export_request import ExportRequest
from homelands.surveys.datasets.models.import_file import ImportFile, ImportMapping
from homelands.surveys.datasets.models.summary import Skips, Summary, Tally
from homelands.surveys.datasets.models.webhook import Delivery, Webhook

__all__ = [
    "Category",
    "Concept",
    "ConceptLink",
    "Delivery",
    "ExportRequest",
    "ImportFile",
    "ImportMapping",
    "Skips",
    "Summary",
    "Tally",
    "Webhook",
]
