"""What collection does when answers are complete: new answers are looked at for flags, later."""

from datetime import datetime

from homelands.foundation import jobs
from homelands.surveys.questionnaires.models import Response


def look_for_flags(response: Response, at: datetime) -> None:
    """Has new answers looked at apart from taking them in: nobody waits for it."""
    jobs.later("collection.tasks.quality_flags.look", response=str(response.pk))
