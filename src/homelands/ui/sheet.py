"""Writes rows as a CSV file that a spreadsheet opens without running anything."""

import csv
import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeData

from homelands.ui.formulas import neutral


class _Echo:
    """Gives each written line back, so that the file streams."""

    def write(self, line: str) -> str:
        return line


def plain(value: Any) -> str | int | float:
    """Returns a cell's value as data: no markup, and no formula."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = html.unescape(strip_tags(str(value))) if isinstance(value, SafeData) else str(value)
    return str(neutral(text))


def sheet(
    name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """Returns the rows as a download called ``name.csv``, in UTF-8 that Excel recognises."""
    response = StreamingHttpResponse(_lines(headers, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _lines(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([plain(header) for header in headers])
    for row in rows:
        yield writer.writerow([plain(value) for value in row])
