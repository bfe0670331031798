"""What a segment may be made of."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.foundation.reference import countries, isco08
from homelands.people.register.models.choices import MODALITIES

#: What a segment may be made of. An occupation is an ISCO-08 code or its beginning.
FILTERS = ("destination", "occupation", "modality", "language")


class UnknownFilter(Refusal):
    code = "unknown_filter"
    sentence = _("This is not something that a segment can be made of.")


def check_filters(filters: Mapping[str, str]) -> None:
    """Refuses a filter that is unknown, or a value that is none of its kind."""
    known: dict[str, Any] = {
        "destination": lambda value: countries.get(value),
        "occupation": lambda value: isco08.get(value),
        "modality": lambda value: dict(MODALITIES)[value],
        "language": lambda value: dict(settings.LANGUAGES)[value],
    }
    for name, value in filters.items():
        try:
            known[name](value)
        except KeyError as error:
            raise UnknownFilter(field=name) from error
