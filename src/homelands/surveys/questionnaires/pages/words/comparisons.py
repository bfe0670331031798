"""The differences between two versions in words, and what each means for pooled answers."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.surveys.questionnaires.queries.versions import Change

#: What each kind of change is called, and what it means for answers of both versions together.
KINDS: dict[str, tuple[Any, Any]] = {
    "added": (_("Added"), _("Answers to the earlier version have nothing here.")),
    "removed": (_("Removed"), _("Answers to the later version have nothing here.")),
    "renamed": (
        _("Another name"),
        _("It seems to be the same question. Join the two columns before you pool them."),
    ),
    "moved": (
        _("In another group"),
        _("The same question in another place: what stands before it may change the answers."),
    ),
    "type": (_("Another type"), _("The answers cannot be pooled unless they are recoded.")),
    "label": (_("Another wording"), _("Pool the answers only if both wordings mean the same.")),
    "hint": (_("Another hint"), _("Pool the answers only if both hints lead to the same.")),
    "constraint_message": (_("Another message"), _("It does not change what is accepted.")),
    "choice_added": (
        _("Choice added"),
        _("Nobody could choose it before: shares before and after are not alike."),
    ),
    "choice_removed": (
        _("Choice removed"),
        _("Nobody can choose it any more: shares before and after are not alike."),
    ),
    "choice_label": (
        _("Another wording of a choice"),
        _("The code stays. Pool the answers only if it still means the same."),
    ),
    "relevant": (
        _("Asked of others"),
        _("Others are asked than before: compare shares only among those asked both times."),
    ),
    "required": (_("Required or not"), _("There may be more gaps in one version than the other.")),
    "constraint": (
        _("Other answers accepted"),
        _("Answers may lie in one version where they were not accepted in the other."),
    ),
    "calculate": (_("Another calculation"), _("The values were worked out in two ways.")),
    "read_only": (_("Open or fixed"), _("Respondents could change it in one version only.")),
    "language_added": (_("Language added"), _("Respondents who speak it could not answer in it.")),
    "language_removed": (_("Language removed"), _("Respondents can not answer in it any more.")),
    "title": (_("Another title"), _("It does not change the answers.")),
}


@dataclass(frozen=True)
class Line:
    """One change as a row of the table."""

    question: str
    what: Any
    part: str
    before: str
    after: str
    pooled: Any


def lines(changes: tuple[Change, ...]) -> list[Line]:
    """Puts changes in words."""
    return [
        Line(
            change.question,
            KINDS[change.kind][0],
            "" if change.part == change.kind else change.part,
            change.before,
            change.after,
            KINDS[change.kind][1],
        )
        for change in changes
    ]
