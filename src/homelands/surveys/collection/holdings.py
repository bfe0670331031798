"""What collection holds about people: addresses of those who are invited or want to hear."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation import retention
from homelands.foundation.personal import Holding, OnErase, hold
from homelands.foundation.retention import Kind
from homelands.surveys.collection.models import FollowUp, Invitation
from homelands.surveys.collection.queries import invitations, quality_flags


def register() -> None:
    """Names the two tables to the registry of personal data."""
    hold(
        Holding(
            model=FollowUp,
            title=_("Wishes to hear about a study"),
            about="id",
            fields={
                "email": _("To write to you about this study, as you asked"),
                "destination": _("To know which study team writes"),
                "language": _("To write in your language"),
                "given_on": _("To know how old your consent is"),
                "text_version": _("To prove what you read"),
                "withdrawn_on": _("To stop when you say so"),
            },
            basis=_("Your consent, given apart from your answers"),
            keep=_("Until the study's follow-up ends"),
            on_erase=OnErase.KEEP,
            kept_because=_("Nothing ties it to a registered person; its own letter ends it."),
            structure=("id", "salt", "study"),
        )
    )
    hold(
        Holding(
            model=Invitation,
            title=_("Invitations to a study"),
            about="id",
            fields={
                "email": _("To invite you to a study, once, and to remind you at most twice"),
                "mark": _("To stop when you say so"),
                "destination": _("To know which study team writes"),
                "language": _("To write in your language"),
                "sent_at": _("To write only once"),
                "reminded": _("To remind you no more than was said"),
                "reminded_at": _("To leave time between two letters"),
                "undelivered": _("To stop where a letter does not arrive"),
                "used_on": _("To stop reminding you"),
                "declined_on": _("To stop when you say so"),
            },
            basis=_("The interest of the study, until you say no"),
            keep=_("Until the collector closes; then the address is shredded"),
            on_erase=OnErase.KEEP,
            kept_because=_("Nothing ties it to a registered person; its own letter ends it."),
            structure=("id", "salt", "collector", "added_on"),
        )
    )
    retention.add(
        Kind(
            "collection.invitations",
            _("Addresses of people invited to studies"),
            _("30 days after the collector closes"),
            lambda at: invitations.outlived(at.date()),
            job=True,
        )
    )
    retention.add(
        Kind(
            "collection.traces",
            _("Traces of machines"),
            _("30 days after the study closes; at most 365 days"),
            quality_flags.outlived,
            job=True,
        )
    )
