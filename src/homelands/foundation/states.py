"""What may happen to a record at which stage, and who may do it. Nothing here writes."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow, Refusal
from homelands.foundation.locking import hold

#: state → verb → the state that follows. What is not here cannot be done at that stage.
Steps = Mapping[str, Mapping[str, str]]

Who = Callable[[Actor, Any], None]


def after(steps: Steps, record: Any, verb: str) -> str:
    """Returns the state that follows; refuses a verb that the record's state does not allow."""
    if verb not in steps[record.state]:
        raise NotNow(
            _("This cannot be done at this stage: it is “%(state)s”.")
            % {"state": record.get_state_display()}
        )
    return steps[record.state][verb]


def check_words(text: str, field: str, least: int = 10) -> None:
    """Refuses a reason that says nothing."""
    if len(text.strip()) < least:
        raise Refusal(
            _("Write at least %(n)s characters, so that others understand.") % {"n": least},
            code="too_short",
            field=field,
        )


def worded(text: str, field: str) -> str:
    """Returns the words without the blanks around them; refuses a reason that says nothing."""
    check_words(text, field)
    return text.strip()


def check_step(by: Actor, record: Any, who: Who, steps: Steps, verb: str) -> None:
    """Checks right and stage together: what a button asks before it is shown as usable."""
    who(by, record)
    after(steps, record, verb)


def next_state(steps: Steps, record: Model, verb: str) -> str:
    """Holds the record, and returns the state that follows from the one that it has now."""
    return after(steps, hold(record), verb)
