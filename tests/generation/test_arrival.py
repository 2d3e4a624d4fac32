"""What a provider delivered as a sound: kept as it came, unless no film could be signed with it."""

import struct
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from rushes.craft.provenance import kinds, sign
from rushes.generation import arrival, compose, tools
from rushes.generation.arrival import NoSound
from rushes.generation.compose import Sound
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.kernel.ids import Subject
from rushes.media import testcard
from rushes.media.errors import NotMedia
from rushes.providers import elevenlabs
from rushes.providers.base import Makes
from rushes.takes.service import Media
from tests.generation.conftest import Floor
from tests.making import SMALL
from tests.simulators.kit import sound

LINE = Sound(Subject("reading", "S01-SH01-L01"), Makes.SPEECH, "Who is there?", {"seconds": 1.0}, {})
ENDLESS = sound(1.0)[:4] + struct.pack("<I", 0xFFFFFFFF) + sound(1.0)[8:]
"""A file whose header was sent before anybody knew how long it would be."""


def brought(floor: Floor, content: Any, tmp_path: Path) -> Media:
    floor.service.fetches = [content]
    asked = compose.sound(LINE, elevenlabs.plugin, SMALL.rate, 1)
    order = Order(
        id=uuid4(), project_id=floor.project.id, subject=str(asked.subject), provider="scripted", who="ada",
        digest=asked.request.digest, request=asked.request.plain(), snapshot=asked.snapshot, state=State.FETCHING,
        output={"output": "x"},
    )  # fmt: skip
    return arrival.bring(order, "S01-SH01-L01-T01", tmp_path, tools.tools())


def test_a_sound_is_kept_as_it_came(floor: Floor, tmp_path: Path) -> None:
    media = brought(floor, sound(1.0), tmp_path)

    assert floor.blobs.read(media.file) == sound(1.0)
    assert (media.medium, media.poster, media.frames) == ("sound", "", 0)
    assert (media.probe["rate"], media.probe["samples"], media.probe["channels"]) == (44100, 44100, 1)


def test_one_that_no_film_could_be_signed_with_is_kept_as_wav(floor: Floor, tmp_path: Path) -> None:
    media = brought(floor, ENDLESS, tmp_path)
    kept = floor.blobs.local(media.file)

    assert kinds.mime_of(kept) == "audio/wav"
    assert sign.can_be_part(kept, tools.tools().keys)
    assert (media.probe["rate"], media.probe["samples"]) == (44100, 44100)


def test_what_is_no_sound_is_refused(floor: Floor, tmp_path: Path) -> None:
    with pytest.raises(NotMedia):
        brought(floor, b"<html>not a sound</html>", tmp_path)
    clip = testcard.clip(tmp_path / "clip.mp4", 12).read_bytes()
    with pytest.raises(NoSound):
        brought(floor, clip, tmp_path)
