"""What is over is deleted by itself, and those who answer for it see what was."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from homelands.foundation import jobs, retention, tasks
from homelands.foundation.actions import accounts
from homelands.foundation.models import Purge, SignInCode, User
from homelands.foundation.roles import Role
from tests import make
from tests.house.source import REPOSITORY

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 23, 4, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def night(at: datetime = NIGHT) -> dict[str, int]:
    """Runs the nightly job; returns how much it noted of each kind."""
    tasks.purge(timestamp=int(at.timestamp()))
    return dict(Purge.objects.filter(at=at).values_list("kind", "removed"))


def code(expires_at: datetime) -> SignInCode:
    user = make.account(f"code{make.number()}@example.org")
    return SignInCode.objects.create(user=user, digest=b"x" * 32, expires_at=expires_at)


def test_codes_go_a_day_after_they_end() -> None:
    code(NIGHT - DAY - timedelta(minutes=1))
    fresh = code(NIGHT - DAY + timedelta(minutes=1))
    assert night()["foundation.codes"] == 1
    assert list(SignInCode.objects.all()) == [fresh]


def test_sessions_go_when_they_have_ended() -> None:
    for place, hours in enumerate((-1, 1)):
        Session.objects.create(
            session_key=str(place), session_data="", expire_date=NIGHT + timedelta(hours=hours)
        )
    assert night()["foundation.sessions"] == 1
    assert [row.session_key for row in Session.objects.all()] == ["1"]


def job(status: str, days: int) -> int:
    """A job in a state, whose last event was so many days ago."""
    jobs.later("dialogue.tasks.send_answer", question="0")
    made = ProcrastinateJob.objects.order_by("-pk")[0].pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, made])
        cursor.execute(
            "UPDATE procrastinate_events SET at = %s WHERE job_id = %s",
            [NIGHT - days * DAY, made],
        )
    return int(made)


def test_jobs_go_thirty_days_after_they_finished_and_never_while_they_wait() -> None:
    gone = [job("succeeded", 31), job("failed", 31)]
    left = [job("succeeded", 29), job("todo", 31), job("doing", 31)]
    before = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    assert night()["foundation.jobs"] == 2
    after = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    assert before - after == set(gone)
    assert set(left) <= after


def test_failed_sign_ins_go_after_a_day() -> None:
    for hours in (23, 25):
        made = AccessAttempt.objects.create(
            username=f"after {hours}", failures_since_start=1, ip_address="127.0.0.1"
        )
        AccessAttempt.objects.filter(pk=made.pk).update(attempt_time=NIGHT - hours * DAY / 24)
    assert night()["foundation.attempts"] == 1
    assert [row.username for row in AccessAttempt.objects.all()] == ["after 23"]


def test_letters_in_files_go_after_a_week(tmp_path: Path, settings: Any) -> None:
    settings.EMAIL_FILE_PATH = tmp_path
    for days in (6, 8):
        letter = tmp_path / f"{days}.log"
        letter.write_text("Your code is 123456")
        then = (NIGHT - days * DAY).timestamp()
        os.utime(letter, (then, then))
    assert night()["foundation.letters"] == 1
    assert [letter.name for letter in tmp_path.iterdir()] == ["6.log"]


def test_a_deployment_without_letters_in_files_has_none_to_delete(
    tmp_path: Path, settings: Any
) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "nowhere"
    assert night()["foundation.letters"] == 0


def test_the_record_of_what_was_deleted_goes_after_two_years() -> None:
    night(NIGHT - timedelta(days=731))
    assert night()["foundation.purges"] == sum(not kind.job for kind in retention.kinds())
    assert {purge.at for purge in Purge.objects.all()} == {NIGHT}


def test_a_second_night_finds_nothing() -> None:
    code(NIGHT - 2 * DAY)
    night()
    assert sum(night(NIGHT + timedelta(minutes=1)).values()) == 0


def page(user: User) -> Any:
    client = Client()
    client.force_login(user)
    return client.get("/desk/retention/")


@pytest.mark.parametrize("role", [Role.DATA_PROTECTION_OFFICER, Role.AUDITOR])
def test_who_answers_for_data_sees_what_is_due_and_what_was_deleted_last(role: Role) -> None:
    code(NIGHT - 2 * DAY)
    code(NIGHT - 2 * DAY)
    night()
    code(NIGHT - 3 * DAY)
    shown = page(make.user(role)).content.decode()
    row = shown.partition("Sign-in codes")[2].partition("</tr>")[0]
    assert "1 day after they end" in row
    assert ">1</td>" in row
    assert "2 on 23 November 2026" in row
    assert "Never yet" in shown.partition("Recordings of conversations")[2].partition("</tr>")[0]
    assert 'href="/desk/retention/"' in shown


def test_others_neither_see_the_page_nor_are_led_to_it() -> None:
    user = make.user(Role.MISSION_OFFICER, country="GBR")
    assert page(user).status_code == 403
    client = Client()
    client.force_login(user)
    assert "/desk/retention/" not in client.get("/desk/").content.decode()


def test_every_period_is_in_the_documentation() -> None:
    text = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
    rows = {f"| {kind.title} | {kind.kept} |" for kind in retention.kinds()}
    assert {row for row in rows if row not in text} == set()


def test_sign_in_codes_are_counted_until_then() -> None:
    member = User.objects.get(pk=make.person().pk)
    accounts.send_code(member, at=NIGHT, by=make.SYSTEM)
    assert retention.kind("foundation.codes").count(NIGHT + DAY) == 0
    assert retention.kind("foundation.codes").count(NIGHT + 2 * DAY) == 1
