"""Officers declare whether they have an interest, before they open any application of a call."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow
from homelands.foundation.states import worded
from homelands.programmes.needs.models import Call
from homelands.programmes.selection.models import ConflictDeclaration
from homelands.programmes.selection.rules.applications import check_selects


class ConflictStays(NotNow):
    code = "conflict_stays"
    sentence = _("A conflict of interest that you declared stays for this call.")


@dataclass(frozen=True)
class Declaration:
    """Whether there is a conflict of interest, and what it is."""

    has_conflict: bool
    text: str = ""


@action(who=check_selects)
def declare(
    call: Call, *, declaration: Declaration, at: datetime, by: Actor
) -> ConflictDeclaration:
    """Notes what an officer declares about a call; a conflict can be added, not taken back."""
    assert by.user_id is not None, "a named officer declares"
    text = declaration.text.strip()
    if declaration.has_conflict:
        text = worded(text, "text")
    own = ConflictDeclaration.objects.filter(call=call, user_id=by.user_id).first()
    if own is not None and own.has_conflict:
        raise ConflictStays
    own = own or ConflictDeclaration(call=call, user_id=by.user_id)
    own.has_conflict, own.text, own.at = declaration.has_conflict, text, at
    own.save()
    return own
