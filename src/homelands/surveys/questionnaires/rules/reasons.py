"""When invitations are given out and taken, what their rules may become, what can be paid."""

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
