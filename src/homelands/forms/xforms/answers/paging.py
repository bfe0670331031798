"""Lists the pages of a form for one respondent, with a page for each round of a repeat."""

from collections.abc import Callable, Iterator

from ..paths import in_round, placed_in
from ..reading.questions import Block, Page, Part


def pages_of(parts: tuple[Part, ...], rounds: Callable[[str], int]) -> Iterator[Page]:
    """Walks through all pages; `rounds` says how many rounds a repeat has by its path."""
    for part in parts:
        if isinstance(part, Page):
            yield part
        else:
            yield from _rounds(part, "", "", rounds)


def _rounds(block: Block, place: str, before: str, rounds: Callable[[str], int]) -> Iterator[Page]:
    """Walks through the rounds of a repeat; one without any is a page without questions."""
    path = placed_in(block.repeat.path, place)
    name = f"{before}-{block.name}" if before else block.name
    count = rounds(path)
    if not count:
        yield Page(path, block.repeat.label, (), repeat=path, name=name)
    for number in range(1, count + 1):
        here = in_round(path, number)
        for part in block.parts:
            if isinstance(part, Page):
                yield _placed(part, here, f"{name}-{number}")
            else:
                yield from _rounds(part, here, f"{name}-{number}", rounds)


def _placed(page: Page, place: str, before: str) -> Page:
    """Moves a page of a repeat into one of its rounds."""
    repeat, _, number = place.rpartition("[")
    return Page(
        path=placed_in(page.path, place),
        label=page.label,
        questions=tuple(
            question.at(placed_in(question.path, place)) for question in page.questions
        ),
        repeat=repeat,
        round=int(number.rstrip("]")),
        name=f"{before}-{page.name}" if page.name else before,
    )
