"""The colours of charts, and the class by which the stylesheet recolours each on a page.

A specification holds real colours, so that it can be drawn in a document; on a page
``svg.py`` replaces each by its class, so that dark mode and print have their own.
"""

INK = "#1d2322"
SOFT = "#55605d"
LINE = "#ddd6ca"
ACCENT = "#0b5d5e"
WASH = "#dcebe8"
MISSING = "#b9b5ac"
MARK = "#c98a1b"
PAPER = "#fbf9f5"
ON_DARK = "#ffffff"
ON_LIGHT = "#1d2321"
SCALE = ("#98391c", "#dda585", "#d9d4c7", "#84b8b2", "#0a5d5f")

NAMES = {
    INK: "ink",
    SOFT: "soft",
    LINE: "line",
    ACCENT: "accent",
    WASH: "wash",
    MISSING: "missing",
    MARK: "mark",
    PAPER: "paper",
    ON_DARK: "on-dark",
    ON_LIGHT: "on-light",
    **{colour: f"scale-{place}" for place, colour in enumerate(SCALE, start=1)},
}


def scale(levels: int) -> list[str]:
    """Returns colours from disagreement to agreement for 2 to 5 answers."""
    chosen = {2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
    if levels not in chosen:
        raise ValueError(f"A scale has 2 to 5 answers to be told apart by colour, not {levels}.")
    return [SCALE[place] for place in chosen[levels]]
