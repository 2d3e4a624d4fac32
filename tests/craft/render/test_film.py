import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rushes.craft.render import film
from rushes.craft.render.reel import Black, Card, Clip, Credits, Reel, Slate, Title, UnfitReel
from rushes.kernel.errors import Invalid
from rushes.kernel.files import Unwritable
from rushes.kernel.hashing import sha256_file
from rushes.kernel.timecode import Rate, Span
from rushes.media import decode, encode, testcard, wav
from rushes.media.conform import ShortClip, UnequalRate
from rushes.media.errors import NotMedia
from rushes.media.probe import probe

RATE = Rate.of(24)


def clip(folder: Path, name: str, span: Span, hue: int = 0, slate: Slate | None = None) -> Clip:
    path = testcard.clip(folder / f"{name}.mp4", 80, hue=hue)
    return Clip(path, sha256_file(path), span, slate)


def reel(*items: Clip | Card, rate: Rate = RATE) -> Reel:
    return Reel(rate, 320, 180, items)


def mix(folder: Path, cut: Reel) -> Path:
    path = folder / "mix.wav"
    wav.write(path, testcard.tone(float(cut.frames / cut.rate.value)))
    return path


def numbers(path: Path) -> list[int]:
    return [testcard.number(frame) for frame in decode.frames(path)]


def test_a_film_is_exactly_the_frames_of_its_cut(tmp_path: Path) -> None:
    first, second = clip(tmp_path, "a", Span(5, 30)), clip(tmp_path, "b", Span(0, 80), hue=60)
    cut = reel(Card(Title("Side B"), 10), first, second, Card(Black(), 3), replace(first, span=Span(79, 80)))

    made = film.render(cut, mix(tmp_path, cut), tmp_path / "film.mp4", cache=tmp_path / "cache")

    assert (made.frames, made.encoded) == (119, 119)
    found = probe(made.path)
    assert found.video is not None
    assert found.audio is not None
    assert (found.video.frames, found.video.rate, found.video.constant) == (119, RATE, True)
    assert (found.video.primaries, found.video.matrix, found.video.range) == ("bt709", "bt709", "limited")
    assert found.audio.samples == 119 * 2000
    burnt = numbers(made.path)
    assert burnt[10:115] == [*range(5, 30), *range(80)]
    assert burnt[118] == 79
    assert decode.frame_at(made.path, 116).max() == 0, "black is black"


@pytest.mark.parametrize("rate", ["24000/1001", "25", "60"])
def test_other_rates_are_as_exact(tmp_path: Path, rate: str) -> None:
    exact = Rate.of(rate)
    path = testcard.clip(tmp_path / "a.mp4", 70, rate=exact)
    cut = reel(Clip(path, "a", Span(3, 70)), Card(Title("Side B"), 7), rate=exact)

    made = film.render(cut, mix(tmp_path, cut), tmp_path / "film.mp4", cache=tmp_path / "cache")

    found = probe(made.path).video
    assert found is not None
    assert (found.frames, found.rate, found.constant) == (74, exact, True)


def test_only_what_changed_is_encoded_again_and_the_film_is_the_same_as_a_fresh_one(tmp_path: Path) -> None:
    first, second = clip(tmp_path, "a", Span(0, 40)), clip(tmp_path, "b", Span(0, 40), hue=60)
    other = clip(tmp_path, "c", Span(4, 44), hue=90)
    before, after = reel(first, second), reel(first, other)
    cache = tmp_path / "cache"

    film.render(before, None, tmp_path / "film.mp4", cache=cache)
    assert film.render(before, None, tmp_path / "film.mp4", cache=cache).encoded == 0
    assert film.render(after, None, tmp_path / "film.mp4", cache=cache).encoded == 40
    film.render(after, None, tmp_path / "fresh.mp4", cache=tmp_path / "other")

    assert (tmp_path / "film.mp4").read_bytes() == (tmp_path / "fresh.mp4").read_bytes()


