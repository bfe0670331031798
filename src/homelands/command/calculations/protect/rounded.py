"""`homelands protect rounded`: counts rounded by chance, alike whenever a cell comes back."""

import argparse
import secrets
from pathlib import Path

from homelands.command.calculations.columns import BadInput, read_table, write_table
from homelands.command.calculations.lists import parts
from homelands.command.calculations.protect import counts
from homelands.command.calculations.protect.levels import levels, within
from homelands.science.disclosure.rounding import BASES, KEY_BYTES, random_rounding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("table", metavar="TABLE.csv", help="inner cells, one on each row")
    parser.add_argument("--count", required=True, metavar="COL", help="the column of counts")
    parser.add_argument("--by", required=True, metavar="A,B,C", help="the columns of categories")
    parser.add_argument(
        "--within", default=[], metavar="CITY:COUNTRY", action="append",
        help="a column of which each category lies within one of another column",
    )  # fmt: skip
    parser.add_argument("--base", type=int, choices=BASES, default=3)
    parser.add_argument(
        "--key", required=True, metavar="FILE",
        help="the secret key, kept for every release of these people; made where there is none",
    )  # fmt: skip
    parser.add_argument("--out", required=True, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Round all cells and totals, and write."""
    found = levels(parts(options.by), within(options.within))
    counts.check(found, options.count)
    system = counts.system_of(read_table(options.table), found, options.count)
    key = _key(Path(options.key))
    rounded = random_rounding(system.counts, system.names, key, options.base)
    rows = (
        [*found.values(name), count]
        for name, count in zip(system.names, rounded.values.tolist(), strict=True)
    )
    write_table(options.out, [*found.columns, options.count], rows)
    print(
        f"{system.counts.size} cells with totals, rounded to base {options.base}: {options.out}. "
        "Totals are rounded by themselves, so that the table does not add up: say so beside it."
    )
    return 0


def _key(path: Path) -> bytes:
    """Read the key, or make one that only its owner reads."""
    try:
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(f"{secrets.token_hex(KEY_BYTES)}\n", encoding="ascii")
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise BadInput(f"{path} cannot be used: {error.strerror}.") from None
    except ValueError:
        raise BadInput(f"{path} holds no key in hexadecimal digits.") from None
