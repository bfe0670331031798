"""Small files of each kind, made here, with something secret in them that must not be kept."""

import struct
from io import BytesIO

from PIL import Image, PngImagePlugin

#: What a device or a person wrote into a file, and nobody else may read.
SECRET = b"Accra home, phone of Ama"


def jpeg(size: tuple[int, int] = (64, 48), turned: bool = False) -> bytes:
    """A photograph with a place, a maker, a comment and a trailer."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8825)[2] = (5.0, 33.0, 0.0)
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif, comment=SECRET)
    return out.getvalue() + SECRET


def png() -> bytes:
    """A picture that can be seen through, with a text in it."""
    out = BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    Image.new("RGBA", (20, 10), (0, 90, 90, 120)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def picture(kind: str) -> bytes:
    """A plain picture of another kind."""
    out = BytesIO()
    Image.new("RGB", (20, 10), "teal").save(out, kind)
    return out.getvalue()


def wav() -> bytes:
    """A sound with a list of texts behind it."""
    parts = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    parts += b"data" + struct.pack("<I", 4) + b"\x80\x81\x80\x7f"
    parts += b"LIST" + struct.pack("<I", len(SECRET)) + SECRET
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WAVE" + parts


FRAME = b"\xff\xfb\x90\x00" + bytes(200)


def mp3() -> bytes:
    """A sound with tags before and behind it."""
    before = b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(SECRET)]) + SECRET
    return before + FRAME + b"TAG" + SECRET.ljust(125)


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, name) + body


def _track(handler: bytes, start: int, size: int) -> bytes:
    """A track with one sample."""
    full = bytes(4)
    table = box(
        b"stbl",
        box(b"stsd", full, struct.pack(">I", 0)),
        box(b"stsc", full, struct.pack(">IIII", 1, 1, 1, 1)),
        box(b"stsz", full, struct.pack(">III", 0, 1, size)),
        box(b"stco", full, struct.pack(">II", 1, start)),
    )
    named = box(b"hdlr", bytes(8), handler, bytes(12), SECRET)
    dated = box(b"mdhd", full, struct.pack(">II", 3_800_000_000, 3_800_000_000), bytes(12))
    return box(b"trak", box(b"mdia", dated, named, box(b"minf", table)), box(b"udta", SECRET))


def mp4(handler: bytes = b"vide") -> bytes:
    """A film with a track of picture or sound, one of places, and tags."""
    ftyp = box(b"ftyp", b"isom", bytes(4))
    start = len(ftyp) + 8
    mdat = box(b"mdat", b"MOVING PICTURE..", SECRET)
    dated = box(b"mvhd", bytes(4), struct.pack(">II", 3_800_000_000, 3_800_000_000), bytes(88))
    tracks = _track(handler, start, 16) + _track(b"meta", start + 16, len(SECRET))
    moov = box(b"moov", dated, tracks, box(b"udta", box(b"\xa9xyz", SECRET)), box(b"meta", SECRET))
    return ftyp + mdat + moov + box(b"uuid", SECRET)


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
