"""`homelands demo`: makes the example country. Synthetic people, and every page says so."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from homelands.command.example import PARTS
from homelands.command.example.world import World
from homelands.foundation.access.context import acting
from homelands.foundation.reference import countries
from homelands.people.register.queries import persons
from homelands.web import environment


class Command(BaseCommand):
    help = "Fills an empty deployment with a synthetic country, at the scale of --people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=2000)
        parser.add_argument(
            "--country",
            default=settings.COUNTRY,
            help="country of origin, ISO alpha-3; its stock figures must have been imported",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        country = self._country(options["country"].upper())
        world = World(country=country, people=options["people"], now=timezone.now())
        with acting(world.by, "web.demo"):
            if persons.count_by_destination():
                raise CommandError(
                    "There are people in this deployment already. Use an empty one: another "
                    "HOMELANDS_HOME.",
                    returncode=2,
                )
            for part in PARTS:
                started = time.monotonic()
                part.load(world)
                name = part.__name__.rsplit(".", 1)[-1]
                self.stdout.write(f"    {name}: {time.monotonic() - started:.1f} s")

    def _country(self, code: str) -> str:
        try:
            countries.get(code)
        except KeyError as error:
            raise CommandError(
                f"{code} is not a country. Give an ISO alpha-3 code, such as GHA.", returncode=2
            ) from error
        if code != settings.COUNTRY:
            environment.remember_country(code)
        return code
