"""Work done later, by a worker: enqueued in the transaction, run as the system.

    @jobs.task
    def remind(call: str) -> None: ...                        in programmes/needs/tasks.py
    jobs.later("needs.tasks.remind", call=str(call.pk))  in an action: undone with it

A task may run twice (a worker can die after the work and before saying so): write it so that the
second time changes nothing. Arguments are stored in clear: pass ids, never contact details.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor

#: Seconds before each further try, about a day in all: as long as a mail server may be away.
PAUSES = (10, 30, 90, 300, 900, 2700, 7200, 14400, 28800, 28800)
#: What nobody waits for at a screen comes after what somebody does.
_LATER = -10


class GrowingPauses(BaseRetryStrategy):
    """Tries a job again and again, after pauses that grow, until none is left."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= len(PAUSES):
            return None
        return RetryDecision(retry_in={"seconds": PAUSES[job.attempts]})


def _as_system(function: Callable[..., None]) -> Callable[..., None]:
    name = f"{_app(function)}.{function.__name__}"

    @wraps(function)
    def run(**arguments: Any) -> None:
        with acting(Actor.system(name), name):
            function(**arguments)

    return run


def task(function: Callable[..., None]) -> Any:
    """Makes a function a task: tried again for a day, with growing pauses."""
    return app.task(retry=GrowingPauses(), name=_name(function))(_as_system(function))


def task_for_many(function: Callable[..., None]) -> Any:
    """Makes a function a task that comes in hundreds: it lets every other go before it."""
    decorate = app.task(retry=GrowingPauses(), name=_name(function), priority=_LATER)
    return decorate(_as_system(function))


def task_in(queue: str) -> Callable[[Callable[..., None]], Any]:
    """Makes a function a task of a queue of its own, which holds up no other."""

    def decorate(function: Callable[..., None]) -> Any:
        decorated = app.task(retry=GrowingPauses(), name=_name(function), queue=queue)
        return decorated(_as_system(function))

    return decorate


def every(cron: str) -> Callable[[Callable[..., None]], Any]:
    """Makes a function of the time (a Unix timestamp) a task that runs on a schedule."""

    def decorate(function: Callable[..., None]) -> Any:
        scheduled = app.task(retry=GrowingPauses(), name=_name(function))(_as_scheduled(function))
        return app.periodic(cron=cron)(scheduled)

    return decorate


def _as_scheduled(function: Callable[..., None]) -> Callable[[int], None]:
    run = _as_system(function)
    return lambda timestamp: run(timestamp=timestamp)


def later(name: str, **arguments: Any) -> None:
    """Enqueues a task by its name, such as `register.tasks.send_code`: actions import no tasks."""
    app.configure_task(name, allow_unknown=False).defer(**arguments)


def after(seconds: int, name: str, **arguments: Any) -> None:
    """Enqueues a task by its name, to be run when so many seconds are over."""
    app.configure_task(name, allow_unknown=False, schedule_in={"seconds": seconds}).defer(
        **arguments
    )


def _name(function: Callable[..., None]) -> str:
    """Returns the app, the room and the function; the roof is not part of the name."""
    module = function.__module__.partition(".tasks")
    return f"{_app(function)}.tasks{module[2]}.{function.__name__}"


def _app(function: Callable[..., None]) -> str:
    return function.__module__.partition(".tasks")[0].rpartition(".")[2]
