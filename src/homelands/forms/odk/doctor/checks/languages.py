"""Languages: one spelt in two ways, a text that is missing in one of them."""

from collections import Counter
from collections.abc import Iterator

from ..edits import Rehead, Write
from ..outline import Outline
from ..problems import Finding, found
from ..vocabulary import TRANSLATED
from ..workbook import Row, Sheet, Workbook


def check_spellings(book: Workbook) -> Iterator[Finding]:
    """Finds languages that differ in capitals or spaces alone, in headers and settings."""
    sheets = [sheet for sheet in book.sheets if sheet.role in ("survey", "choices")]
    counts = Counter(
        language
        for sheet in sheets
        for column, language in sheet.columns
        if language and column in TRANSLATED
    )
    usual: dict[str, str] = {}
    for language, _ in counts.most_common():
        usual.setdefault(_plain(language), language)
    for sheet in sheets:
        for at, (column, language) in enumerate(sheet.columns):
            best = usual.get(_plain(language), language)
            new = f"{column}::{best}"
            if column in TRANSLATED and language != best and new not in sheet.header:
                edit = Rehead(sheet.name, at, new)
                place = (sheet.name, sheet.head)
                yield found(place, "language_spelling", edit, language=language, new=best)
    yield from _default(book, usual)


def _plain(language: str) -> str:
    return "".join(language.split()).lower()


def _default(book: Workbook, usual: dict[str, str]) -> Iterator[Finding]:
    settings = book.sheet("settings")
    if settings is None or not settings.rows or not usual:
        return
    row = settings.rows[0]
    named, at = settings.text(row, "default_language"), settings.index("default_language")
    if not named or at is None or named in usual.values():
        return
    place = (settings.name, row.number)
    best = usual.get(_plain(named)) or next(
        (name for name in usual.values() if _plain(name).split("(")[0] == _plain(named)), ""
    )
    if best:
        edit = Write(settings.name, row.number, at, best)
        yield found(place, "language_spelling", edit, language=named, new=best)
    else:
        known = ", ".join(usual.values())
        yield found(place, "default_language", language=named, languages=known)


def check_translations(form: Outline) -> Iterator[Finding]:
    """Finds columns that lack a language, and cells that are blank in one language only."""
    sheets = [form.survey, *([form.choices] if form.choices else [])]
    languages = list(
        dict.fromkeys(
            language
            for sheet in sheets
            for column, language in sheet.columns
            if column == "label" and language
        )
    )
    if not languages:
        return
    for sheet in sheets:
        yield from _columns(sheet, languages)
        used = {entry.row.number for entry in form.entries if entry.type}
        for row in sheet.rows:
            if sheet is form.choices or row.number in used:
                yield from _cells(sheet, row, languages)


def _columns(sheet: Sheet, languages: list[str]) -> Iterator[Finding]:
    place = (sheet.name, sheet.head)
    for column in TRANSLATED:
        held = sheet.languages(column)
        if not held or not any(_filled(sheet, column, language) for language in held):
            continue
        if "" in held and column in ("label", "hint"):
            named = ", ".join(languages)
            yield found(place, "language_unnamed", column=column, languages=named)
            continue
        missing = [language for language in languages if language not in held]
        if missing and (column == "label" or len(held) > ("" in held)):
            yield found(place, "translation_column", column=column, languages=", ".join(missing))


def _filled(sheet: Sheet, column: str, language: str) -> bool:
    return any(sheet.text(row, column, language) for row in sheet.rows)


def _cells(sheet: Sheet, row: Row, languages: list[str]) -> Iterator[Finding]:
    for column in TRANSLATED:
        held = [language for language in sheet.languages(column) if language in languages]
        blank = [language for language in held if not sheet.text(row, column, language)]
        if blank and len(blank) < len(held):
            place = (sheet.name, row.number)
            yield found(place, "translation_blank", column=column, languages=", ".join(blank))
