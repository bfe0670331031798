"""Measures what a study's summary costs: 1,000 and 10,000 answers to 300 questions.

`python -m bench.surveys.summaries` makes a database of its own in a temporary folder. Pages are
asked for through the whole program, in this process and by one officer; the bare query is what the
database needs to count the same answers without anything kept.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from bench.deployment import folder
from bench.surveys.exports import fill, name_of, start

_COLUMNS = 300
_TIMES = 15
_BARE = """
    SELECT key, value, count(*) FROM questionnaires_response, jsonb_each_text(answers)
    WHERE study_id = %s AND completed_at IS NOT NULL GROUP BY key, value
"""
_PAIR = """
    SELECT answers ->> '/data/q1', answers ->> '/data/q4', count(*) FROM questionnaires_response
    WHERE study_id = %s AND completed_at IS NOT NULL GROUP BY 1, 2
"""


def main(words: Sequence[str] = ()) -> None:
    if words:
        _measure(int(words[0]))
        return
    print("| answers x questions | what | ms |\n|---|---|---|", flush=True)
    with folder() as home:
        for rows in (1_000, 10_000):
            _apart(home, rows)


def _apart(home: Path, rows: int) -> None:
    environment = {
        **os.environ,
        "HOMELANDS_HOME": str(home),
        "HOMELANDS_EXAMPLE": "yes",
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "bench.surveys.summaries", str(rows)]
    subprocess.run(command, env=environment, check=True)


def _measure(rows: int) -> None:
    start()
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from homelands.foundation.access.context import acting
    from homelands.foundation.actions import accounts
    from homelands.foundation.actions.accounts import Reach
    from homelands.foundation.actors import Actor
    from homelands.foundation.roles import Role
    from homelands.surveys.datasets.actions import summaries
    from homelands.surveys.questionnaires.models import Study

    call_command("collectstatic", interactive=False, verbosity=0)
    by, now = Actor.system("bench"), timezone.now()
    with acting(by):
        fill(rows, _COLUMNS)
        study = Study.objects.get(name=name_of(rows, _COLUMNS))
        officer = accounts.open_for_officer(
            login=f"bench{rows}@example.org", name="Bench", by=by, example=True
        )
        accounts.grant(officer, reach=Reach(Role.SURVEY_MANAGER), at=now, by=by)
    _show(
        rows,
        "bare query: every answer to every question counted",
        lambda: _bare(study.pk, _BARE),
        3,
    )
    _show(rows, "bare query: two questions", lambda: _bare(study.pk, _PAIR))

    def count() -> None:
        summaries.count(study, through=timezone.now(), at=now, by=by)

    _show(rows, "the task: all counted and kept", count, 3)
    client = Client(SERVER_NAME="localhost")
    client.force_login(officer)
    address = f"/desk/studies/{study.slug}/summary/"
    for what, query in (
        ("page: 20 questions, from what is kept", ""),
        ("page 15: 20 others", "?page=15"),
        ("page: those who gave one answer", "?by=q1&answer=c1"),
        ("page: two questions side by side", "cross/?rows=q1&columns=q4"),
    ):
        _show(rows, what, lambda query=query: _page(client, address + query))


def _show(rows: int, what: str, work: Callable[[], None], times: int = _TIMES) -> None:
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    print(f"| {rows:,} x {_COLUMNS} | {what} | {median(taken):,.0f} |", flush=True)


def _bare(study: object, query: str) -> None:
    from django.db import connection

    from homelands.foundation.access.context import acting
    from homelands.foundation.actors import Actor

    with acting(Actor.system("bench")), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(query, [study])
        cursor.fetchall()


def _page(client: object, address: str) -> None:
    got = client.get(address)  # type: ignore[attr-defined]  # Django is imported later
    assert got.status_code == 200, got.status_code


if __name__ == "__main__":
    main(sys.argv[1:])
