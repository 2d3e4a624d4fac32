"""What is wanted, fitted to what is offered: lengths, ratios, sizes; and files as they go along."""

from pathlib import Path

import pytest

from rushes.providers import fitting
from rushes.providers.base import Makes, Model
from rushes.providers.enclosures import enclosed
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.storage.errors import StoreUnavailable
from tests.providers.orders import house, order
from tests.simulators import kit

MODEL = Model("m", "M", Makes.VIDEO, (3.0, 15.0), (3840, 2160))
SIDES = {"720p": 720, "1080p": 1080, "4k": 2160}


@pytest.mark.parametrize(
    ("frames", "rate", "seconds"),
    [(1, "24", 3), (72, "24", 3), (73, "24", 4), (120, "24000/1001", 5), (151, "30", 6), (900, "24", 15)],
)
def test_a_length_is_the_fewest_whole_seconds_that_hold_it(frames: int, rate: str, seconds: int) -> None:
    asked = order("m", frames=frames)
    assert fitting.seconds(MODEL, type(asked).of(asked.plain() | {"rate": rate})) == seconds


@pytest.mark.parametrize(
    ("size", "ratio", "resolution"),
    [
        ((1280, 720), "16:9", "720p"),
        ((1280, 722), "16:9", "1080p"),
        ((1920, 804), "16:9", "1080p"),
        ((720, 1280), "9:16", "720p"),
        ((1080, 1920), "9:16", "1080p"),
        ((1080, 1080), "1:1", "1080p"),
        ((8000, 4500), "16:9", "4k"),
    ],
)
def test_a_size_is_the_smallest_that_is_enough_in_the_nearest_ratio(
    size: tuple[int, int], ratio: str, resolution: str
) -> None:
    asked = order("m", size=size)
    assert fitting.ratio(asked, ("16:9", "9:16", "1:1")) == ratio
    assert fitting.resolution(asked, ratio, SIDES) == resolution


@pytest.mark.parametrize(
    ("content", "type"),
    [
        (kit.picture(8, 8), "image/png"),
        (kit.picture(8, 8, form="JPEG"), "image/jpeg"),
        (kit.picture(8, 8, form="WEBP"), "image/webp"),
        (kit.sound(0.1), "audio/wav"),
        (kit.clip(0.1, 64, 64), "video/mp4"),
        (b"ID3\x04", "audio/mpeg"),
        (b"what is this?", "application/octet-stream"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(tmp_path: Path, content: bytes, type: str) -> None:
    home = house(tmp_path)
    found = enclosed(home.blobs, home.blobs.put_bytes(content))
    assert found.type == type
    assert found.data_uri == f"data:{type};base64,{found.base64}"


def test_a_file_that_is_gone_or_out_of_reach_stops_the_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = house(tmp_path).blobs
    with pytest.raises(ProviderFailure) as gone:
        enclosed(blobs, "f" * 64)

    def unreachable(sha: str) -> bytes:
        raise StoreUnavailable("The bucket does not answer.")

    monkeypatch.setattr(blobs, "read", unreachable)
    with pytest.raises(NotNow) as away:
        enclosed(blobs, "f" * 64)
    assert gone.value.cause is away.value.cause is Cause.INPUT_FETCH
