"""Tables for the terminal."""

from collections.abc import Sequence


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
