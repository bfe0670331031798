"""Two people on the last place at the same moment, on two connections to the real database."""

from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.models import Grant, Promise, User
from homelands.outreach.events.actions import sign_ups
from homelands.outreach.events.models import Event, SignUp
from tests import make
from tests import make_outreach as made

RIVALS = 4


@pytest.fixture
def committed(django_db_blocker: Any) -> Iterator[None]:
    """Lets the test commit. The app's role cannot empty tables, so what was made goes by hand."""
    with django_db_blocker.unblock():
        users = set(User.objects.values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(id), 0) FROM procrastinate_jobs")
            last_job = cursor.fetchone()[0]
        yield
        with acting(make.SYSTEM):
            events = Event.objects.all()
            organisers = [event.organiser for event in events.select_related("organiser")]
            SignUp.objects.all().delete()
            events.delete()
            for organiser in organisers:
                organiser.delete()
            new = User.objects.exclude(pk__in=users)
            Promise.objects.all().delete()
            Grant.objects.filter(user__in=new).delete()
            new.delete()
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_events WHERE job_id > %s", [last_job])
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id > %s", [last_job])
        connection.close()


def test_exactly_one_gets_it_and_the_others_wait_in_order(committed: None) -> None:
    event = made.event(capacity=1)
    together = Barrier(RIVALS)
    outcomes: list[str] = []

    def rush() -> None:
        guest = made.guest()
        try:
            together.wait(timeout=10)
            mine = sign_ups.join(event, guest=guest, at=make.NOW, by=Actor.public())
            outcomes.append(mine.state)
        finally:
            connection.close()

    threads = [Thread(target=rush) for _ in range(RIVALS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["signed", *["waiting"] * (RIVALS - 1)]
    with acting(make.SYSTEM):
        assert SignUp.objects.filter(event=event, state="signed").count() == 1
