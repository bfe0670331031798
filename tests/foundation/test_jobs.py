"""Jobs that fail are tried again, later and later; those of a dead worker go to another soon."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from homelands.foundation import jobs


def task(name: str):
    app.perform_import_paths()
    return app.tasks[name]


def pause(attempts: int) -> int | None:
    job = Job(
        id=1, queue="default", lock=None, queueing_lock=None, task_name="t", attempts=attempts
    )
    decision = jobs.GrowingPauses().get_retry_decision(exception=OSError(), job=job)
    if decision is None:
        return None
    from procrastinate import utils

    left = decision.retry_at - utils.utcnow()
    return round(left.total_seconds())


def test_pauses_grow_and_last_a_day() -> None:
    pauses = [pause(attempts) for attempts in range(11)]
    assert pauses == [10, 30, 90, 300, 900, 2700, 7200, 14400, 28800, 28800, None]
    assert timedelta(hours=23) < timedelta(seconds=sum(jobs.PAUSES)) < timedelta(days=1, hours=1)


@pytest.mark.parametrize(
    "name", ["register.tasks.send_code", "events.tasks.tell", "campaigns.tasks.send"]
)
def test_letters_are_tried_again_after_pauses(name: str) -> None:
    assert isinstance(task(name).retry_strategy, jobs.GrowingPauses)


def test_a_code_goes_before_letters_to_many() -> None:
    code = task("register.tasks.send_code").priority
    assert code > task("campaigns.tasks.send").priority
    assert code > task("collection.tasks.invitations.invite").priority


def test_jobs_of_a_dead_worker_are_given_to_another_within_a_minute() -> None:
    schedules = {one.task.name: one.cron for one in app.periodic_registry.periodic_tasks.values()}
    assert schedules["foundation.tasks.rescue_jobs"] == "* * * * *"