def test_moving_a_take_or_repeating_it_encodes_nothing(tmp_path: Path) -> None:
    first, second = clip(tmp_path, "a", Span(0, 40), slate=Slate("S01-SH01", "T01")), clip(tmp_path, "b", Span(0, 40))
    cache = tmp_path / "cache"
    film.render(reel(first, second), None, tmp_path / "film.mp4", cache=cache)

    assert film.render(reel(second, first, first), None, tmp_path / "film.mp4", cache=cache).encoded == 0


def test_trimming_a_long_take_encodes_only_its_end(tmp_path: Path) -> None:
    path = testcard.clip(tmp_path / "long.mp4", 200)
    cache = tmp_path / "cache"
    film.render(reel(Clip(path, "long", Span(0, 200))), None, tmp_path / "film.mp4", cache=cache)

    shorter = film.render(reel(Clip(path, "long", Span(0, 190))), None, tmp_path / "film.mp4", cache=cache)
    assert 0 < shorter.encoded <= 48
    later = film.render(reel(Clip(path, "long", Span(6, 190))), None, tmp_path / "film.mp4", cache=cache)
    assert 0 < later.encoded <= 48
    assert numbers(later.path) == list(range(6, 190))


@pytest.mark.parametrize(
    "change",
    [
        lambda item: replace(item, slate=Slate("S01-SH01", "T02")),
        lambda item: replace(item, sha="other content"),
        lambda item: replace(item, span=Span(1, 21)),
    ],
    ids=["slate", "content", "span"],
)
def test_everything_that_shapes_a_segment_makes_it_another(tmp_path: Path, change: Callable[[Clip], Clip]) -> None:
    item = clip(tmp_path, "a", Span(0, 20), slate=Slate("S01-SH01", "T01"))
    film.render(reel(item), None, tmp_path / "film.mp4", cache=tmp_path / "cache")

    again = film.render(reel(change(item)), None, tmp_path / "film.mp4", cache=tmp_path / "cache")
    assert again.encoded == 20
    other = film.render(reel(item), None, tmp_path / "film.mp4", cache=tmp_path / "cache", preset=encode.DRAFT)
    assert other.encoded == 20


def test_a_damaged_or_missing_segment_is_made_again(tmp_path: Path) -> None:
    cut = reel(clip(tmp_path, "a", Span(0, 20)), Card(Title("Side B"), 10))
    cache = tmp_path / "cache"
    film.render(cut, None, tmp_path / "film.mp4", cache=cache)
    first, second = sorted(cache.iterdir())
    first.write_bytes(first.read_bytes()[:500])
    second.unlink()

    assert film.render(cut, None, tmp_path / "film.mp4", cache=cache).encoded == 30
    shutil.rmtree(cache)
    assert film.render(cut, None, tmp_path / "film.mp4", cache=cache).frames == 30


def test_the_number_of_workers_changes_nothing_in_the_film(tmp_path: Path) -> None:
    cut = reel(*(clip(tmp_path, f"c{n}", Span(0, 30), hue=30 * n) for n in range(3)))
    for workers in (1, 4):
        film.render(cut, None, tmp_path / f"{workers}.mp4", cache=tmp_path / f"cache{workers}", workers=workers)

    assert (tmp_path / "1.mp4").read_bytes() == (tmp_path / "4.mp4").read_bytes()


def test_progress_goes_from_what_is_kept_to_the_whole(tmp_path: Path) -> None:
    first, second = clip(tmp_path, "a", Span(0, 30)), clip(tmp_path, "b", Span(0, 20), hue=60)
    cache = tmp_path / "cache"
    film.render(reel(first), None, tmp_path / "film.mp4", cache=cache)
    told: list[tuple[int, int]] = []

    film.render(reel(first, second), None, tmp_path / "film.mp4", cache=cache, progress=lambda *step: told.append(step))

    assert told == [(30, 50), (50, 50)]


