from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rushes.media import decode, proxies, testcard
from rushes.media.errors import UnevenFrames
from rushes.media.probe import probe


def test_a_proxy_is_the_same_clip_but_small(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 40, size=(640, 360), sound=True)

    assert proxies.proxy(clip, tmp_path / "proxy.mp4", height=180) == 40

    found = probe(tmp_path / "proxy.mp4")
    assert found.video is not None
    assert found.audio is not None
    assert (found.video.width, found.video.height, found.video.frames) == (320, 180, 40)
    assert found.audio.samples == 80000
    assert [testcard.number(frame) for frame in decode.frames(tmp_path / "proxy.mp4")] == list(range(40))


def test_a_small_clip_is_not_enlarged(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 2)
    proxies.proxy(clip, tmp_path / "proxy.mp4", height=720)

    assert decode.frame_at(tmp_path / "proxy.mp4", 0).shape == (180, 320, 3)


def test_a_poster_shows_the_frame_asked_for(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 20, size=(640, 360))
    proxies.poster(clip, tmp_path / "poster.jpg", frame=13, height=180)

    picture = np.asarray(Image.open(tmp_path / "poster.jpg"))
    assert picture.shape == (180, 320, 3)
    assert testcard.number(picture) == 13


def test_a_sprite_is_a_strip_that_knows_its_frames(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 48)
    strip = proxies.sprite(clip, tmp_path / "strip.jpg", count=8)

    picture = np.asarray(Image.open(strip.path))
    assert picture.shape == (strip.height, strip.width * 8, 3)
    stills = [picture[:, strip.width * index : strip.width * (index + 1)] for index in range(8)]
    assert [testcard.number(still) for still in stills] == list(strip.frames) == [3, 9, 15, 21, 27, 33, 39, 45]


def test_a_clip_shorter_than_its_sprite_has_each_frame_once(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 3)

    assert proxies.sprite(clip, tmp_path / "strip.jpg", count=24).frames == (0, 1, 2)


def test_stills_come_in_the_order_asked_for(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 20)

    assert [testcard.number(frame) for frame in proxies.stills(clip, [9, 2, 9])] == [9, 2, 9]
    with pytest.raises(decode.NoSuchFrame, match="has no frame 20"):
        proxies.stills(clip, [3, 20])


def test_an_uneven_clip_gets_no_proxy_that_would_lie_about_its_frames(tmp_path: Path) -> None:
    with pytest.raises(UnevenFrames):
        proxies.proxy(testcard.uneven(tmp_path / "phone.mp4"), tmp_path / "proxy.mp4")
