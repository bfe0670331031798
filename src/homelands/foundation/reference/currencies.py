"""The currencies in which people are paid, and how many decimals each has.

Codes and decimals are ISO 4217's, as of 2026: the legal tender of some country, without funds,
metals and codes for tests. The CLDR follows what is used in shops instead and gives the dinar of
Serbia and the pound of Lebanon no decimals; a bank refuses sums written like that.
"""

import csv
from functools import cache
from importlib import resources


@cache
def decimals() -> dict[str, int]:
    """Returns how many decimals a sum has, by the currency's code."""
    table = resources.files(__package__).joinpath("currencies.csv").read_text(encoding="utf-8")
    return {row["code"]: int(row["digits"]) for row in csv.DictReader(table.splitlines())}


def is_currency(code: str) -> bool:
    """Says whether somebody can be paid in this: XXX, gold and funds are none."""
    return code in decimals()
