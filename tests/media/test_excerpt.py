"""A part of a clip: exactly its frames, with what is heard with them."""

from pathlib import Path

import numpy as np
import pytest

from rushes.kernel.timecode import Rate, Span
from rushes.media import decode, excerpt, testcard
from rushes.media.conform import ShortClip
from rushes.media.probe import check_importable, probe


@pytest.mark.parametrize("rate", ["24", "24000/1001"])
@pytest.mark.parametrize("span", [Span(0, 1), Span(0, 13), Span(11, 37), Span(47, 48)])
def test_it_has_exactly_the_frames_and_the_sound_of_its_span(tmp_path: Path, span: Span, rate: str) -> None:
    whole = testcard.clip(tmp_path / "whole.mp4", frames=48, rate=Rate.of(rate), sound=True)
    assert excerpt.excerpt(whole, tmp_path / "part.mp4", span) == len(span)

    video = check_importable(probe(tmp_path / "part.mp4"), tmp_path)
    assert (video.rate, video.frames, video.width, video.height) == (Rate.of(rate), len(span), 320, 180)
    frames = list(decode.frames(tmp_path / "part.mp4"))
    assert [testcard.number(frame) for frame in frames] == list(range(span.start, span.end))
    for one, other in zip(frames, decode.frames(whole, span=span), strict=True):
        assert np.abs(one.astype(int) - other).mean() < 2
    assert abs(len(decode.audio(tmp_path / "part.mp4")) - len(span) / video.rate.value * 48000) <= 1


def test_a_clip_without_sound_gives_one_without(tmp_path: Path) -> None:
    whole = testcard.clip(tmp_path / "whole.mp4", frames=12)
    excerpt.excerpt(whole, tmp_path / "part.mp4", Span(3, 9))
    assert probe(tmp_path / "part.mp4").audio is None


def test_a_span_beyond_the_end_is_refused(tmp_path: Path) -> None:
    whole = testcard.clip(tmp_path / "whole.mp4", frames=12)
    with pytest.raises(ShortClip, match=r"ends at frame 12"):
        excerpt.excerpt(whole, tmp_path / "part.mp4", Span(3, 13))
    assert not (tmp_path / "part.mp4").exists()
