"""Who may decide about a study's records, and that a decision has a reason."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys.questionnaires.rules import check_manages


class ReasonMissing(Refusal):
    code = "reason_missing"
    sentence = _("Say why: a report on this study has to tell it.")


def check_manages_of(by: Actor, record: Any) -> None:
    """Survey managers of every country of the study that the record belongs to."""
    check_manages(by, record.study)


def check_reason(why: str) -> None:
    if not why.strip():
        raise ReasonMissing(field="why")
