"""`homelands forms export STUDY --to xlsx --out FILE`: writes a study's answers to a file."""

import csv
import secrets
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from homelands.forms.datafiles.exporting import FORMATS, Options, Written
from homelands.forms.datafiles.exporting.columns import NotWritable
from homelands.forms.datafiles.exporting.formats import DDI
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.datasets.queries import export_files, exports, variables
from homelands.surveys.datasets.queries.exports import Wanted
from homelands.surveys.questionnaires.models import Study
from homelands.ui.formulas import neutral


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("study", help="the study's address (slug) or its name")
    parser.add_argument("--to", required=True, choices=[*FORMATS, DDI], help="the format")
    parser.add_argument("--out", required=True, type=Path, help="the file to write")
    parser.add_argument("--language", default="", help="the language of labels, such as ar")
    parser.add_argument("--labels", action="store_true", help="labels in the cells, not codes")
    parser.add_argument("--with-text", action="store_true", help="free texts as well")
    parser.add_argument("--hxl", action="store_true", help="a row of HXL tags")


def run(options: Namespace) -> int:
    """Writes the file, anonymised; 2 and one sentence where that cannot be done."""
    with acting(Actor.system("forms.export")):
        study = _study(options.study)
        if study is None:
            return _fail(f"There is no study “{options.study}”.")
        try:
            written = _write(study, options)
        except OSError as error:
            return _fail(f"{options.out}: {error.strerror or error}.")
        except NotWritable as refused:
            return _fail(export_files.words_of(refused))
    _report(options.out, written, options.to)
    return 0


def _study(wanted: str) -> Study | None:
    """Finds a study by its slug, else by its name; the earliest where two share it."""
    by_name = Study.objects.filter(name=wanted).order_by("opens_on")
    return Study.objects.filter(slug=wanted).first() or by_name.first()


def _write(study: Study, options: Namespace) -> Written:
    spoken = [code for code, _name in variables.languages(study)]
    wanted = Wanted(
        format=options.to,
        language=options.language or next(iter(spoken), settings.LANGUAGE_CODE),
        # Nobody can tell from a file in which order the answers of another one stand.
        key=secrets.token_hex(16),
        options=Options(options.labels, options.with_text, options.hxl),
        at=timezone.now(),
    )
    return exports.write(study, wanted, options.out)


def _report(out: Path, written: Written, format_: str) -> None:
    what = "variables" if format_ == DDI else "responses"
    sys.stdout.write(f"{written.rows} {what} are in {out}.\n")
    if written.rare:
        listed = ", ".join(written.rare[:20]) + (" …" if len(written.rare) > 20 else "")
        sys.stdout.write(f"Few people gave these answers, who might be recognised: {listed}.\n")
    if written.cut:
        listed = ", ".join(written.cut[:20]) + (" …" if len(written.cut) > 20 else "")
        sys.stdout.write(f"Only the beginning of long texts stands in: {listed}.\n")
    if written.names:
        table = out.with_name(f"{out.name}.names.csv")
        with table.open("w", encoding="utf-8-sig", newline="") as file:
            pairs = [(neutral(name), short) for name, short in written.names.items()]
            csv.writer(file).writerows([("name", "in_the_file"), *pairs])
        sys.stdout.write(f"{len(written.names)} names were changed for this format: {table}.\n")


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2
