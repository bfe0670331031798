"""Who may open a record that no grant of theirs reaches, with what reason, and who hears of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.limits import Limit
from homelands.foundation.roles import ANSWER_FOR_DATA, PEOPLE_READERS, Role
from homelands.foundation.rules import check_reason, check_signed_in
from homelands.people.register.models import Opening, Person
from homelands.people.register.rules.persons import check_may_read, is_self

#: Numbers that an officer may try in an hour, right and wrong ones alike.
NUMBERS = Limit("register.openings.open", most=10)

#: Who answers to the members of a country for what is done with their records.
OWNERS = frozenset({Role.MISSION_OFFICER, Role.MINISTRY_OFFICER, Role.DATA_PROTECTION_OFFICER})

#: A reason has at least so many words, and so many characters: a sentence.
LEAST_WORDS = 4
LEAST_CHARACTERS = 20


class NothingOpened(Refusal):
    code = "nothing_opened"
    sentence = _(
        "Nothing was opened. Ask the person, or whoever sent you, for the number of the record, "
        "and type it as it stands there."
    )


class Over(NotNow):
    code = "over"
    sentence = _("The three hours are over. If you still need the record, open it again.")


class NoSentence(Refusal):
    code = "no_sentence"
    sentence = _(
        "Say in a sentence why you need this record: the person, the mission and the auditors "
        "read it."
    )


class OpenAnyway(NotNow):
    code = "open_anyway"
    sentence = _("Your grants open this record already: look for it in the list of people.")


def check_may_open(by: Actor, subject: Any = None) -> None:
    """Officers who work with people somewhere: missions, ministry, programmes, data protection."""
    check_signed_in(by)
    if not (by.signed_in and (by.countries(PEOPLE_READERS) or by.programmes(PEOPLE_READERS))):
        raise NotAllowed(
            _("Records are opened by officers of missions, the ministry and programmes.")
        )


def check_sentence(why: str) -> None:
    """Refuses a reason that is less than a sentence."""
    check_reason(why, NoSentence.sentence)
    if len(why.split()) < LEAST_WORDS or len(why.strip()) < LEAST_CHARACTERS:
        raise NoSentence(field="why")


def check_is_outside(by: Actor, person: Person | None) -> None:
    """Refuses what the actor's own grants open, and the actor's own record."""
    if person is None:
        return
    try:
        check_may_read(by, person)
    except NotAllowed:
        return
    raise NothingOpened(field="number") if is_self(by, person) else OpenAnyway(field="number")


def check_own(by: Actor, opening: Opening) -> None:
    """The officer who opened the record, and nobody else."""
    if by.user_id is None or by.user_id != opening.opened_by:
        raise NotAllowed(_("This record was opened by another officer, for that officer alone."))


def check_not_over(opening: Any) -> None:
    """Refuses an opening that is over by the clock of the database."""
    if opening.over:
        raise Over


def check_sees(by: Actor, opening: Opening) -> None:
    """The officer who opened the record, officers of its country, data protection, auditors."""
    if by.user_id != opening.opened_by and not by.holds(
        *PEOPLE_READERS, *ANSWER_FOR_DATA, country=opening.country
    ):
        raise NotAllowed(_("Your grants do not reach the country of this record."))


def check_lists(by: Actor, subject: Any = None) -> None:
    """Officers who may open records, data protection officers and auditors."""
    if not by.holds_any(PEOPLE_READERS | ANSWER_FOR_DATA):
        raise NotAllowed


def check_may_review(by: Actor, opening: Opening) -> None:
    """Officers who answer to the members of the country, but never who opened the record."""
    if by.user_id == opening.opened_by:
        raise NotAllowed(_("Whoever opened a record does not check it: a colleague does."))
    if not by.holds(*OWNERS, country=opening.country):
        raise NotAllowed(_("The mission of the country checks why its records were opened."))
