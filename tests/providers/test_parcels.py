"""Files that go to a service, and where results say what came of them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.providers import parcels
from rushes.providers.base import Citation, House, Request
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.providers.relay import NoRelay
from rushes.storage.disk import Disk
from rushes.storage.errors import StoreUnavailable
from tests.simulators import kit

LINK = "https://v3.fal.media/files/b/out.mp4"
STILL = "https://v3.fal.media/files/b/still.png"
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.just(LINK),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(parcels.SURE), inner),
)


class Bucket(NoRelay):
    """A studio with a bucket."""

    def link(self, sha256: str, suffix: str) -> str:
        return f"https://bucket.example/{sha256}.{suffix}"


class Away(Disk):
    """A store that does not answer."""

    def local(self, sha: str) -> Path:
        raise StoreUnavailable("the bucket does not answer")


def request(*files: tuple[str, str]) -> Request:
    citations = [Citation(number, "CH-WREN", "identity", *file) for number, file in enumerate(files, start=1)]
    return Request("m", "Rain.", 120, "24", 1280, 720, 1, tuple(citations))


@pytest.mark.parametrize(
    "result",
    [
        LINK,
        [LINK],
        {"video": {"url": LINK, "content_type": "video/mp4"}, "seed": 42},
        {"video": LINK},
        {"videos": [{"url": LINK}, {"url": STILL}]},
        {"thumbnail": {"url": STILL}, "video": {"url": LINK}},
        {"seed": 1, "images": [{"url": LINK, "width": 64}], "prompt": "https://no.example"},
        {"audio": {"url": LINK}},
        {"audio_file": {"url": LINK}},
        {"output": [LINK, STILL]},
        {"output": {"preview": STILL, "mp4": LINK}},
        {"data": {"outputs": [{"file": {"uri": LINK}}]}},
        {"result": {"made": {"somewhere": LINK}}},
    ],
)
def test_what_was_made_is_found_whatever_the_shape(result: Any) -> None:
    assert parcels.found(result) == LINK


@pytest.mark.parametrize(
    "result", [None, 7, "", "a video", {}, [], {"video": None}, {"thumbnail": STILL}, {"urls": {"get": LINK}}]
)
def test_where_nothing_was_made_nothing_is_found(result: Any) -> None:
    assert parcels.found(result) == ""


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_whatever_a_result_holds_a_link_is_found_or_none(result: Any) -> None:
    assert parcels.found(result) in {"", LINK}


def test_each_file_is_uploaded_once_under_its_own_type_and_name(tmp_path: Path) -> None:
    blobs = Disk(tmp_path / "blobs")
    still, voice = blobs.put_bytes(kit.picture(64, 64)), blobs.put_bytes(b"\xff\xfb\x90 no tag before this sound")
    sent: list[tuple[bytes, str, str]] = []

    def upload(*parcel: Any) -> str:
        sent.append(parcel)
        return f"https://files/{len(sent)}"

    asked = request((still, "image"), (still, "image"), (voice, "audio"), ("", "image"))
    found = parcels.links(asked, House(blobs, tmp_path, 1), upload)
    assert found == {still: "https://files/1", voice: "https://files/2"}
    assert [parcel[1:] for parcel in sent] == [
        ("image/png", f"{still[:16]}.png"),
        ("audio/mpeg", f"{voice[:16]}.mp3"),
    ]
    assert sent[0][0] == kit.picture(64, 64)


def test_what_is_too_large_to_upload_goes_by_the_bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "LARGEST", 10)
    blobs = Disk(tmp_path / "blobs")
    still = blobs.put_bytes(kit.picture(64, 64))
    house = House(blobs, tmp_path, 1, Bucket())
    assert parcels.links(request((still, "image")), house, _never) == {still: f"https://bucket.example/{still}.png"}
    with pytest.raises(ProviderFailure, match="cannot be uploaded") as raised:
        parcels.links(request((still, "image")), House(blobs, tmp_path, 1), _never)
    assert raised.value.cause is Cause.INPUT_FETCH
    assert "[storage] url" in raised.value.then


def test_a_file_that_is_gone_or_cannot_be_read_is_said_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(ProviderFailure, match="CH-WREN is gone") as raised:
        parcels.links(request(("a" * 64, "image")), House(Disk(tmp_path / "blobs"), tmp_path, 1), _never)
    assert raised.value.cause is Cause.INPUT_FETCH
    with pytest.raises(NotNow, match="cannot be read"):
        parcels.links(request(("a" * 64, "image")), House(Away(tmp_path / "blobs"), tmp_path, 1), _never)


def _never(content: bytes, mime: str, name: str) -> str:
    raise AssertionError("nothing is uploaded")
