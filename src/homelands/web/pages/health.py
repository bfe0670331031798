"""Whether the service can do its work: for load balancers by the status, for monitors in words."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta

import psycopg
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from homelands.web import environment

#: With less room than this, in bytes, answers and letters can soon not be kept any more.
LEAST_ROOM = 200 * 2**20
#: A worker that has not been heard of for so long works no more; it says so every ten seconds.
SILENCE = timedelta(minutes=1)

_PATIENCE = 3  # seconds for the database to answer

OK, LATE, FAILING = "ok", "late", "failing"


def health(request: HttpRequest) -> JsonResponse:
    """Says how the database, the disk and the workers are; 503 where nothing can be kept."""
    states = {"database": _tried(_database), "disk": _tried(_disk)}
    states["jobs"] = _tried(_jobs) if states["database"] == OK else FAILING
    worst = max(states.values(), key=(OK, LATE, FAILING).index)
    if worst == FAILING and states["database"] == states["disk"] == OK:
        worst = LATE  # answers are kept, and what they lead to is done later
    return JsonResponse({"status": worst, **states}, status=503 if worst == FAILING else 200)


health.acts_itself = True  # type: ignore[attr-defined]  # it answers without a database, too


def _tried(look: Callable[[], str]) -> str:
    try:
        return look()
    except (DatabaseError, psycopg.Error, OSError):
        return FAILING


def _database() -> str:
    """Asks on a connection of its own: those that are shared may all be waited for."""
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=_PATIENCE) as connection:
        connection.execute("SELECT 1")
    return OK


def _disk() -> str:
    return OK if shutil.disk_usage(environment.home()).free > LEAST_ROOM else FAILING


def _jobs() -> str:
    heard = ProcrastinateWorker.objects.filter(last_heartbeat__gte=timezone.now() - SILENCE)
    return OK if heard.exists() else FAILING
