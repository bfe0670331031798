"""What a device writes into a sound is taken out of it."""

import io
import wave

import pytest

from homelands.surveys.recorded import NoSound, stripped

MP3 = b"\xff\xfb\x90\x00" + b"\x00" * 400


def test_tags_of_an_mp3_go_from_both_ends() -> None:
    tag = b"ID3\x04\x00\x00\x00\x00\x01\x00" + b"Phone of Ama".ljust(128, b"\0")
    content, kind = stripped(tag + tag + MP3 + b"TAG" + b"London".ljust(125, b"\0"))
    assert (content, kind) == (MP3, "audio/mpeg")


def test_a_wav_keeps_its_sound_only() -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        out.writeframes(b"\1\2" * 100)
    plain = file.getvalue()
    note = b"LIST" + (13).to_bytes(4, "little") + b"INFO of Ama.." + b"\0"
    content, kind = stripped(plain[:12] + note + plain[12:] + note)
    assert kind == "audio/wav"
    assert b"Ama" not in content
    with wave.open(io.BytesIO(content)) as back:
        assert back.readframes(200) == b"\1\2" * 100


@pytest.mark.parametrize("content", [b"", b"OggS" + b"\0" * 50, b"%PDF-1.7", b"ID3", b"<html>"])
def test_anything_else_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NoSound, match="MP3 or WAV"):
        stripped(content)


def test_a_wav_without_sound_is_refused() -> None:
    with pytest.raises(NoSound, match="no sound"):
        stripped(b"RIFF\x04\0\0\0WAVE")
