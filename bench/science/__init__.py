"""What the statistics cost, beside the peers that install from a registry or are quoted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of work: our seconds, and a peer's where there is one (its name says which)."""

    work: str
    ours: float
    peer: float | None = None
    peer_name: str = ""
