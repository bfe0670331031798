"""What collection does when answers are complete: new answers are looked at for doubts, later."""

from datetime import datetime

from homelands.foundation import jobs
from homelands.surveys.questionnaires.models import Response


def look_for_doubts(response: Response, at: datetime) -> None:
    """Has new answers looked at apart from taking them in: nobody waits for it."""
    jobs.later("collection.tasks.signals.look", response=str(response.pk))
