"""What Ark would refuse is refused here first, in a sentence; what passes here, the pretend Ark takes."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from rushes.kernel.timecode import Rate
from rushes.media import testcard
from rushes.providers.base import Citation, Request
from rushes.providers.errors import ProviderFailure
from rushes.storage.disk import Disk
from tests.providers.ark_account import Account, Shelf, opened
from tests.simulators.kit import clip, sound

HD = (960, 540)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with opened(tmp_path_factory.mktemp("account")) as account:
        yield account


@pytest.fixture(scope="module")
def shelved(account: Account) -> Account:
    """The same account, of a house whose files can be fetched."""
    shelf = Shelf(Disk(account.folder / "blobs"))
    shelf.address = "https://bucket.example"
    return replace(account, relay=shelf)


def refusal(account: Account, request: Request) -> str:
    """What stands in the way."""
    with account.ark() as ark:
        said = ark.refuses(request)
    assert not said or said.endswith(".")
    return said


def refused(account: Account, *cited: Citation, model: str = "seedance-2.0", **fields: Any) -> str:
    return refusal(account, account.request(model, citations=cited, **fields))


def test_what_can_be_made_is_not_refused(account: Account) -> None:
    assert refused(account) == ""
    assert refused(account, account.image(slot="first_frame"), model="seedance-1.0-pro-fast") == ""
    assert refused(account, account.image(), account.file(sound(3.0), "audio")) == ""
    assert refusal(account, account.still(citations=(account.image(20, 200),))) == ""


@pytest.mark.parametrize(
    ("model", "fields", "says"),
    [
        ("seedance-2.0", {"frames": 24 * 16}, "at most 15 seconds and 16 are asked for: split the shot"),
        ("seedance-2.5", {"frames": 24 * 31}, "at most 30 seconds"),
        ("seedance-2.0", {"settings": {"resolution": "2k"}}, "no resolution 2k, only 480p, 720p, 1080p, 4k"),
        ("seedance-2.0-mini", {"settings": {"resolution": "1080p"}}, "no resolution 1080p, only 480p, 720p"),
        ("seedance-1.0-lite-i2v", {}, "makes nothing in mode text, only first_frame, first_last, references"),
        ("seedance-2.0", {"settings": {"mode": "first_frame"}}, "its frames are not there: approve panels"),
        ("seedance-2.0", {"settings": {"mode": "edit"}}, "There is no clip to edit"),
        ("seedance-2.0", {"settings": {"mode": "extend"}}, "There is no clip to extend"),
        ("seedance-1.5-pro", {"settings": {"mode": "extend"}}, "There is no clip to extend"),
        ("seedance-2.0", {"settings": {"host": "elsewhere"}}, "not offered at elsewhere"),
    ],
)
def test_what_the_model_does_not_make(account: Account, model: str, fields: dict[str, Any], says: str) -> None:
    assert says in refusal(account, account.request(model, **fields))


def test_a_model_whose_price_is_not_known_is_not_ordered(account: Account) -> None:
    request = account.still(model="seedream-5.0-flash", settings={"host": "volcengine"})
    assert "What Seedream 5.0 Flash costs at volcengine is not known" in refusal(account, request)


@pytest.mark.parametrize(
    ("slots", "model", "says"),
    [
        (("first_frame", "reference"), "seedance-2.0", "either frames to begin and end with or references"),
        (("last_frame",), "seedance-2.0", "must begin with one"),
        (("first_frame", "first_frame"), "seedance-2.0", "begins with one frame"),
        (("first_frame", "last_frame"), "seedance-1.0-pro-fast", "makes nothing in mode first_last"),
        (("reference",), "seedance-1.5-pro", "makes nothing in mode references"),
        (("first_frame",), "seedance-1.0-lite-t2v", "makes nothing in mode first_frame"),
        (("reference",) * 10, "seedance-2.0", "takes 9 image files, not 10"),
        (("reference",) * 5, "seedance-1.0-lite-i2v", "takes 4 image files, not 5"),
        (("reference",) * 31, "seedance-2.5", "takes 30 image files, not 31"),
    ],
)
def test_frames_and_references_by_model(account: Account, slots: tuple[str, ...], model: str, says: str) -> None:
    cited = [account.image(slot=slot, ordinal=number) for number, slot in enumerate(slots, start=1)]
    assert says in refused(account, *cited, model=model)


def test_no_files_where_words_alone_are_wanted(account: Account) -> None:
    assert "In mode text no files go along" in refused(account, account.image(), settings={"mode": "text"})


def test_ten_clips_and_ten_sounds(shelved: Account) -> None:
    filmed = [shelved.file(clip(2.5, *HD), "video", ordinal=number) for number in range(1, 12)]
    spoken = [shelved.file(sound(2.0), "audio", ordinal=number) for number in range(1, 12)]
    assert refused(shelved, *filmed[:10], *spoken[:10], model="seedance-2.5") == ""
    assert "takes 10 video files, not 11" in refused(shelved, *filmed, model="seedance-2.5")
    assert "takes 10 audio files, not 11" in refused(shelved, *filmed[:1], *spoken, model="seedance-2.5")
    assert "takes no video files, not 1" in refusal(shelved, shelved.still(citations=(filmed[0],)))


def test_sound_alone(account: Account) -> None:
    spoken = account.file(sound(3.0), "audio")
    assert "takes no sound alone" in refused(account, spoken)
    assert refused(account, spoken, model="seedance-2.5") == ""


def test_a_clip_needs_a_place_where_ark_can_fetch_it(account: Account, shelved: Account) -> None:
    filmed = account.file(clip(2.5, *HD), "video")
    assert refused(account, filmed) == (
        "A video reference must lie where Ark can fetch it: set [storage] url to an S3 bucket in rushes.toml, "
        "or take the reference out of the card."
    )
    assert refused(shelved, filmed) == ""


@pytest.mark.parametrize(
    ("width", "height", "says"),
    [
        (299, 300, "is 299 x 300: each side must have 300 to 6000 pixels."),
        (6001, 3000, "each side must have 300 to 6000"),
        (1000, 399, "its width must be 0.4 to 2.5 times its height"),
        (399, 1000, "its width must be 0.4 to 2.5 times its height"),
        (300, 750, ""),
        (1000, 400, ""),
    ],
)
def test_the_raster_of_a_picture(account: Account, width: int, height: int, says: str) -> None:
    said = refused(account, account.image(width, height, slot="first_frame"))
    assert says in said
    assert said.startswith("The first frame (CH-WREN)") == bool(says)


def test_pictures_that_are_none_or_gone_or_too_heavy(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    none = account.image(sha256=account.house.blobs.put_bytes(b"no picture"))
    assert refused(account, none).startswith("Image 1 (CH-WREN) cannot be read")
    assert "cannot be read" in refused(account, account.image(sha256="0" * 64))
    monkeypatch.setattr("rushes.providers.ark_inputs.MEGABYTE", 10)
    assert "is larger than 30 MB" in refused(account, account.image())


def noise() -> bytes:
    """A picture that does not pack."""
    target = io.BytesIO()
    Image.effect_noise((1500, 1500), 90).convert("RGB").save(target, "PNG")
    return target.getvalue()


def test_what_goes_inside_the_request_must_fit_in_it(
    account: Account, shelved: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    heavy = account.house.blobs.put_bytes(noise())
    cited = [account.image(sha256=heavy, ordinal=number) for number in range(1, 4)]
    assert refused(account, *cited) == ""
    monkeypatch.setattr("rushes.providers.ark_inputs.LARGEST_BODY", 3_000_000)
    assert "too large to be sent with the request" in refused(account, *cited)
    assert refused(shelved, *cited) == ""


def filmed(folder: Path, seconds: float, size: tuple[int, int], rate: int = 24) -> bytes:
    path = folder / "filmed.mp4"
    testcard.clip(path, round(seconds * rate), size=size, rate=Rate.of(rate))
    return path.read_bytes()


@pytest.mark.parametrize(
    ("seconds", "size", "rate", "says"),
    [
        (1.5, HD, 24, "is 1.5 s long and must have 2 to 15: trim it."),
        (15.5, (700, 600), 24, "is 15.5 s long"),
        (2.0, (640, 360), 24, "must have 409,600 to 2,086,876 pixels"),
        (2.0, (2000, 1100), 24, "must have 409,600 to 2,086,876 pixels"),
        (2.0, HD, 12, "does not run at 24 to 60 frames"),
        (2.0, (1400, 300), 24, "its width must be 0.4 to 2.5"),
        (2.0, HD, 24, ""),
    ],
)
def test_the_form_of_a_clip(
    shelved: Account, tmp_path: Path, seconds: float, size: tuple[int, int], rate: int, says: str
) -> None:
    said = refused(shelved, shelved.file(filmed(tmp_path, seconds, size, rate), "video"))
    assert says in said
    assert bool(said) == bool(says)


def test_what_is_no_clip(shelved: Account) -> None:
    assert "holds no picture" in refused(shelved, shelved.file(sound(3.0), "video"))
    assert "cannot be read" in refused(shelved, shelved.file(b"no clip", "video"))
    assert "is no MP4 or MOV" in refused(shelved, shelved.file(moving(), "video"))


def moving() -> bytes:
    """Pictures that move, and are no clip."""
    target, frames = io.BytesIO(), [Image.new("L", HD, shade) for shade in (0, 128, 255)]
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=800)
    return target.getvalue()


def test_clips_and_sounds_have_a_most_in_all(shelved: Account) -> None:
    long = [shelved.file(clip(8.0, 640, 640, hue=hue), "video", ordinal=hue + 1) for hue in (0, 1)]
    assert "takes 15 s of video in all" in refused(shelved, *long)
    assert refused(shelved, *long, model="seedance-2.5") == ""
    spoken = [shelved.file(sound(8.0, pitch=pitch), "audio") for pitch in (220.0, 330.0)]
    assert "takes 15 s of audio in all" in refused(shelved, shelved.image(), *spoken)


def test_the_form_of_a_sound(account: Account, tmp_path: Path) -> None:
    def asked(content: bytes) -> str:
        return refused(account, account.image(), account.file(content, "audio"))

    testcard.clip(tmp_path / "clip.mp4", 60, sound=True)

    assert "is 1.0 s long and must have 2 to 15" in asked(sound(1.0))
    assert "is 16.0 s long" in asked(sound(16.0))
    assert "is neither WAV nor MP3" in asked((tmp_path / "clip.mp4").read_bytes())
    assert asked(sound(3.0)) == ""


def test_a_number_in_the_prompt_means_the_file_that_comes_there(account: Account) -> None:
    planned, there = account.image(sha256="", ordinal=1), account.image(ordinal=2)
    said = "Image 2 lies on the counter of Image 1."
    assert refused(account, planned, there, prompt=said).startswith("Image 2 of the prompt would be number 1")
    assert refused(account, planned, there, prompt="Image 20 is no name here.") == ""
    assert refused(account, replace(there, ordinal=1), replace(planned, ordinal=2), prompt=said) == ""


@pytest.mark.parametrize(
    "spoil",
    [
        lambda account: account.image(399, 1000, slot="first_frame"),
        lambda account: account.image(200, 200, slot="first_frame"),
        lambda account: account.file(sound(1.0), "audio"),
    ],
)
def test_what_is_refused_here_ark_would_refuse_too(account: Account, spoil: Callable[[Account], Citation]) -> None:
    request = account.request(citations=(spoil(account),))
    assert refusal(account, request)
    with account.ark() as ark, pytest.raises(ProviderFailure):
        ark.submit(request, "key")
