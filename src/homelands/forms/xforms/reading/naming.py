"""Gives the pages of a form their names in addresses."""

import re
from dataclasses import replace

from ..paths import name_in
from .questions import Block, Part


def named(parts: tuple[Part, ...], *, lead: bool = False) -> tuple[Part, ...]:
    """Names pages after their groups; the first page of a round (`lead`) goes by its number."""
    taken: set[str] = set()
    found: list[Part] = []
    blocks = [_free(name_in(one.repeat.path), taken) for one in parts if isinstance(one, Block)]
    pattern = re.compile("|".join(f"{re.escape(name)}-[0-9].*" for name in blocks) or "(?!)")
    names = iter(blocks)
    for place, part in enumerate(parts):
        if isinstance(part, Block):
            inner = named(part.parts, lead=True)
            found.append(replace(part, parts=inner, name=next(names)))
        elif lead and place == 0:
            found.append(part)
        else:
            name = name_in(part.path)
            if pattern.fullmatch(name):
                name = f"page-{name}"
            found.append(replace(part, name=_free(name, taken)))
    return tuple(found)


def _free(name: str, taken: set[str]) -> str:
    """Gives the name, or one like it when it is taken, and takes it."""
    while name in taken or not name:
        name += "_"
    taken.add(name)
    return name
