"""Reads of what is encrypted, and under which master key it lies."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, QuerySet, Value

from homelands.foundation.encryption import EncryptedText, key_mark, key_of


def sealed_models() -> list[type[models.Model]]:
    """Returns every model with encrypted columns, but no history: it is never opened."""
    found = [
        model
        for model in apps.get_models()
        if sealed_fields(model) and not hasattr(model, "pgh_tracked_model")
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def sealed_fields(model: type[models.Model]) -> list[str]:
    """Returns the names of a model's encrypted columns."""
    return [field.name for field in model._meta.fields if isinstance(field, EncryptedText)]


def outdated(model: type[models.Model]) -> QuerySet[Any]:
    """Returns the rows in which a column lies under another key than the current one."""
    mark = key_mark(settings.HOMELANDS_KEYS.current)
    under_another = Q()
    rows = model._default_manager.all()
    for name in sealed_fields(model):
        begins = Func(F(name), Value(1), Value(len(mark)), function="substring")
        rows = rows.alias(**{f"_{name}": models.ExpressionWrapper(begins, models.BinaryField())})
        under_another |= ~Q(**{f"_{name}": mark}) & ~Q(**{name: b""})
    return rows.filter(under_another)


def outdated_factors() -> int:
    """Counts the second factors that lie under another key than the current one."""
    fine = {"", settings.HOMELANDS_KEYS.current}
    factors = Authenticator.objects.values_list("data", flat=True)
    return sum(any(key_of(word) not in fine for word in _in(data)) for data in factors)


def _in(value: Any) -> list[str]:
    """Returns the texts inside of a value of JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [text for each in value for text in _in(each)]
    return [value] if isinstance(value, str) else []
