"""`homelands rotate-keys`: a new master key, and everything sealed under it.

Broken off at any moment and run again it goes on where it was: it looks for what still lies under
an earlier key. `--finish` takes the earlier keys out of the secrets once nothing lies under them.
"""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from homelands.foundation.access.context import acting
from homelands.foundation.actions import keys
from homelands.foundation.actions.keys import Batch
from homelands.foundation.actors import Actor
from homelands.foundation.queries import keys as key_queries

_BY = Actor.system("rotate-keys")

#: What began to write before a key came is over after so many seconds.
SETTLED = 600

_BY_HAND = (
    "The secrets come from HOMELANDS_SECRETS, which this command cannot change. Add a key to "
    "`keys`, name it in `key_id`, start the deployment again, then run this again. When it says "
    "that nothing lies under an earlier key, take the earlier ones out of `keys`."
)


class Command(BaseCommand):
    help = "Makes a new key and seals everything encrypted under it; --finish drops the old key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--finish", action="store_true", help="drop earlier keys when nothing lies under them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["finish"]:
            self._finish()
            return
        self._make_key()
        shut = self._reseal_all()
        if shut:
            raise CommandError(f"{shut} rows do not open under any key.", returncode=1)
        self.stdout.write("Nothing lies under an earlier key.")
        if settings.HOMELANDS_KEYS.is_a_file:
            self.stdout.write("After ten minutes: homelands rotate-keys --finish")

    def _make_key(self) -> None:
        """Adds a key, unless an earlier rotation has not ended yet: then that goes on."""
        ring = settings.HOMELANDS_KEYS
        if ring.earlier:
            self.stdout.write(f"Going on with key {ring.current}.")
        elif ring.is_a_file:
            self.stdout.write(f"Key {ring.add()} is made. Back up the secrets now.")
        else:
            raise CommandError(_BY_HAND, returncode=2)

    def _reseal_all(self) -> int:
        """Seals everything anew, table by table; returns how many rows do not open."""
        shut = 0
        for model in key_queries.sealed_models():
            table = model._meta.db_table

            def reseal(after: Any, model: Any = model) -> Batch | None:
                return keys.reseal(model=model, after=after, by=_BY)

            shut += self._go_through(table, reseal, None)
        return shut + self._go_through(
            "second factors", lambda after: keys.relock(after=after, by=_BY), 0
        )

    def _go_through(self, name: str, step: Callable[[Any], Batch | None], start: Any) -> int:
        """Takes one batch after the other, each a transaction of its own."""
        resealed, shut, after = 0, 0, start
        while (batch := step(after)) is not None:
            resealed, shut, after = resealed + batch.resealed, shut + batch.shut, batch.last
            self.stdout.write(f"{name}: {resealed}")
        if shut:
            self.stderr.write(f"{name}: {shut} rows do not open")
        return shut

    def _finish(self) -> None:
        ring = settings.HOMELANDS_KEYS
        if not ring.earlier:
            self.stdout.write("There is no earlier key.")
            return
        with acting(_BY):
            left = {
                model._meta.db_table: key_queries.outdated(model).count()
                for model in key_queries.sealed_models()
            }
            left["second factors"] = key_queries.outdated_factors()
        still = ", ".join(f"{name}: {count}" for name, count in left.items() if count)
        if still:
            raise CommandError(
                f"Still under an earlier key: {still}. Run homelands rotate-keys.", returncode=1
            )
        if not ring.is_a_file:
            raise CommandError(_BY_HAND, returncode=2)
        if time.time() - ring.changed_at < SETTLED:
            raise CommandError(
                "The key is not ten minutes old: something may still be writing under the earlier "
                "one. Try again later.",
                returncode=1,
            )
        names = ", ".join(ring.earlier)
        ring.drop_earlier()
        self.stdout.write(f"Dropped: key {names}. Old backups need the secrets of their day.")
