"""Writes Parquet, a group of rows at a time; labels and codes stand in the columns' metadata."""

import json
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from .columns import DAY, FLAG, INTEGER, NUMBER, Column, Written
from .dataset import Dataset

_GROUP = 10_000
_TYPES = {DAY: pa.date32(), FLAG: pa.bool_(), INTEGER: pa.int64(), NUMBER: pa.float64()}


def write(path: Path, dataset: Dataset) -> Written:
    """Writes the file; what it says of itself stands in its metadata."""
    columns = dataset.layout.columns
    schema = pa.schema([_field(column) for column in columns], metadata=_about(dataset))
    rows = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        records = iter(dataset.records)
        while group := [dataset.row(record) for record in islice(records, _GROUP)]:
            by_column = zip(columns, zip(*group, strict=True), schema, strict=True)
            arrays = [pa.array(_values(one, cells), field.type) for one, cells, field in by_column]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            rows += len(group)
        notes = "\n".join(dataset.last_notes())
        writer.add_key_value_metadata({"notes": notes} if notes else {})
    return Written(rows, rare=dataset.watch.rare)


def _field(column: Column) -> Any:
    metadata = {"label": column.label, "hxl": column.hxl}
    if column.codes:
        metadata["codes"] = json.dumps(dict(column.codes), ensure_ascii=False)
    kept = {key: text for key, text in metadata.items() if text}
    return pa.field(column.name, _TYPES.get(column.kind, pa.string()), metadata=kept)


def _about(dataset: Dataset) -> dict[str, str]:
    facts = {"title": dataset.title, "language": dataset.language, "mark": dataset.mark}
    return {key: text for key, text in {**facts, **dataset.about}.items() if text}


def _values(column: Column, cells: tuple[Any, ...]) -> list[Any]:
    if column.kind == DAY:
        return [_day(cell) for cell in cells]
    if column.kind == FLAG:
        return [None if cell is None else bool(cell) for cell in cells]
    if column.kind in _TYPES:
        return list(cells)
    return [None if cell is None else str(cell) for cell in cells]


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
