"""`homelands messages`: collects every string that people read into the catalogues.

Babel does the work, so gettext need not be installed. Besides what is marked in Python and in
templates, the first lines of the actions' docstrings are collected: the audit pages show them.
"""

import importlib
import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

from homelands.foundation.action import ACTIONS

PACKAGE = Path(__file__).parents[3]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


class Command(BaseCommand):
    help = "Collects the strings that people read; --check fails when a translation is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        catalog = collect()
        missing = {}
        for code, _name in settings.LANGUAGES:
            if code != settings.LANGUAGE_CODE:
                catalogue = update(catalog, code, write=not options["check"])
                missing[code] = [m.id for m in catalogue if m.id and _lacks(m)]
        for code, ids in missing.items():
            self.stdout.write(f"{code}: {len(catalog)} strings, {len(ids)} without a translation")
        if options["check"] and any(missing.values()):
            raise CommandError("Some strings have no translation.")


def _lacks(message: Any) -> bool:
    texts = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return message.fuzzy or not all(texts)


def collect() -> Catalog:
    """Returns every string of the program, each with the place where it stands."""
    catalogue = Catalog(project="Homelands", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
            for string, context in _strings(path):
                place = (path.relative_to(PACKAGE).as_posix(), 0)
                catalogue.add(string, locations=[place], context=context)
    for code, action in sorted(_actions().items()):
        catalogue.add((action.__doc__ or "").strip().split("\n")[0], locations=[(code, 0)])
    return catalogue


def _strings(path: Path) -> list[tuple[Any, str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text, origin=str(path))
    source = io.BytesIO(text.encode())
    return [(string, context) for _l, string, _c, context in extract("python", source, KEYWORDS)]


def _actions() -> dict[str, Any]:
    for path in PACKAGE.rglob("actions/*.py"):
        importlib.import_module(
            ".".join(["homelands", *path.relative_to(PACKAGE).with_suffix("").parts])
        )
    return ACTIONS


def update(catalog: Catalog, code: str, *, write: bool) -> Catalog:
    """Brings one language's catalogue up to date and returns it."""
    path = PACKAGE / "locale" / code / "LC_MESSAGES" / "django.po"
    catalogue = Catalog(locale=code, charset="utf-8")
    if path.exists():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=code, charset="utf-8")
    catalogue.update(catalog, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        with draft.open("wb") as target:
            write_po(target, catalogue, width=100, sort_by_file=True, include_lineno=False)
        draft.replace(path)  # whole or not at all: somebody may be reading it
    return catalogue
