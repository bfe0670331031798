"""Who keeps, reads and codes conversations, and what of them may be said in public."""

from uuid import uuid4

from homelands.foundation.roles import Role
from homelands.surveys.conversations.models import Code, Conversation, Quote, Transcript
from homelands.surveys.conversations.rules import conversations as rules
from homelands.surveys.questionnaires.models import Study
from tests.make import NOW
from tests.rights import SYSTEM, may, member, officer, refused

HELD = Conversation(destination="GBR")
MANAGER, READERS = {Role.SURVEY_MANAGER}, {Role.SURVEY_MANAGER, Role.ME_OFFICER}
NOT_ALLOWED = ("not_allowed", None)


def test_managers_of_the_country_keep_and_transcribe() -> None:
    for check in (rules.check_keeps, rules.check_transcribes):
        assert may(check, HELD) == may(check, HELD, country="GBR") == MANAGER
        assert may(check, HELD, country="FRA") == set()


def test_readers_of_answers_read_and_code() -> None:
    transcript = Transcript(conversation=HELD)
    for check, subject in ((rules.check_reads, HELD), (rules.check_codes, transcript)):
        assert may(check, subject) == may(check, subject, country="GBR") == READERS
        assert may(check, subject, country="FRA") == set()
    assert may(rules.check_reads) == may(rules.check_reads, country="FRA") == READERS


def test_the_codebook_is_the_study_s() -> None:
    study = Study(destinations=["GBR"])
    for subject in (study, Code(study=study)):
        assert may(rules.check_keeps_codebook, subject, country="GBR") == MANAGER
        assert may(rules.check_keeps_codebook, subject, country="FRA") == set()


def test_nothing_is_recorded_or_quoted_without_consent() -> None:
    agreed, not_agreed = (
        Conversation(may_record=consent, may_quote=consent) for consent in (True, False)
    )
    assert refused(rules.check_may_record, agreed) is None
    assert refused(rules.check_may_quote, agreed) is None
    assert refused(rules.check_may_record, not_agreed) == ("no_consent", "file")
    assert refused(rules.check_may_quote, not_agreed) == ("no_consent", "text")


def test_the_size_of_a_recording() -> None:
    assert refused(rules.check_recording_size, 100 * 2**20) is None
    too_large = refused(rules.check_recording_size, 100 * 2**20 + 1)
    assert too_large == ("recording_too_large", "file")


def test_what_was_replaced_retired_or_decided_stays() -> None:
    assert refused(rules.check_unreplaced, Transcript()) is None
    assert refused(rules.check_unreplaced, Transcript(replaced_by_id=uuid4())) == ("replaced", None)
    assert refused(rules.check_in_use, Code()) is None
    assert refused(rules.check_in_use, Code(retired_at=NOW)) == ("code_retired", None)
    assert refused(rules.check_proposed, Quote(state="proposed")) is None
    for state in ("cleared", "refused"):
        assert refused(rules.check_proposed, Quote(state=state)) == ("quote_decided", None)


def test_who_proposes_a_quote_does_not_clear_it() -> None:
    proposer = uuid4()
    quote = Quote(transcript=Transcript(conversation=HELD), proposed_by=proposer)
    assert may(rules.check_decides, quote) == MANAGER
    assert may(rules.check_decides, quote, country="FRA") == set()
    own = officer(Role.SURVEY_MANAGER, user=proposer)
    assert refused(rules.check_decides, own, quote) == NOT_ALLOWED
    assert refused(rules.check_decides, SYSTEM, quote) is None
    assert refused(rules.check_decides, SYSTEM, Quote(transcript=quote.transcript)) is None


def test_a_mark_is_taken_away_by_who_made_it() -> None:
    coder = uuid4()
    assert refused(rules.check_marks_own, coder, member(coder)) is None
    assert refused(rules.check_marks_own, coder, SYSTEM) is None
    assert refused(rules.check_marks_own, coder, member(uuid4())) == NOT_ALLOWED
