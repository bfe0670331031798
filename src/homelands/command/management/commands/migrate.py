from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import Error
from django.db.migrations.exceptions import InconsistentMigrationHistory

from homelands.command.runtime import database


class Command(DjangoMigrate):
    """Migrates as the owner, then gives the app and the reporting role their rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        owner = settings.HOMELANDS_OWNER_URL
        if database.is_too_old(owner):
            raise CommandError(database.TOO_OLD, returncode=2)
        was_made = database.is_made(owner)
        try:
            super().handle(*args, **options)
        except (Error, InconsistentMigrationHistory) as error:
            if not was_made:
                raise
            raise _other_tables(str(error).splitlines()[0].rstrip(".")) from error
        if options["check_unapplied"] or options["plan"]:
            return
        if not options["app_label"] and (lacking := database.lacking(owner, _wanted())):
            raise _other_tables(f"they lack {', '.join(lacking[:3])}")
        database.give_rights(owner)


def _other_tables(what: str) -> CommandError:
    return CommandError(database.OTHER_TABLES.format(what=what), returncode=2)


def _wanted() -> dict[str, list[str]]:
    """Gives the columns that the models read, by table."""
    return {
        model._meta.db_table: [f.column for f in model._meta.local_concrete_fields if f.column]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
