"""Draws a text as a QR code, to be scanned from a screen or from paper."""

import segno


def svg(text: str) -> str:
    """Gives the code as SVG that can stand in a page."""
    return str(segno.make(text, error="m", micro=False).svg_inline(border=4, omitsize=True))
