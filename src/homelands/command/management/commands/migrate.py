from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as DjangoMigrate

from homelands.command.runtime.database import give_rights


class Command(DjangoMigrate):
    """Migrates as the owner, then gives the app and the reporting role their rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options["check_unapplied"] and not options["plan"]:
            give_rights(settings.HOMELANDS_OWNER_URL)
