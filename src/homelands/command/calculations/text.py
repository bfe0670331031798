"""Tables for the terminal, and doubts in words: English always, so that the same input gives the
same bytes wherever it is run.
"""

from collections.abc import Iterable, Sequence

from homelands.science.estimate import Caution
from homelands.science.publication.refused import Refused
from homelands.ui import sentences


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows with aligned columns: the first to the left, the others to the right."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = (
        "  ".join(
            cell.ljust(width) if k == 0 else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def share(value: float | None) -> str:
    """Return a share with four decimals, or a dash where there is none."""
    return "–" if value is None or value != value else f"{value:.4f}"


def number(value: float | None) -> str:
    """Return a number without decimals, or a dash where there is none."""
    return "–" if value is None or value != value else f"{value:,.0f}"


def told(cautions: Iterable[Caution]) -> list[dict[str, object]]:
    """Return doubts as JSON has them, each once: the code, the sentence, the facts in it."""
    return [
        {"code": caution.code, "message": sentences.of(caution), "facts": dict(caution.facts)}
        for caution in dict.fromkeys(cautions)
    ]


def refusals(refuseds: Iterable[Refused]) -> list[dict[str, object]]:
    """Return what stands against publishing, likewise, with the category that it concerns."""
    return [
        {
            "code": refused.code,
            "message": sentences.of(refused),
            "facts": dict(refused.facts),
            **({"category": refused.category} if refused.category else {}),
        }
        for refused in refuseds
    ]


def listed(title: str, said: Sequence[dict[str, object]]) -> list[str]:
    """Return doubts as lines below a title, none where there are none."""
    lines = [f"- {one['message']} [{one['code']}]" for one in said]
    return [title, *lines] if lines else []
