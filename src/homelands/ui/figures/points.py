"""What the charts are given: one frozen point per row, with words already translated."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A ranked value with its interval; None is a value that may not or cannot be shown."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Place:
    """A value at a place: degrees east and degrees north."""

    label: str
    longitude: float
    latitude: float
    value: float | None


@dataclass(frozen=True)
class Bullet:
    """An indicator where it began, where it is and where it should arrive."""

    label: str
    baseline: float | None
    now: float | None
    target: float


@dataclass(frozen=True)
class Stage:
    """A step of a programme and how many people reached it."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Item:
    """A statement: the share of each answer (0 to 1), and of agreement with its interval."""

    label: str
    shares: tuple[float, ...]
    agree: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """Values in their order along the measured scale; ``label`` stands at its end if given."""

    points: tuple[tuple[float, float], ...]
    label: str = ""


@dataclass(frozen=True)
class Panel:
    """One small drawing of several under each other: its lines, and what stands at its end."""

    label: str
    lines: tuple[Line, ...]
    text: str
    reference: float | None = None


@dataclass(frozen=True)
class Bin:
    """One class of a histogram, named by its limits."""

    label: str
    count: int


@dataclass(frozen=True)
class Knot:
    """One knot of a forest: its place across, its depth, and the knot it hangs on (root: None)."""

    across: float
    depth: int
    on: int | None = None
    label: str = ""
