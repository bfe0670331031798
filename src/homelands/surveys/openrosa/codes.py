"""Draws a text as a QR code, to be scanned from a screen or from paper."""

from io import BytesIO

import segno


def svg(text: str) -> str:
    """Gives the code as SVG that can stand in a page."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, border=4, omitsize=True, nl=False
    )
    return drawn.getvalue().decode()
