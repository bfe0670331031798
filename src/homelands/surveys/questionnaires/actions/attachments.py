"""Files are added to a draft and taken out of it, each together with the answer that names it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from homelands.forms.odk import media
from homelands.forms.odk.media.refused import FileRefused
from homelands.forms.xforms import Question
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.locking import locked
from homelands.surveys.questionnaires.models import Attachment, Response
from homelands.surveys.questionnaires.queries import attachments, questionnaires
from homelands.surveys.questionnaires.rules import check_draft, check_respondent
from homelands.surveys.questionnaires.rules.attachments import check_room, check_size, media_of


@dataclass(frozen=True)
class Sent:
    """A file as a respondent sends it, and the path of the question that it answers."""

    path: str
    content: bytes


@action(who=check_respondent)
def add(response: Response, *, sent: Sent, at: datetime, by: Actor) -> Attachment:
    """Keeps a file as the answer to a question, cleaned; the file that was there is removed."""
    held = locked(response)
    check_draft(held)
    question = _question(held, sent.path)
    check_size(len(sent.content))
    _remove(held, sent.path)
    kept = media.keep(sent.content, media_of(question), _most_side(question))
    check_room(held, attachments.sizes(held), len(kept.content))
    made = Attachment.objects.create(
        response=held,
        destination=held.destination,
        name=f"{question.name[:60]}-{secrets.token_hex(5)}.{kept.ending}",
        content_type=kept.content_type,
        content=kept.content,
        size=len(kept.content),
        digest=hashlib.sha256(kept.content).hexdigest(),
        added_at=at,
    )
    _answer(held, sent.path, made.name, at)
    return made


@action(who=check_respondent)
def remove(response: Response, *, path: str, at: datetime, by: Actor) -> Response:
    """Takes out the file that answers a question, and the answer with it."""
    held = locked(response)
    check_draft(held)
    _remove(held, path)
    _answer(held, path, "", at)
    return held


def _question(response: Response, path: str) -> Question:
    question = questionnaires.question(response, path)
    if question is None or question.kind != "upload":
        raise FileRefused
    return question


def _most_side(question: Question) -> int:
    """Reads how many dots the author wants at most on the longer side of a picture."""
    wanted = question.parameters.get("max-pixels", "")
    return int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else 0


def _remove(response: Response, path: str) -> None:
    if name := response.answers.get(path, ""):
        Attachment.objects.filter(response=response, name=name).delete()


def _answer(response: Response, path: str, name: str, at: datetime) -> None:
    response.answers = {**response.answers, path: name}
    response.changed_at = at
    response.save(update_fields=["answers", "changed_at"])
