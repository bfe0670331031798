"""Plants a study of one country with everything that hangs on it: answers, files, conversations."""

from dataclasses import dataclass
from typing import Any

from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.surveys.collection.models import (
    Entity,
    EntityList,
    FollowUp,
    Invitation,
    QualityFlag,
    Submission,
    SubmissionFile,
    Trace,
)
from homelands.surveys.conversations.actions import guides, passages, quotes
from homelands.surveys.conversations.actions.guides import Text
from homelands.surveys.conversations.actions.passages import Mark
from homelands.surveys.conversations.actions.quotes import Proposal
from homelands.surveys.conversations.models import Recording
from homelands.surveys.datasets.actions import concepts, exports, imports, summaries, webhooks
from homelands.surveys.datasets.actions.concepts import Draft
from homelands.surveys.datasets.actions.exports import Wish
from homelands.surveys.datasets.actions.imports import Upload
from homelands.surveys.datasets.models import Concept, Delivery
from homelands.surveys.questionnaires.actions import responses, trials
from homelands.surveys.questionnaires.actions.responses import Opening, Step
from homelands.surveys.questionnaires.models import (
    Attachment,
    Collector,
    FormAttachment,
    Questionnaire,
    Response,
    Study,
)
from homelands.surveys.recruitment.actions import coupons
from homelands.surveys.recruitment.actions.schemes import Terms
from tests import make, make_collection, make_conversations, make_recruitment, make_surveys

_FILE = {"name": "a.txt", "content_type": "text/plain", "content": b"a", "size": 1}

#: The part of the program that counts answers.
COUNTS = Actor.system("datasets.summaries")


@dataclass(frozen=True)
class Answers:
    """A study, and the codes that open a draft, complete answers and an invitation to it."""

    study: Study
    concept: Concept
    draft: str
    complete: str
    invitation: str
    trial: str  # the key of answers that try its form out

    @property
    def respondent(self) -> Actor:
        return Actor.answering(codes.digest(self.complete))


def plant(country: str, by: Actor) -> Answers:
    """Makes all of it in one country, by one officer where an officer does it."""
    terms = Terms(first_reward=500, second_reward=300, currency="EUR", target=200)
    study = make_recruitment.running(terms, destinations=(country,))
    draft, _begun = _answers(study, country)
    complete, response = _answers(study, country, works="yes", network_size="12")
    _noted(response)
    summaries.read(study, by=COUNTS)
    summaries.count(study, through=make.NOW, at=make.NOW, by=COUNTS)
    _came_in(study, country)
    _talked(study, country, by)
    concept = _given_out(study, country, by)
    invitation = make_recruitment.code(make_recruitment.invitations(response)[0])
    return Answers(study, concept, draft, complete, invitation, _tried(study))


def _tried(study: Study) -> str:
    """Begins to try a study's form out."""
    form, digest = Questionnaire.objects.get(study=study), codes.digest(codes.new())
    opening = Opening(language="en", destination="")
    return str(trials.begin(form, opening=opening, digest=digest, at=make.NOW, by=make.SYSTEM).pk)


def _answers(study: Study, country: str, **given: str) -> tuple[str, Response]:
    """Answers an invitation: a draft, or complete where something is given."""
    code = codes.new()
    by = Actor.answering(codes.digest(code))
    opening = Opening(language="en", destination=country)
    seed = make_recruitment.seed(study, country)
    response = coupons.begin(seed, opening=opening, at=make.NOW, by=by)
    if given:
        named = {make_surveys.path(study, name): text for name, text in given.items()}
        responses.save(response, step=Step(named, "", "en"), at=make.NOW, by=by)
        response = responses.complete(make_surveys.response(by), at=make.NOW, by=by)
    return code, response


def _noted(response: Response) -> None:
    """Adds what officers see about answers, and a file of theirs."""
    place, at = {"destination": response.destination}, make.NOW
    Attachment.objects.create(response=response, added_at=at, digest="1", **_FILE, **place)
    Trace.objects.create(response=response, machine="m", network="n", at=at, **place)
    about = {"response": response, "study": response.study, **place}
    QualityFlag.objects.create(code="burst", details={"minutes": 1}, raised_at=at, **about)


def _came_in(study: Study, country: str) -> None:
    """Adds what came through collectors: invitations, submissions, entries of lists."""
    place, at = {"destination": country}, make.NOW
    make_collection.collector(study, kind=Collector.Kind.LINK, **place)
    field = make_collection.collector(study, **place)
    personal = make_collection.collector(study, kind=Collector.Kind.PERSONAL, **place)
    mail = {"email": f"a{make.number()}@example.org"}
    FollowUp.objects.create(study=study, given_on=make.TODAY, text_version="1", **mail, **place)
    Invitation.objects.create(collector=personal, added_on=make.TODAY, **mail, **place)
    own = f"uuid:{make.number()}"
    body = make_collection.answers({"about/works": "yes"}, form_id="short", instance_id=own)
    sent: dict[str, Any] = {"instance_id": own, "state": "review", "body": body, "digest": own}
    came = Submission.objects.create(study=study, collector=field, received_at=at, **sent, **place)
    SubmissionFile.objects.create(submission=came, added_at=at, digest="1", **_FILE, **place)
    clinics = EntityList.objects.create(study=study, name="clinics")
    Entity.objects.create(list=clinics, key="k", label="A clinic", changed_at=at, **place)
    form = Questionnaire.objects.get(study=study)
    kept = {name: _FILE[name] for name in ("name", "content_type", "content")}
    FormAttachment.objects.create(questionnaire=form, md5="0" * 32, **kept)


def _talked(study: Study, country: str, by: Actor) -> None:
    """Adds a conversation, its sound, its words, a passage and a quote of it."""
    guides.add(study, text=Text("A guide", "en", "Why?"), at=make.NOW, by=by)
    talk = make_conversations.conversation(study, destination=country)
    words = make_conversations.transcript(talk)
    code = make_conversations.code(study)
    days = {"added_at": make.NOW, "delete_on": make.TODAY}
    sound = {**_FILE, "name": "a.wav", "content_type": "audio/wav"}
    Recording.objects.create(conversation=talk, **sound, **days)
    passages.mark(words, mark=Mark(code, 0, 4), at=make.NOW, by=by)
    quotes.propose(words, proposal=Proposal("We"), at=make.NOW, by=by)


def _given_out(study: Study, country: str, by: Actor) -> Concept:
    """Adds files in and out, a webhook that is told, and a concept of the library."""
    file = Upload("a.csv", b"works,network_size\nyes,3\n", country)
    imports.upload(study, file=file, at=make.NOW, by=by)
    wish = Wish("csv", "en", anonymous=False)
    exports.request(study, wish=wish, why="To count.", at=make.NOW, by=by)
    hook = webhooks.add(study, url="https://hooks.example.org/a", at=make.NOW, by=by)
    Delivery.objects.create(webhook=hook, body={}, made_at=make.NOW)
    labels = {"en": "Works"}
    return concepts.add(Draft(f"works_{make.number()}", "text", labels), by=by)
