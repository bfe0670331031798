"""The size of a population from the lists that a study's answers name, over the whole study.

Of ten lists the models take seconds, so what was computed is kept.
"""

import hashlib
import json
from collections.abc import Sequence

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.mapping.statistics.queries.diagnostics import NotDiagnosable
from homelands.mapping.statistics.rules import lists as rules
from homelands.mapping.statistics.rules.lists import Sizes
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import responses
from homelands.ui import sentences

#: Raised whenever the models change, so that what was kept before is not served.
EDITION = 1

_READER = Actor.system("statistics.lists")


def sizes(study: Study, names: Sequence[str], level: float) -> Sizes:
    """Returns what the models of these lists say."""
    with acting(_READER):
        named = responses.named(study)
    asked = {name for each in named for name in each}
    for name in names:
        if name not in asked:
            raise NotDiagnosable(
                _("Nobody answered a question “%(name)s” in this study.") % {"name": name},
                field="lists",
            )
    columns = [[each.get(name, "").strip() for each in named] for name in names]
    text = json.dumps([EDITION, str(study.pk), list(names), columns, level])
    key = f"mapping.lists.{hashlib.sha256(text.encode()).hexdigest()}"
    found: Sizes | None = cache.get(key)
    if found is None:
        try:
            found = rules.sizes(names, columns, level)
        except ValueError as error:
            raise NotDiagnosable(sentences.why(error)) from error
        cache.set(key, found)
    return found
