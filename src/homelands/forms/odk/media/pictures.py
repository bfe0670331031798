"""Draws pictures anew, so that nothing but their dots is left."""

import warnings
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from homelands.forms.odk.media.refused import MOST_BYTES, FileRefused

#: A picture with more dots than this is not opened: it would fill the memory.
MOST_DOTS = 50_000_000
_QUALITY = 88
# By a name of its own: `.save(` elsewhere in this house writes to the database.
_encode = Image.Image.save


def draw(content: bytes, most_side: int = 0) -> tuple[bytes, str]:
    """Returns the picture drawn anew and its ending: "jpg" for photographs, else "png"."""
    try:
        picture = _opened(content)
    except FileRefused:
        raise
    except Exception as error:  # Pillow raises many kinds for broken and for hostile files
        raise FileRefused(_("The picture is broken. Take or choose it again.")) from error
    if most_side:
        picture.thumbnail((most_side, most_side))
    opaque = picture.mode == "RGB"
    drawn = _written(picture, "JPEG" if opaque else "PNG")
    if len(drawn) > MOST_BYTES:
        picture.thumbnail((4096, 4096))
        drawn = _written(picture, "JPEG" if opaque else "PNG")
    if len(drawn) > MOST_BYTES:
        raise FileRefused(_("The picture is too heavy. Choose a smaller one."))
    return drawn, "jpg" if opaque else "png"


def _opened(content: bytes) -> Image.Image:
    """Reads the first picture of a file, the right way up, with dots only."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF"))
        if source.width * source.height > MOST_DOTS:
            raise FileRefused(
                _("The picture has more than %(most)s million dots. Choose a smaller one.")
                % {"most": MOST_DOTS // 1_000_000}
            )
        source.load()
        turned = ImageOps.exif_transpose(source)
        see_through = turned.has_transparency_data
        plain = turned.convert("RGBA" if see_through else "RGB")
    # A new picture takes over no profile, comment or text from the old one.
    drawn = Image.new(plain.mode, plain.size)
    drawn.paste(plain)
    return drawn


def _written(picture: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    options = {"quality": _QUALITY} if kind == "JPEG" else {}
    _encode(picture, out, kind, optimize=True, **options)
    return out.getvalue()
