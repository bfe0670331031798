"""Focus groups and interviews are put on record: who took part, and what they allowed."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_country
from homelands.surveys.conversations.models import Conversation, Guide
from homelands.surveys.conversations.rules.conversations import check_keeps
from homelands.surveys.questionnaires.models import Study

#: How participants are counted, each group of words apart from the others.
PARTS = (("women", "men", "another_gender"), ("under_35", "from_35_to_54", "from_55"))


class TooMany(Refusal):
    code = "too_many_participants"


@dataclass(frozen=True)
class Facts:
    """A conversation as it is written down. `composition` counts participants by PARTS."""

    study: Study
    kind: str
    name: str
    destination: str
    held_on: date
    participants: int
    languages: tuple[str, ...]
    may_quote: bool = False
    may_record: bool = False
    guide: Guide | None = None
    place: str = ""
    online: bool = False
    composition: dict[str, int] = field(default_factory=dict)
    moderated_by: str = ""
    consent: str = ""
    notes: str = ""


@action(who=check_keeps)
def add(facts: Facts, *, at: datetime, by: Actor) -> Conversation:
    """Puts a conversation on record."""
    _check(facts)
    return Conversation.objects.create(added_at=at, **_columns(facts))


@action(who=check_keeps)
def change(conversation: Conversation, *, facts: Facts, by: Actor) -> Conversation:
    """Corrects what is on record of a conversation."""
    check_keeps(by, facts)
    _check(facts)
    for name, value in _columns(facts).items():
        setattr(conversation, name, value)
    conversation.save()
    return conversation


def _columns(facts: Facts) -> dict[str, object]:
    return {**vars(facts), "languages": list(facts.languages)}


def _check(facts: Facts) -> None:
    check_country(facts.destination, "destination")
    if facts.study.destinations and facts.destination not in facts.study.destinations:
        raise Refusal(_("The study is not held in this country."), field="destination")
    for part in PARTS:
        counted = sum(facts.composition.get(name, 0) for name in part)
        if counted > facts.participants:
            raise TooMany(
                _("%(counted)d are counted by group, but only %(n)d took part.")
                % {"counted": counted, "n": facts.participants},
                field="participants",
            )
