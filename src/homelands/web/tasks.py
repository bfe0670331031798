"""What the front page shows of whole tables is counted here, so that no reader waits for it."""

from datetime import UTC, datetime

from homelands.foundation import jobs
from homelands.web import counts


@jobs.every("* * * * *")
def count(timestamp: int) -> None:
    """Counts what the front page shows, where that is not fresh."""
    counts.keep(datetime.fromtimestamp(timestamp, UTC))
