"""Who may change the library of concepts, and what a concept may be."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.roles import Role
from homelands.surveys.datasets.models import Concept

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}")
_HXL = re.compile(r"#[a-z][a-z0-9_]*(?:\+[a-z][a-z0-9_]*)*")

CODED = frozenset({Concept.Kind.CATEGORY, Concept.Kind.CATEGORIES})


class BadConcept(Refusal):
    code = "bad_concept"


class UnknownQuestion(Refusal):
    code = "unknown_question"
    sentence = _("The study asks no such question.")


def check_keeps_library(by: Actor, subject: Any = None) -> None:
    """Survey managers and monitoring officers: the library is shared by all studies."""
    if not by.holds_any({Role.SURVEY_MANAGER, Role.ME_OFFICER}):
        raise NotAllowed(_("Concepts are kept by survey managers and monitoring officers."))


def check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise BadConcept(
            _("Write the name in small letters without spaces, for example: education_level."),
            field="name",
        )


def check_hxl(tag: str) -> None:
    if tag and not _HXL.fullmatch(tag):
        raise BadConcept(
            _("An HXL tag begins with # and has attributes behind +, for example: #date+start."),
            field="hxl",
        )


def check_labels(labels: Mapping[str, str]) -> None:
    if not any(text.strip() for text in labels.values()):
        raise BadConcept(_("Give the concept a label in one language at least."), field="label_en")


def check_recodes(recodes: Mapping[str, str], categories: Sequence[str]) -> None:
    """An answer is read as one of the categories, or as it is."""
    unknown = sorted(set(recodes.values()) - set(categories) - {""})
    if unknown:
        raise BadConcept(
            _("The concept has no category %(codes)s.") % {"codes": ", ".join(unknown)}
        )
