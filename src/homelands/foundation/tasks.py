"""What runs by itself: promises are escalated, what is over is deleted, jobs are tried again."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

from django.conf import settings
from procrastinate.contrib.django import app

from homelands.foundation import jobs
from homelands.foundation.actions import accounts, attempts, promises
from homelands.foundation.actors import Actor


@jobs.every("*/15 * * * *")
def escalate_promises(timestamp: int) -> None:
    """Escalates what is overdue."""
    promises.escalate(at=datetime.fromtimestamp(timestamp, UTC), by=Actor.system("promises"))


@jobs.every("23 2 * * *")
def forget(timestamp: int) -> None:
    """Deletes counts of attempts, sign-in codes and sessions that are over."""
    by = Actor.system("foundation.forget")
    yesterday = datetime.fromtimestamp(timestamp, UTC) - timedelta(days=1)
    attempts.forget(before=yesterday, by=by)
    accounts.forget_codes(before=yesterday, by=by)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@app.periodic(cron="*/10 * * * *")
@app.task(name="foundation.tasks.rescue_jobs", pass_context=True)
async def rescue_jobs(context: object, timestamp: int) -> None:
    """Gives jobs whose worker died to another worker."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
