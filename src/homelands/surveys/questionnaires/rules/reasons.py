"""Who may decide about a study's records."""

from typing import Any

from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.rules import check_manages


def check_manages_of(by: Actor, record: Any) -> None:
    """Survey managers of every country of the study that the record belongs to."""
    check_manages(by, record.study)
