"""What runs by itself: overdue promises are escalated, dead workers' jobs are tried again."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from homelands.foundation import jobs
from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor


@jobs.every("*/15 * * * *")
def escalate_promises(timestamp: int) -> None:
    """Escalates what is overdue."""
    promises.escalate(at=datetime.fromtimestamp(timestamp, UTC), by=Actor.system("promises"))


@app.periodic(cron="*/10 * * * *")
@app.task(name="foundation.tasks.rescue_jobs", pass_context=True)
async def rescue_jobs(context: object, timestamp: int) -> None:
    """Gives jobs whose worker died to another worker."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
