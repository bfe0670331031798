"""Who reads the answers behind a study's figures; for everybody else each figure is a release."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import ANSWER_READERS
from homelands.surveys.questionnaires.models import Study


def reads_answers(by: Actor, study: Study) -> bool:
    """Says whether an officer may read the answers of every country of a study."""
    reach = by.countries(ANSWER_READERS)
    if by.is_system or EVERYWHERE in reach:
        return True
    return bool(study.destinations) and reach >= set(study.destinations)


def check_crosses(by: Actor, study: Study) -> None:
    """Whoever reads the answers of every country: two questions tell more than each of them."""
    if not reads_answers(by, study):
        raise NotAllowed(
            _(
                "Two questions side by side are for survey managers and monitoring officers whose"
                " grants reach every country of the study."
            )
        )


def universe(study: Study, variable: str) -> str:
    """Names those who answered a question of a study, in the register of releases."""
    return f"study {study.pk} {variable}"
