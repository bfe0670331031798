from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate

from homelands.command.runtime import database


class Command(DjangoMigrate):
    """Migrates as the owner, then gives the app and the reporting role their rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        if database.is_too_old(settings.HOMELANDS_OWNER_URL):
            raise CommandError(database.TOO_OLD, returncode=2)
        super().handle(*args, **options)
        if not options["check_unapplied"] and not options["plan"]:
            database.give_rights(settings.HOMELANDS_OWNER_URL)
