"""How heavy files may be, and how many of them."""

from types import SimpleNamespace

import pytest

from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.rules.attachments import (
    HINTS,
    accepted,
    check_room,
    check_size,
    media_of,
)
from tests.rights import refused

MEGABYTE = 2**20
REFUSED = ("file_refused", None)


@pytest.mark.parametrize(
    ("asked", "media"),
    [
        ("image/*", "image"),
        ("audio/*", "audio"),
        ("video/mp4", "video"),
        ("text/plain", "file"),
        ("", "file"),
    ],
)
def test_what_is_asked_for(asked: str, media: str) -> None:
    assert media_of(SimpleNamespace(media=asked)) == media
    assert media in HINTS
    kinds = {"image": "image/jpeg", "audio": "audio/*", "video": "video/mp4", "file": ""}
    assert accepted(media).split(",")[0] == kinds[media]


@pytest.mark.parametrize(
    ("size", "kept"), [(0, False), (1, True), (10 * MEGABYTE, True), (10 * MEGABYTE + 1, False)]
)
def test_one_file(size: int, kept: bool) -> None:
    assert refused(check_size, size) == (None if kept else REFUSED)


def test_all_files_of_a_response() -> None:
    nineteen = {str(name): 1 for name in range(19)}
    assert refused(check_room, Response(), nineteen, 1) is None
    assert refused(check_room, Response(), {**nineteen, "x": 1}, 1) == REFUSED
    half = 25 * MEGABYTE
    assert refused(check_room, Response(), {"a": half}, half) is None
    assert refused(check_room, Response(), {"a": half}, half + 1) == REFUSED
