"""Opens a file of answers as a table of texts, of a size that is taken at once.

A file with rounds of repeated groups in tables of their own, as Central and Kobo give it, becomes
one table.
"""

import zipfile
from io import BytesIO

from homelands.forms.datafiles.incoming.rounds import is_rounds, joined
from homelands.forms.tables import (
    BadTable,
    Most,
    Table,
    Unreadable,
    check_archive,
    read_table,
    read_tables,
    sentence,
)

MOST = Most(bytes=25 * 2**20, rows=20_000, columns=3_000)
#: The sheets of our own files that hold no answers.
_ABOUT = frozenset({"columns", "about"})


def opened(content: bytes) -> Table:
    """Returns the table in a file; a BadTable says in words why there is none."""
    try:
        return _within(_archived(content) if _is_archive(content) else _book(content))
    except Unreadable as fault:
        raise BadTable(sentence(fault), field="file") from fault


def _within(table: Table) -> Table:
    if len(table.header) > MOST.columns:
        size = {"rows": len(table.rows), "columns": len(table.header)}
        raise Unreadable("too_many", **size, most=MOST.rows, widest=MOST.columns)
    return table


def _is_archive(content: bytes) -> bool:
    """Tells whether a file is an archive of texts, as Central gives answers with repeats."""
    if not content.startswith(b"PK\x03\x04") or len(content) > MOST.bytes:
        return False
    names = check_archive(content)
    return any(name.lower().endswith(".csv") for name in names)


def _archived(content: bytes) -> Table:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
        tables = {_stem(name): _filled(archive.read(name)) for name in names}
    found = {name: table for name, table in tables.items() if table is not None}
    mains = [name for name, table in found.items() if not is_rounds(table)]
    if len(mains) != 1:
        raise Unreadable("no_main", names=", ".join(sorted(tables)))
    (main,) = mains
    others = {
        name.removeprefix(f"{main}-").rpartition(".")[2]: table
        for name, table in found.items()
        if name != main
    }
    return joined(found[main], others, main)


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _filled(content: bytes) -> Table | None:
    """Returns the table in a text; None where nobody had a round."""
    try:
        return read_table(content, MOST)
    except Unreadable as fault:
        if fault.code in ("no_rows", "empty"):
            return None
        raise


def _book(content: bytes) -> Table:
    tables = read_tables(content, MOST)
    (name, main), *others = tables.items()
    if is_rounds(main):
        raise Unreadable("rounds_alone")
    return joined(main, {one: table for one, table in others if one not in _ABOUT}, name)
