from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    name = "homelands.people.register"
    label = "register"

    def ready(self) -> None:
        from homelands.foundation import promises
        from homelands.foundation.history import CHAIN
        from homelands.foundation.personal import Holding, OnErase, hold
        from homelands.people.register import to_do
        from homelands.people.register.models import (
            ConsentDecision,
            Opening,
            PendingRegistration,
            Person,
            ProfileEntry,
        )

        promises.register(
            promises.Kind(
                code="register.persons.register",
                label=_("Welcome a new member"),
                page="register.persons.show",
                days=7,
                sort=_("Member"),
                act=_("Welcome"),
                theirs=_("A reply to your registration"),
                their_page=lambda pk: reverse("register.persons.mine"),
            )
        )
        promises.register(
            promises.Kind(
                code="register.openings.open",
                label=_("Check why a record was opened from outside"),
                page="register.openings.show",
                days=3,
                sort=_("Opened record"),
                act=_("Check"),
                asked=False,
            )
        )
        to_do.register()
        while_registered = _("For as long as you are registered")
        hold(
            Holding(
                model=Person,
                title=_("Your registration"),
                about="id",
                fields={
                    "name": _("To address you as you wish"),
                    "email": _("To sign you in and to write to you"),
                    "email_verified_at": _("To know that the address is yours"),
                    "destination": _("To know which mission serves you"),
                    "language": _("To write in your language"),
                    "registered_at": _("To answer you in time"),
                },
                basis=_("Your registration"),
                keep=while_registered,
                on_erase=OnErase.BLANK,
                structure=("id", "salt", "email_index", "erased_at"),
            )
        )
        hold(
            Holding(
                model=PendingRegistration,
                title=_("A registration to be confirmed"),
                about="id",
                fields={
                    "name": _("To address you as you wish"),
                    "email": _("To send you the code that shows that the address is yours"),
                    "destination": _("To know which mission serves you"),
                    "language": _("To write in your language"),
                    "asked_at": _("To delete it if nobody confirms it"),
                },
                basis=_("Your registration"),
                keep=_("Until it is confirmed, or for two days"),
                on_erase=OnErase.DELETE,
                structure=("id", "salt"),
            )
        )
        hold(
            Holding(
                model=ProfileEntry,
                title=_("Your profile"),
                about="person_id",
                fields={
                    "kind": _("To say what the value is"),
                    "code": _("To find opportunities that fit you"),
                    "level": _("To find opportunities that fit you"),
                    "source": _("To show where a value comes from"),
                    "stated_on": _("To show how old a value is"),
                    "confirmed_on": _("To show how old a value is"),
                    "ended_on": _("To show how old a value is"),
                },
                basis=_("Your consent"),
                keep=while_registered,
                on_erase=OnErase.DELETE,
                structure=("id", "person", "salt", "digest"),
            )
        )
        hold(
            Holding(
                model=ConsentDecision,
                title=_("What you agreed to"),
                about="person_id",
                fields={
                    "purpose": _("To do only what you agreed to"),
                    "recipient": _("To share only with whom you agreed"),
                    "given": _("To do only what you agreed to"),
                    "text_version": _("To prove what you read"),
                    "at": _("To prove when you agreed"),
                },
                basis=_("Our duty to prove your consent"),
                keep=_("Without your name, for as long as the register exists"),
                on_erase=OnErase.KEEP,
                kept_because=_("A ledger of decisions; after erasure it names nobody."),
                structure=("id", "person", *CHAIN),
            )
        )
        hold(
            Holding(
                model=Opening,
                title=_("Officers from outside who opened your record"),
                about="person_id",
                fields={
                    "country": _("To tell the mission that answers to you"),
                    "opened_name": _("To show you who opened your record"),
                    "why": _("To show you why it was opened"),
                    "opened_at": _("To show you when it was opened"),
                    "ends_at": _("To show you until when it was open"),
                },
                basis=_("Our duty to show who looked at your record"),
                keep=_("Without the reason once you go, for as long as the register exists"),
                on_erase=OnErase.KEEP,
                kept_because=_("A ledger of what officers did; after erasure it names nobody."),
                structure=("id", "person", "opened_by", *CHAIN),
            )
        )
