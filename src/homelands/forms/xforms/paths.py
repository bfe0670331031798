"""Works with paths: of the form itself, and of one respondent's rounds ("/data/member[2]/name")."""

import re
from collections.abc import Iterator
from functools import lru_cache

_ROUND = re.compile(r"\[[0-9]+\]")
_FIRST_ROUND = re.compile(r"\[([0-9]{1,9})\]")


@lru_cache(maxsize=65_536)
def template_of(path: str) -> str:
    """Gives the path in the form: "/data/member[2]/name" becomes "/data/member/name"."""
    return _ROUND.sub("", path) if "[" in path else path


def parent_of(path: str) -> str:
    """Gives the path one step up; that of the outermost node is ""."""
    return path.rpartition("/")[0]


def name_in(path: str) -> str:
    """Gives the last name of a path, without the number of a round."""
    return template_of(path.rpartition("/")[2])


def ancestors(path: str) -> Iterator[str]:
    """Walks up from a path, which comes first, to the outermost node."""
    while path:
        yield path
        path = parent_of(path)


def inside(path: str, above: str) -> bool:
    """Tells whether a path lies below another one."""
    return path.startswith(above + "/")


def round_in(path: str, repeat: str) -> int:
    """Gives the round of a repeat that a concrete path lies in; 0 when it lies in none."""
    if not path.startswith(repeat + "["):
        return 0
    found = _FIRST_ROUND.match(path, len(repeat))
    return int(found.group(1)) if found else 0


def in_round(repeat: str, number: int) -> str:
    """Gives the path of a round: "/data/member" and 2 make "/data/member[2]"."""
    return f"{repeat}[{number}]"


def resolved(path: str, here: str) -> str:
    """Makes a path whole: "../sex" as it is meant at a node."""
    if path.startswith("/"):
        return path
    for part in path.split("/"):
        if part == "..":
            here = parent_of(here)
        elif part not in (".", "", "current()"):
            here = f"{here}/{part}"
    return here


def placed_in(path: str, place: str) -> str:
    """Gives a template path the rounds of a concrete place, where it lies inside of it."""
    above = template_of(place)
    return place + path[len(above) :] if path == above or inside(path, above) else path
