"""Options that are lists: A,B,C, and numbers with commas between them."""

from homelands.command.calculations.columns import BadInput


def parts(text: str | None) -> list[str]:
    """Read A,B,C."""
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def figures(text: str, said: str) -> tuple[float, ...]:
    """Read 2,4,12; `said` is what the option takes, for whoever wrote something else."""
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise BadInput(f"{said}, not {text!r}.") from None
