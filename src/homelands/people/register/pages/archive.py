"""The ZIP in which people take their data away: one JSON of everything, and a CSV per part."""

import csv
import io
import json
import zipfile
from typing import Any


def of(parts: list[dict[str, Any]]) -> io.BytesIO:
    """Packs what is held into a ZIP, ready to be read from its start."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "my-data.json", json.dumps(parts, default=str, ensure_ascii=False, indent=2)
        )
        for place, part in enumerate(parts, start=1):
            archive.writestr(
                f"{place:02d}-{part['what'].replace(' ', '-')}.csv", _table(part["rows"])
            )
    target.seek(0)
    return target


def _table(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows({name: _plain(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _plain(value: Any) -> str:
    """Returns the value as text that no spreadsheet runs as a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
