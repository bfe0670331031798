"""Focus groups and key informants: kept, written down, coded by two, quoted with care."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model
from django.test import Client

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.surveys.conversations.actions import codes, passages, quotes, recordings, transcripts
from homelands.surveys.conversations.actions.codes import CodeKnown, Entry, OwnAncestor
from homelands.surveys.conversations.actions.passages import Mark, OtherStudy
from homelands.surveys.conversations.actions.quotes import Proposal
from homelands.surveys.conversations.actions.recordings import Upload
from homelands.surveys.conversations.actions.transcripts import Words
from homelands.surveys.conversations.models import (
    Conversation,
    Passage,
    Quote,
    Recording,
    Transcript,
)
from homelands.surveys.conversations.queries import coding
from homelands.surveys.conversations.queries import conversations as queries
from homelands.surveys.conversations.rules.conversations import NoConsent, ReplacedAlready
from homelands.surveys.conversations.tasks import delete_recordings
from homelands.surveys.questionnaires.models import Study
from tests import make, make_conversations, make_surveys
from tests.surveys.datasets import make_files

pytestmark = pytest.mark.django_db

MP3 = make_files.mp3()


@pytest.fixture
def study() -> Study:
    return make_surveys.study()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def seen(model: type[Model]) -> Any:
    """The one row of a model, read as the system."""
    with acting(make.SYSTEM):
        return model._default_manager.get()


def manager(country: str = "") -> User:
    return make.user(Role.SURVEY_MANAGER, country=country)


def test_the_walk_of_a_survey_manager(study: Study) -> None:
    desk = signed_in(manager())
    base = f"/desk/studies/{study.slug}/"
    guide = {"title": "Nurses", "language": "en", "text": "Would you come back?"}
    assert desk.post(f"{base}guides/add/", guide, follow=True).status_code == 200
    facts = {
        "kind": "group",
        "name": "Nurses in Milan",
        "destination": "ITA",
        "held_on_day": "1",
        "held_on_month": "11",
        "held_on_year": "2026",
        "languages": ["it", "ar"],
        "participants": "6",
        "women": "5",
        "men": "2",
        "consent": "Signed",
        "may_quote": "on",
    }
    page = desk.post(f"{base}conversations/add/", facts)
    assert "7 are counted by group, but only 6 took part." in page.content.decode()
    page = desk.post(f"{base}conversations/add/", {**facts, "men": "1"}, follow=True)
    assert "It is on record." in page.content.decode()
    held = seen(Conversation)
    assert held.composition == {"women": 5, "men": 1}
    assert "did not agree to be recorded" in page.content.decode()

    page = desk.post(f"/desk/conversations/{held.pk}/transcripts/add/", {"language": "it"})
    assert "Type the text, or add a file" in page.content.decode()
    file = SimpleUploadedFile("talk.txt", make_conversations.WORDS.encode())
    words = {"language": "it", "file": file}
    page = desk.post(f"/desk/conversations/{held.pk}/transcripts/add/", words, follow=True)
    assert "My hospital lets me go in summer!" in page.content.decode()
    said = seen(Transcript)

    desk.post(f"{base}codes/add/", {"name": "housing", "definition": "Where to live."})
    code = study.codes.get()
    mark = {"sentences": ["2", "3"], "code": str(code.pk), "note": "asked"}
    page = desk.post(f"/desk/transcripts/{said.pk}/mark/", mark, follow=True)
    assert page.content.decode().count('class="marked"') == 2
    put = seen(Passage)
    assert said.text[put.start : put.end] == "My hospital lets me go in summer! Is there housing?"
    page = desk.get(f"/desk/codes/{code.pk}/").content.decode()
    assert "Is there housing?" in page
    assert "Nurses in Milan" in page
    page = desk.get(f"{base}themes/?by=destination").content.decode()
    assert "Italy (1)" in page
    desk.post(f"/desk/passages/{put.pk}/unmark/")
    with acting(make.SYSTEM):
        assert not Passage.objects.exists()


@pytest.mark.parametrize("wrong", [{}, {"sentences": ["1"]}, {"sentences": ["x"], "code": "y"}])
def test_a_mark_without_code_or_sentences_says_so(study: Study, wrong: dict[str, object]) -> None:
    said = make_conversations.transcript(make_conversations.conversation(study))
    desk, here = signed_in(manager()), f"/desk/transcripts/{said.pk}/"
    answer = desk.post(f"{here}mark/", wrong, follow=True)
    assert re.search("Choose (a code|the sentences)", answer.content.decode())


def test_what_was_ticked_and_noted_stays_where_the_code_is_missing(study: Study) -> None:
    said = make_conversations.transcript(make_conversations.conversation(study))
    desk, here = signed_in(manager()), f"/desk/transcripts/{said.pk}/"
    gone = desk.post(
        f"/desk/studies/{study.slug}/codes/add/?transcript={said.pk}",
        {"name": "housing", "definition": "Where to live."},
    )
    assert gone.headers["Location"] == here
    typed = {"sentences": ["2"], "code": "", "note": "asked"}
    page = desk.post(f"{here}mark/", typed).content.decode()
    assert re.findall(r'value="(\d)" checked', page) == ["2"]
    assert 'maxlength="500" value="asked"' in page


def test_an_officer_of_another_country_sees_nothing(study: Study) -> None:
    held = make_conversations.conversation(study)
    said = make_conversations.transcript(held)
    london = manager("GBR")
    desk = signed_in(london)
    assert (
        "Nurses in Milan"
        not in desk.get(f"/desk/studies/{study.slug}/conversations/").content.decode()
    )
    assert desk.get(f"/desk/conversations/{held.pk}/").status_code == 404
    assert desk.get(f"/desk/transcripts/{said.pk}/").status_code == 404
    with acting(make.actor(london)), connection.cursor() as cursor:
        for table in ("conversation", "transcript", "passage", "recording", "quote"):
            cursor.execute(f"SELECT count(*) FROM conversations_{table}")
            assert cursor.fetchone() == (0,), table


def test_members_and_other_officers_do_not_read(study: Study) -> None:
    held = make_conversations.conversation(study)
    mission = signed_in(make.user(Role.MISSION_OFFICER, country="ITA"))
    assert mission.get(f"/desk/conversations/{held.pk}/").status_code in {403, 404}
    assert Client().get(f"/desk/conversations/{held.pk}/").status_code == 302


def test_a_recording_needs_consent_and_goes_on_its_day(study: Study) -> None:
    silent = make_conversations.conversation(study, may_record=False)
    with pytest.raises(NoConsent):
        recordings.add(silent, file=Upload("a.mp3", MP3), at=make.NOW, by=make.SYSTEM)
    held = make_conversations.conversation(study)
    kept = recordings.add(held, file=Upload("a.mp3", MP3), at=make.NOW, by=make.SYSTEM)
    answer = signed_in(manager("ITA")).get(f"/desk/recordings/{kept.pk}/")
    assert answer.content == make_files.FRAME
    assert answer["Content-Disposition"].startswith("attachment")
    delete_recordings(timestamp=int((make.NOW + timedelta(days=179)).timestamp()))
    assert seen(Recording) == kept
    delete_recordings(timestamp=int((make.NOW + timedelta(days=180)).timestamp()))
    with acting(make.SYSTEM):
        assert not Recording.objects.filter(pk=kept.pk).exists()


def test_a_replaced_transcript_is_coded_no_more(study: Study) -> None:
    held = make_conversations.conversation(study)
    first = make_conversations.transcript(held)
    transcripts.add(held, words=Words("en", "Better.", replaces=first), at=make.NOW, by=make.SYSTEM)
    with acting(make.SYSTEM):
        first.refresh_from_db()
        assert [one.language for one in queries.transcripts(held)] == ["en"]
    coder = make.officer(role=Role.SURVEY_MANAGER)
    put = Mark(make_conversations.code(study), 0, 5)
    with pytest.raises(ReplacedAlready):
        passages.mark(first, mark=put, at=make.NOW, by=coder)


def test_the_codebook_keeps_names_apart_and_has_no_circles(study: Study) -> None:
    above = make_conversations.code(study, "money")
    below = codes.add(study, entry=Entry("wages", parent=above), by=make.SYSTEM)
    with pytest.raises(CodeKnown):
        codes.add(study, entry=Entry("wages"), by=make.SYSTEM)
    with pytest.raises(OwnAncestor):
        codes.change(above, entry=Entry("money", parent=below), by=make.SYSTEM)
    foreign = make_conversations.code(make_surveys.study("Other"), "money")
    said = make_conversations.transcript(make_conversations.conversation(study))
    coder = make.officer(role=Role.SURVEY_MANAGER)
    with pytest.raises(OtherStudy):
        passages.mark(said, mark=Mark(foreign, 0, 4), at=make.NOW, by=coder)


def test_two_coders_are_compared_sentence_by_sentence(study: Study) -> None:
    text = "\n".join(f"Sentence {n}." for n in range(10))
    said = make_conversations.transcript(make_conversations.conversation(study), text)
    theme, other = make_conversations.code(study), make_conversations.code(study, "other")
    first = make.officer(role=Role.SURVEY_MANAGER)
    second = make.officer(role=Role.ME_OFFICER)
    places = {one.segment.number: one.segment for one in coding.marked(said, uuid4())}
    # The example of Krippendorff (2011), part A: alpha = 0.095.
    for coder, numbers in ((first, (2, 9)), (second, (1, 2, 3, 6))):
        for number in numbers:
            put = Mark(theme, places[number].start, places[number].end)
            passages.mark(said, mark=put, at=make.NOW, by=coder)
    with acting(make.SYSTEM):
        found = coding.comparison(study)
    assert found.transcripts == 1
    by_code = {one.code: one for one in found.codes}
    assert round(by_code[theme].agreement.alpha, 3) == 0.095
    assert by_code[other].agreement is None
    assert [one.segment.number for one in found.differences] == [1, 3, 6, 9]
    page = signed_in(manager()).get(f"/desk/studies/{study.slug}/themes/compare/")
    assert "Sharpen the definition and code again" in page.content.decode()


def test_who_proposes_a_quote_does_not_clear_it(study: Study) -> None:
    said = make_conversations.transcript(make_conversations.conversation(study))
    proposer, other = (make.actor(manager()) for _ in range(2))
    proposal = Proposal("We would come back.", "a nurse")
    quote = quotes.propose(said, proposal=proposal, at=make.NOW, by=proposer)
    with pytest.raises(NotAllowed, match="somebody else decides"):
        quotes.clear(quote, at=make.NOW, by=proposer)
    with acting(make.SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(decided_by=proposer.user_id)
    with acting(Actor.public()):
        assert queries.cleared(study.pk) == []
    quotes.clear(quote, at=make.NOW, by=other)
    with acting(Actor.public()):
        assert [one.text for one in queries.cleared(study.pk)] == ["We would come back."]
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM conversations_transcript")
            assert cursor.fetchone() == (0,)


def test_without_consent_nobody_is_quoted(study: Study) -> None:
    held = make_conversations.conversation(study, may_quote=False)
    said = make_conversations.transcript(held)
    with pytest.raises(NoConsent):
        quotes.propose(said, proposal=Proposal("No."), at=make.NOW, by=make.actor(manager()))


def test_the_public_cannot_change_a_cleared_quote(study: Study) -> None:
    said = make_conversations.transcript(make_conversations.conversation(study))
    quote = quotes.propose(said, proposal=Proposal("Yes."), at=make.NOW, by=make.actor(manager()))
    quotes.clear(quote, at=make.NOW, by=make.actor(manager()))
    with acting(Actor.public()):
        assert Quote.objects.update(text="No.") == 0
    with pytest.raises(DatabaseError, match="row-level security"), acting(Actor.public()):
        Quote.objects.create(
            study=study,
            transcript=said,
            text="x",
            proposed_by=quote.proposed_by,
            proposed_at=make.NOW,
        )
