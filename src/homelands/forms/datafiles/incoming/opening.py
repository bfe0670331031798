"""Opens a file of answers as a table of texts, of a size that is taken at once."""

from homelands.forms.tables import BadTable, Most, Table, Unreadable, read_table, sentence

MOST = Most(bytes=25 * 2**20, rows=20_000, columns=3_000)


def opened(content: bytes) -> Table:
    """Returns the table in a file; a BadTable says in words why there is none."""
    try:
        return read_table(content, MOST)
    except Unreadable as fault:
        raise BadTable(sentence(fault), field="file") from fault
