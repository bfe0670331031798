"""What runs by itself: promises are escalated, what is over is deleted, jobs are tried again."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from homelands.foundation import jobs
from homelands.foundation.actions import promises, retention
from homelands.foundation.actors import Actor
from homelands.foundation.retention import kinds


@jobs.every("*/15 * * * *")
def escalate_promises(timestamp: int) -> None:
    """Escalates what is overdue."""
    promises.escalate(at=datetime.fromtimestamp(timestamp, UTC), by=Actor.system("promises"))


@jobs.every("10 4 * * *")
def purge(timestamp: int) -> None:
    """Deletes what is over, of every kind that no job of its own deletes."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for kind in kinds():
        if not kind.job:
            retention.purge(kind, at=at, by=Actor.system("retention"))


@app.periodic(cron="* * * * *")
@app.task(name="foundation.tasks.rescue_jobs", pass_context=True)
async def rescue_jobs(context: object, timestamp: int) -> None:
    """Gives jobs whose worker died to another worker."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
