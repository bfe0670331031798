"""The codebook of a study: themes, when to use each, and which are used no more."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys.conversations.models import Code
from homelands.surveys.conversations.rules.conversations import check_keeps_codebook
from homelands.surveys.questionnaires.models import Study


class CodeKnown(Refusal):
    code = "code_known"
    sentence = _("The codebook has a code of this name already.")


class OwnAncestor(Refusal):
    code = "own_ancestor"
    sentence = _("A code cannot stand below itself.")


@dataclass(frozen=True)
class Entry:
    """A code as the codebook says it."""

    name: str
    definition: str = ""
    parent: Code | None = None


@action(who=check_keeps_codebook)
def add(study: Study, *, entry: Entry, by: Actor) -> Code:
    """Adds a code to the codebook."""
    made = Code(study=study, **vars(entry))
    _store(made, new=True)
    return made


@action(who=check_keeps_codebook)
def change(code: Code, *, entry: Entry, by: Actor) -> Code:
    """Says more exactly what a code means; what is marked with it stays marked."""
    above = entry.parent
    while above is not None:
        if above.pk == code.pk:
            raise OwnAncestor(field="parent")
        above = above.parent
    for name, value in vars(entry).items():
        setattr(code, name, value)
    _store(code, new=False)
    return code


@action(who=check_keeps_codebook)
def retire(code: Code, *, at: datetime, by: Actor) -> Code:
    """Takes a code out of use; what is marked with it stays marked."""
    code.retired_at = code.retired_at or at
    code.save(update_fields=["retired_at"])
    return code


@action(who=check_keeps_codebook)
def bring_back(code: Code, *, by: Actor) -> Code:
    """Takes a retired code into use again."""
    code.retired_at = None
    code.save(update_fields=["retired_at"])
    return code


def _store(code: Code, *, new: bool) -> None:
    try:
        with transaction.atomic():
            code.save(force_insert=new)
    except IntegrityError as error:
        raise CodeKnown(field="name") from error
