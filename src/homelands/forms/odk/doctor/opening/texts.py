"""Reads .csv and .md into rows of texts; another separator is found out."""

import re

from homelands.forms.tables import Text, lines

from ..problems import Finding, NotAForm, mended
from ..vocabulary import ROLES, snake
from ..workbook import Row, Sheet, Workbook

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|\s:-]+")


def read_csv(text: Text) -> tuple[Workbook, list[Finding]]:
    """Reads sheets that stand below one another, each named in the first column."""
    found = []
    separator = _separator(text.words)
    if separator != ",":
        names = {";": ";", "\t": "TAB", "|": "|"}
        found.append(mended(("", 0), "separator", separator=names[separator]))
    rows = [Row(*line) for line in lines(text, separator)]
    if rows and _is_header(rows[0].cells):
        found.append(mended(("survey", rows[0].number), "sheets_unmarked"))
        return Workbook(".csv", (_stacked("survey", rows),)), found
    return Workbook(".csv", _sheets(rows)), found


def _separator(text: str) -> str:
    lines = "\n".join(text.splitlines()[:30])
    counts = {sign: lines.count(sign) for sign in (",", ";", "\t", "|")}
    likeliest = max(counts, key=lambda sign: counts[sign])
    if counts[likeliest] < 4:
        raise NotAForm("no_table")
    starts = [line for line in lines.split("\n") if line[:1] in (",", ";", "\t", "|")]
    if starts:  # the rows under a sheet's name begin with the separator
        likeliest = max(counts, key=lambda sign: sum(line[0] == sign for line in starts))
    return likeliest


def _is_header(cells: tuple[str, ...]) -> bool:
    return {"type", "name"} <= {snake(cell) for cell in cells}


def _sheets(rows: list[Row]) -> tuple[Sheet, ...]:
    blocks: dict[str, list[Row]] = {}
    name = ""
    for row in rows:
        name = row.cells[0] or name
        inner = Row(row.number, _trimmed(row.cells[1:]))
        block = blocks.setdefault(name, [])
        if inner.cells:
            block.append(inner)
    if "" in blocks:
        raise NotAForm("no_survey_sheet", sheets=", ".join(n for n in blocks if n)[:200])
    return tuple(_stacked(name, block) for name, block in blocks.items())


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    held = [at for at, cell in enumerate(cells) if cell]
    return cells[: held[-1] + 1] if held else ()


def _stacked(name: str, rows: list[Row]) -> Sheet:
    if not rows:
        return Sheet(name, (), ())
    return Sheet(name, rows[0].cells, tuple(rows[1:]), rows[0].number)


def read_markdown(text: Text) -> tuple[Workbook, list[Finding]]:
    """Reads tables whose first cell names the sheet."""
    rows = []
    for number, line in enumerate(text.words.split("\n"), 1):
        if line.lstrip().startswith("#"):
            continue
        table, edge, rest = line.rpartition("|")
        line = (table + edge if edge and "#" in rest else line).strip()
        inner = line[1:].removesuffix("|") if line.startswith("|") else ""
        if line.count("|") > 1 and not _RULE.fullmatch(inner):
            cells = [cell.strip().replace(r"\|", "|") for cell in _PIPE.split(inner)]
            rows.append(Row(number, tuple(cells)))
    if not rows:
        raise NotAForm("no_table")
    named = {row.cells[0].lower() for row in rows if row.cells[0]}
    if not named & set(ROLES) and len(named) != 1:
        raise NotAForm("no_survey_sheet", sheets=", ".join(sorted(named))[:200])
    return Workbook(".md", _sheets(rows)), []
