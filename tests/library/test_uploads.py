"""What people send is believed only after all of it was read."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from rushes.library import uploads
from rushes.library.errors import UnfitReference
from rushes.library.rules import Medium
from rushes.media import testcard
from rushes.storage.disk import Disk


@pytest.fixture
def blobs(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "blobs")


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 800), **saved: object) -> bytes:
    grain = np.random.default_rng(1).integers(60, 200, (size[1], size[0], 3), dtype=np.uint8)
    out = BytesIO()
    Image.fromarray(grain).save(out, kind, **saved)
    return out.getvalue()


def snapshot() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Ada"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    return picture(exif=exif)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_kept_by_what_it_is(blobs: Disk, tmp_path: Path, kind: str) -> None:
    found = uploads.kept(picture(kind), "ada.txt", blobs, tmp_path)
    assert (found.medium, found.facts["width"], found.facts["height"]) == (Medium.IMAGE, 640, 800)
    assert found.facts["type"] == f"image/{kind.lower()}"
    assert blobs.has(found.media)
    assert blobs.has(found.thumb)


def test_what_a_camera_wrote_is_kept_aside_and_never_where_it_was(blobs: Disk, tmp_path: Path) -> None:
    found = uploads.kept(snapshot(), "ada.jpg", blobs, tmp_path)
    assert found.facts["aside"] == {"Artist": "Ada"}
    assert (found.facts["width"], found.facts["height"]) == (800, 640), "it is turned upright"
    with Image.open(blobs.local(found.media)) as kept:
        assert not kept.getexif()


def test_a_small_dark_picture_is_doubted(blobs: Disk, tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGB", (200, 100)).save(out, "PNG")
    found = uploads.kept(out.getvalue(), "dark.png", blobs, tmp_path)
    assert [doubt.split()[0] for doubt in found.facts["doubts"]] == ["200", "It"]


def test_a_clip_and_a_sound_are_kept(blobs: Disk, tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "walk.mp4", 12, size=(160, 96))
    found = uploads.kept(clip.read_bytes(), "walk.mp4", blobs, tmp_path)
    assert (found.medium, found.facts["type"]) == (Medium.VIDEO, "video/mp4")
    sound = testcard.sound_only(tmp_path / "ada.wav")
    found = uploads.kept(sound.read_bytes(), "ada.wav", blobs, tmp_path)
    assert (found.medium, found.thumb, found.facts["type"]) == (Medium.AUDIO, "", "audio/wav")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"<html>", "a web page"),
        (b"%PDF-1.7", "a PDF"),
        (b"MZ\x90" * 100, "ada.png"),
        (b"<svg onload=alert(1)>", "ada.png"),
        (picture()[:900], "damaged"),
    ],
)
def test_a_bad_file_gets_a_sentence(blobs: Disk, tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(UnfitReference, match=says):
        uploads.kept(data, "ada.png", blobs, tmp_path)


def test_a_clip_that_runs_on_is_refused(blobs: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LONGEST", 0.1)
    clip = testcard.clip(tmp_path / "walk.mp4", 12, size=(160, 96))
    with pytest.raises(UnfitReference, match="Cut it"):
        uploads.kept(clip.read_bytes(), "walk.mp4", blobs, tmp_path)


@pytest.mark.parametrize(
    ("said", "name"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\a<b>.png", "a_b_.png"), ("\x00\r\n", "_"), ("..", "unnamed")],
)
def test_a_name_is_only_a_name(said: str, name: str) -> None:
    assert uploads.named(said) == name


def test_a_proof_is_a_paper_by_its_content() -> None:
    assert uploads.proof(b"%PDF-1.7 ...", "release.txt") == "application/pdf"
    with pytest.raises(UnfitReference, match="no PDF"):
        uploads.proof(b"GIF89a", "release.pdf")
