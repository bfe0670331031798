"""The registry of personal data: one entry per model drives export, erasure and merging.

Every app registers its own entries in `apps.py`. A test fails when a model points at a person, or
has an encrypted field, and is not here, or has a field that is not named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import models


class OnErase(Enum):
    DELETE = "delete"  # the rows go
    BLANK = "blank"  # the named texts are emptied, the salt replaced; the row and its dates stay
    KEEP = "keep"  # the rows stay, because a law or a ledger needs them: say why


@dataclass(frozen=True)
class Holding:
    """What one model holds about a person, why, on what ground and for how long."""

    model: type[models.Model]
    title: Any
    about: str  # the column with the person's id: "person_id", or "id" for the person itself
    fields: Mapping[str, Any]  # field → purpose, in words for the person
    basis: Any
    keep: Any
    on_erase: OnErase
    kept_because: Any = ""
    structure: tuple[str, ...] = field(default=())  # fields that say nothing about the person

    def rows(self, person: UUID) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**{self.about: person})

    def export(self, person: UUID) -> list[dict[str, Any]]:
        """Returns the rows as plain values, secrets opened."""
        return [{name: getattr(row, name) for name in self.fields} for row in self.rows(person)]


_HOLDINGS: dict[str, Holding] = {}


def hold(holding: Holding) -> None:
    """Registers what a model holds; called from an app's `ready`."""
    _HOLDINGS[holding.model._meta.label_lower] = holding


def holdings() -> Iterator[Holding]:
    """Yields every registered holding, those of the highest apps first (they point down)."""
    return reversed(list(_HOLDINGS.values()))
