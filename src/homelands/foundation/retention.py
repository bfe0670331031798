"""What goes by itself, when it is over: one registry for the nightly job and for its page.

Every app adds its own kinds in `apps.py`. How long each is kept stands here, or beside the kind;
docs/security.md lists them all, and a test compares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

#: How long each is kept after it is over, or was made.
CODES = timedelta(days=1)
JOBS = timedelta(days=30)
ATTEMPTS = timedelta(days=1)
LETTERS = timedelta(days=7)
PURGES = timedelta(days=730)

#: The states of a job that will not run again.
_OVER = ("succeeded", "failed", "cancelled", "aborted")


@dataclass(frozen=True)
class Kind:
    """One kind of thing that is deleted when its time is over.

    `due` gives the rows or files that are over at a time. A kind with a `job` of its own is
    deleted by that, which notes it; all others by the nightly job, as they are.
    """

    code: str
    title: Any
    kept: Any
    due: Callable[[datetime], QuerySet[Any] | list[Path]]
    job: bool = False

    def count(self, at: datetime) -> int:
        """Counts what is over."""
        due = self.due(at)
        return len(due) if isinstance(due, list) else due.count()


_KINDS: dict[str, Kind] = {}


def add(kind: Kind) -> None:
    """Registers a kind; called from an app's `ready`."""
    _KINDS[kind.code] = kind


def kind(code: str) -> Kind:
    return _KINDS[code]


def kinds() -> list[Kind]:
    """Returns every registered kind by its code."""
    return [_KINDS[code] for code in sorted(_KINDS)]


def _codes(at: datetime) -> QuerySet[Any]:
    from homelands.foundation.models import SignInCode

    return SignInCode.objects.filter(expires_at__lt=at - CODES)


def _sessions(at: datetime) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__lt=at)


def _jobs(at: datetime) -> QuerySet[Any]:
    """Returns jobs that are over, and to which nothing has happened since."""
    from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

    later = ProcrastinateEvent.objects.filter(job_id=OuterRef("pk"), at__gte=at - JOBS)
    return ProcrastinateJob.objects.filter(~Exists(later), status__in=_OVER)  # type: ignore[no-any-return]


def _attempts(at: datetime) -> QuerySet[Any]:
    from axes.models import AccessAttempt

    return AccessAttempt.objects.filter(attempt_time__lt=at - ATTEMPTS)


def _counts(at: datetime) -> QuerySet[Any]:
    from homelands.foundation.models import Attempt

    return Attempt.objects.filter(since__lt=at - ATTEMPTS)


def _letters(at: datetime) -> list[Path]:
    """Returns the letters that were written to files, as they are where no mail server is set."""
    folder, until = Path(settings.EMAIL_FILE_PATH), at - LETTERS
    letters = sorted(folder.iterdir()) if folder.is_dir() else []
    return [one for one in letters if one.is_file() and _written(one) < until]


def _written(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _purges(at: datetime) -> QuerySet[Any]:
    from homelands.foundation.models import Purge

    return Purge.objects.filter(at__lt=at - PURGES)


def register() -> None:
    """Adds what the foundation keeps for a while."""
    for kind in (
        Kind("foundation.codes", _("Sign-in codes"), _("1 day after they end"), _codes),
        Kind("foundation.sessions", _("Sessions"), _("until they end"), _sessions),
        Kind("foundation.jobs", _("Finished jobs"), _("30 days"), _jobs),
        Kind("foundation.attempts", _("Failed sign-ins"), _("1 day"), _attempts),
        Kind("foundation.limits", _("Counts of what strangers tried"), _("1 day"), _counts),
        Kind("foundation.letters", _("Letters written to files"), _("7 days"), _letters),
        Kind("foundation.purges", _("This record of what was deleted"), _("2 years"), _purges),
    ):
        add(kind)