def test_a_picture_of_another_shape_is_set_in_black_and_never_stretched(tmp_path: Path) -> None:
    path = testcard.clip(tmp_path / "tall.mp4", 4, size=(180, 180))
    made = film.render(reel(Clip(path, "tall", Span(0, 4))), None, tmp_path / "film.mp4", cache=tmp_path / "cache")
    frame = decode.frame_at(made.path, 3)

    assert frame[:, :60].max() < 10
    assert frame[:, 260:].max() < 10
    assert testcard.number(frame[:, 70:250]) == 3


def test_a_workprint_says_so_outside_the_picture(tmp_path: Path) -> None:
    item = clip(tmp_path, "a", Span(10, 20), slate=Slate("S01-SH01", "T02"))
    made = film.render(reel(item), None, tmp_path / "film.mp4", cache=tmp_path / "cache")
    frames = list(decode.frames(made.path, pixels="gray"))

    words = [frame[168:].astype(int) for frame in frames]
    assert all(strip.max() > 60 for strip in words), "the line is there"
    assert np.abs(words[0] - words[5])[:, :200].max() < 12, "code and word stand still"
    assert np.abs(words[0] - words[5])[:, 240:].max() > 40, "the timecode runs"
    assert all(frame[:8].max() < 10 for frame in frames)
    picture = decode.frame_at(made.path, 0)[14:166, 26:294]
    assert testcard.number(picture) == 10


def test_bad_cuts_are_refused_with_a_sentence_and_leave_nothing(tmp_path: Path) -> None:
    good = clip(tmp_path, "a", Span(0, 20))
    slow = testcard.clip(tmp_path / "slow.mp4", 20, rate=Rate.of(25))
    (tmp_path / "words.mp4").write_text("not a film")
    wav.write(tmp_path / "short.wav", testcard.tone(0.2))
    bad: list[tuple[Reel, Path | None, type[Invalid], str]] = [
        (reel(), None, UnfitReel, "the cut is empty"),
        (Reel(RATE, 321, 180, (good,)), None, UnfitReel, "both sides must be even"),
        (reel(Card(Black(), 0)), None, UnfitReel, "Item 1 of the cut has no frames"),
        (reel(good), tmp_path / "short.wav", UnfitReel, "short.wav is 0.20 s long and the film 0.83 s"),
        (reel(good), tmp_path / "none.wav", NotMedia, "There is no file"),
        (reel(good, replace(good, span=Span(70, 99))), None, ShortClip, "ends at frame 80"),
        (reel(good, Clip(slow, "slow", Span(0, 9))), None, UnequalRate, "slow.mp4 runs at 25.000"),
        (reel(good, Clip(tmp_path / "words.mp4", "w", Span(0, 9))), None, NotMedia, "words.mp4 is not a video"),
        (reel(good, Clip(tmp_path / "none.mp4", "n", Span(0, 9))), None, NotMedia, "There is no file"),
    ]
    for cut, audio, error, sentence in bad:
        with pytest.raises(error) as told:
            film.render(cut, audio, tmp_path / "film.mp4", cache=tmp_path / "cache")
        assert sentence in told.value.detail
        assert not (tmp_path / "film.mp4").exists()
        assert not list(tmp_path.glob(".*"))


def test_a_cache_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")

    with pytest.raises(Unwritable, match="cache"):
        film.render(reel(Card(Black(), 2)), None, tmp_path / "film.mp4", cache=tmp_path / "cache")


def test_credits_are_part_of_what_names_a_segment(tmp_path: Path) -> None:
    cards = [Card(Credits("Cast", (("Wren", "courier"),)), 6), Card(Credits("Cast", (("Abell", "broker"),)), 6)]
    cache = tmp_path / "cache"
    film.render(reel(cards[0]), None, tmp_path / "film.mp4", cache=cache)

    assert film.render(reel(cards[1]), None, tmp_path / "film.mp4", cache=cache).encoded == 6
