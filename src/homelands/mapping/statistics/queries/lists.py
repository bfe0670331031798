"""The size of a population from the lists that a study's answers name, over the whole study."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.mapping.statistics.queries.diagnostics import NotDiagnosable
from homelands.mapping.statistics.rules import lists as rules
from homelands.mapping.statistics.rules.lists import Sizes
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import responses
from homelands.ui import sentences

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
    try:
        return rules.sizes(names, columns, level)
    except ValueError as error:
        raise NotDiagnosable(sentences.why(error)) from error
