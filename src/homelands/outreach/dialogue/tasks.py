"""Letters to those who asked, with the answer: addresses open only here.

The program writes to people what they asked for, and no officer reads whom it writes to: the rule
of seeing is not asked.
"""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs, mail
from homelands.foundation.actors import Actor
from homelands.outreach.dialogue.actions import questions
from homelands.outreach.dialogue.models import Question

_BY = Actor.system("dialogue.letters")


@jobs.task
def send_answer(question: str) -> None:
    """Sends the answer, or why there is none, to whoever asked and can be reached."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("person")
    held = rows.get(pk=UUID(question))
    to = str(held.person.email if held.person else held.email)
    if held.told_at is not None or not to:
        return
    language = held.person.language if held.person else held.language
    context = {"question": held, "ask_url": mail.address("dialogue.questions.ask")}
    receiver = mail.Receiver(to, language, f"question {held.pk}")
    questions.note_told(held, at=datetime.now(UTC), by=_BY)
    mail.send(receiver, "dialogue/questions/answer.txt", context)
