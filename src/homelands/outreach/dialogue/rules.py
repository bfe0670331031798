"""What may be done with a question, and in which state."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow, Refusal
from homelands.outreach.dialogue.models import Question

_STATE = Question.State


#: What can be done with a question in each state.
VERBS: Mapping[str, frozenset[str]] = {
    _STATE.ASKED: frozenset({"assign", "clear", "answer", "decline"}),
    _STATE.ASSIGNED: frozenset({"assign", "clear", "answer", "decline"}),
    _STATE.ANSWERED: frozenset({"publish"}),
    _STATE.PUBLISHED: frozenset(),
    _STATE.DECLINED: frozenset(),
}


_TOO_LATE = {
    "assign": _("It is answered or declined already: nobody needs to take it over."),
    "clear": _("Only a question that waits for its answer can be shown before it."),
    "answer": _("It is answered or declined already."),
    "decline": _("It is answered or declined already."),
    "publish": _("Only an answered question can be published, and only once."),
}


class Unreachable(Refusal):
    code = "unreachable"
    sentence = _(
        "Give an e-mail address, or ask in public: a private answer could not reach you otherwise."
    )


def is_asker(by: Actor, question: Question) -> bool:
    return by.user_id is not None and by.user_id == question.person_id


def check_verb(question: Question, verb: str) -> None:
    """Refuses what cannot be done with a question in its state."""
    if verb not in VERBS[question.state]:
        raise NotNow(_TOO_LATE[verb], code=f"not_{verb}")


def check_asked_in_public(question: Question) -> None:
    if not question.in_public:
        raise NotNow(_("It was asked in private: only the asker reads it."), code="private")


def check_reachable(*, in_public: bool, reachable: bool) -> None:
    if not (in_public or reachable):
        raise Unreachable(field="email")
