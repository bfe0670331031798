"""`homelands import-responses`: takes in a survey that was held elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from homelands.forms import tables
from homelands.forms.tables import Columns
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys.datasets.actions import imports
from homelands.surveys.datasets.actions.imports import Import
from homelands.surveys.questionnaires.models import Study
from homelands.ui import sentences


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


class Command(BaseCommand):
    help = "Reads a CSV file with one respondent on each row into a study."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--study", required=True, help="the name of the study")
        parser.add_argument("--id", required=True, help="the column that names the respondent")
        chain = parser.add_mutually_exclusive_group()
        chain.add_argument("--coupon", default="", help="the column with their own coupon")
        chain.add_argument("--recruiter", default="", help="the column with who recruited them")
        parser.add_argument(
            "--coupons", default=(), type=_names, help="the columns with those given out"
        )
        parser.add_argument("--degree", default="", help="the column with how many they know")
        parser.add_argument(
            "--outcomes", default=(), type=_names, help="columns that must hold something"
        )
        parser.add_argument("--population", type=int, help="how many people there are, if known")
        parser.add_argument("--replace", action="store_true", help="remove earlier answers first")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["coupon"]) != bool(options["coupons"]):
            raise CommandError("--coupon and --coupons belong together.", returncode=2)
        try:
            source = _source(options)
            study = imports.load(source, at=timezone.now(), by=Actor.system("import-responses"))
        except OSError as error:
            reason = error.strerror or error
            raise CommandError(f"{options['file']}: {reason}.", returncode=2) from error
        except Refusal as refusal:
            raise CommandError(f"{options['file'].name}: {refusal}", returncode=2) from refusal
        self._report(source, study)

    def _report(self, source: Import, study: Study) -> None:
        rows = tables.read(source.content, source.columns)
        chain = tables.chain(rows)
        where = f"the study “{study.name}” ({study.slug})"
        self.stdout.write(f"{len(rows)} respondents are in {where}.")
        for sentence in sentences.each(chain.cautions):
            self.stdout.write(sentence)


def _source(options: dict[str, Any]) -> Import:
    return Import(
        study=options["study"],
        filename=options["file"].name,
        content=options["file"].read_bytes(),
        columns=Columns(
            id=options["id"],
            coupon=options["coupon"],
            coupons=options["coupons"],
            recruiter=options["recruiter"],
            degree=options["degree"],
            outcomes=options["outcomes"],
        ),
        population=options["population"],
        replace=options["replace"],
    )
