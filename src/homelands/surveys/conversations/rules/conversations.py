"""Who keeps conversations, who codes them, and what of them may be said in public."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.roles import ANSWER_READERS, Role
from homelands.surveys.conversations.models import Code, Conversation, Quote, Transcript
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages

#: A recording may have so many bytes.
MOST_RECORDED = 100 * 2**20


class NoConsent(Refusal):
    code = "no_consent"


class ReplacedAlready(NotNow):
    code = "replaced"
    sentence = _("A newer version has replaced this transcript.")


class RetiredCode(NotNow):
    code = "code_retired"
    sentence = _("This code is retired: it marks nothing new.")


class AlreadyDecided(NotNow):
    code = "quote_decided"
    sentence = _("It was decided about this quote already.")


class HasPlace(Protocol):
    """What stands in one country: a conversation, or one that is to be added."""

    @property
    def destination(self) -> str: ...


def check_keeps(by: Actor, has_place: HasPlace) -> None:
    """Survey managers of the country where the conversation was held."""
    if not by.holds(Role.SURVEY_MANAGER, country=has_place.destination):
        raise NotAllowed(_("This needs a survey manager of the country of the conversation."))


def check_reads(by: Actor, has_place: HasPlace | None = None) -> None:
    """What was said is read by those who may read answers there."""
    if has_place is None:
        if not by.holds_any(ANSWER_READERS):
            raise NotAllowed(_("Survey managers and monitoring officers read conversations."))
    elif not by.holds(*ANSWER_READERS, country=has_place.destination):
        raise NotAllowed(_("Your grants do not reach the country of this conversation."))


def check_keeps_codebook(by: Actor, held: Study | Code) -> None:
    """Survey managers of every country of the study: the codebook is the study's."""
    check_manages(by, held.study if isinstance(held, Code) else held)


def check_codes(by: Actor, transcript: Transcript) -> None:
    """Survey managers and monitoring officers of the country of the conversation."""
    check_reads(by, transcript.conversation)


def check_transcribes(by: Actor, conversation: Conversation) -> None:
    """Survey managers of the country where the conversation was held."""
    check_keeps(by, conversation)


def check_may_record(conversation: Conversation) -> None:
    if not conversation.may_record:
        raise NoConsent(
            _("The participants did not agree to be recorded, so no recording is kept."),
            field="file",
        )


def check_recording_size(size: int) -> None:
    if size > MOST_RECORDED:
        raise Refusal(
            _("The recording has more than %(most)s MB. Cut it into parts.")
            % {"most": MOST_RECORDED // 2**20},
            code="recording_too_large",
            field="file",
        )


def check_may_quote(conversation: Conversation) -> None:
    if not conversation.may_quote:
        raise NoConsent(_("The participants did not agree to be quoted."), field="text")


def check_unreplaced(transcript: Transcript) -> None:
    if transcript.replaced_by_id is not None:
        raise ReplacedAlready


def check_in_use(code: Code) -> None:
    if code.retired_at is not None:
        raise RetiredCode


def check_proposed(quote: Quote) -> None:
    if quote.state != Quote.State.PROPOSED:
        raise AlreadyDecided


def check_decides(by: Actor, quote: Quote) -> None:
    """Survey managers of the country of the conversation, but not who proposed the quote."""
    check_keeps(by, quote.transcript.conversation)
    if not by.is_system and by.user_id == quote.proposed_by:
        raise NotAllowed(_("You proposed this quote: somebody else decides about it."))


def check_marks_own(coder: UUID, by: Actor) -> None:
    if not by.is_system and by.user_id != coder:
        raise NotAllowed(_("Only the coder who marked a passage takes the mark away."))
