"""Reads of what goes by itself: what is over now, and what was deleted last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homelands.foundation.models import Purge
from homelands.foundation.retention import kinds


@dataclass(frozen=True)
class Kept:
    """One kind of thing: how long it is kept, how much is over, and what was deleted last."""

    title: Any
    kept: Any
    due: int
    purged_at: datetime | None
    purged: int


def kept(at: datetime) -> list[Kept]:
    """Returns every kind with its counts, as the system sees them."""
    last = {purge.kind: purge for purge in Purge.objects.order_by("kind", "-at").distinct("kind")}
    return [
        Kept(
            title=kind.title,
            kept=kind.kept,
            due=kind.count(at),
            purged_at=last[kind.code].at if kind.code in last else None,
            purged=last[kind.code].removed if kind.code in last else 0,
        )
        for kind in kinds()
    ]
