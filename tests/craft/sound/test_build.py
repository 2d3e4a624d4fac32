from dataclasses import replace

import numpy as np
import pytest

from rushes.craft.sound import build, levels, plan, voices, waves
from rushes.craft.sound.build import Soundtrack
from rushes.craft.sound.plan import Cue, Line, Recording, SoundPlan
from rushes.craft.sound.waves import RATE, Sound
from rushes.kernel.timecode import Rate
from rushes.media import loudness

ABELL = voices.cast("ABELL", "60s, he")
ALLEY, SHOP = "EXT. ALLEY - NIGHT", "INT. PAWN SHOP - NIGHT"
FILM = SoundPlan(
    Rate.of(24),
    12 * 24,
    lines=(
        Line("L1", ABELL, "Who gave you this?", 24, treatment="on tape", place=SHOP),
        Line("L2", ABELL, "Who gave you this?", 96, place=SHOP, pan=0.5),
    ),
    cues=(
        Cue("Rain bed", "ambience", 0, 72, place=ALLEY),
        Cue("Room tone", "ambience", 72, 288, place=SHOP),
        Cue("Bell A", "effect", 150, 162, "through small speaker: band-pass 300–3400 Hz", place=SHOP),
        Cue("Bell B", "effect", 200, 212, "same recording, full range", place=SHOP),
        Cue("Tone", "music", 216, 276, "one low held note, stops dead when the latch does not sound"),
        Cue("gnorp", "effect", 250, 255),
    ),
    mood="suspense",
)


@pytest.fixture(scope="module")
def film() -> Soundtrack:
    return build.build(FILM)


def between(sound: Sound, start: float, end: float) -> Sound:
    return sound[int(start * RATE) : int(end * RATE)]


def test_a_film_is_mixed_whole_to_its_length_and_loudness(film: Soundtrack) -> None:
    measured = loudness.measure(film.mix.master)

    assert film.mix.master.shape == (12 * RATE, 2)
    assert np.isfinite(film.mix.master).all()
    assert measured.lufs == pytest.approx(-14, abs=0.3)
    assert measured.true_peak <= -1


def test_lines_stand_where_the_plan_says(film: Soundtrack) -> None:
    assert [(said.id, said.at) for said in film.spoken] == [("L1", RATE), ("L2", 4 * RATE)]
    spoken = between(film.mix.dialogue, 4, 4 + film.spoken[1].speech.seconds)
    assert levels.loudness(spoken) > -20
    assert not between(film.mix.dialogue, 0, 0.9).any()


def test_a_speaker_on_the_right_is_heard_there(film: Soundtrack) -> None:
    left, right = np.sum(between(film.mix.dialogue, 4, 5) ** 2, axis=0)

    assert right > 1.5 * left


def test_the_unknown_cue_is_reported_and_still_heard(film: Soundtrack) -> None:
    assert [(remark.kind, remark.where) for remark in film.remarks] == [("unknown", "gnorp")]
    assert "soft touch" in film.remarks[0].sentence


def test_two_bells_of_a_film_are_one_recording_once_through_a_small_speaker() -> None:
    small, full = (build.cue_tracks(FILM, cue)[0].samples[: RATE // 2] for cue in FILM.cues[2:4])
    heard, real = (np.abs(np.fft.rfft(sound.mean(axis=1))) for sound in (small, full))
    scale = np.fft.rfftfreq(RATE // 2, 1 / RATE)

    def energy(spectrum: Sound, low: float, high: float) -> float:
        return float(np.sum(spectrum[(scale > low) & (scale < high)] ** 2) / np.sum(spectrum**2))

    envelopes = [np.abs(sound).max(axis=1).reshape(-1, 480).max(axis=1) for sound in (small, full)]
    assert np.corrcoef(*envelopes)[0, 1] > 0.7
    assert energy(heard, 4000, 24_000) < 0.1 * energy(real, 4000, 24_000)


def test_an_effect_repeated_is_the_same_file_and_another_seed_is_another() -> None:
    latch = Cue("Latch", "effect", 24, 48)
    first, again, other = (
        build.cue_tracks(FILM, cue)[0].samples
        for cue in (latch, replace(latch, name="CLACK", from_frame=48, to_frame=72), replace(latch, seed=1))
    )

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_beds_bridge_the_cut_without_a_hole_or_a_step(film: Soundtrack) -> None:
    steps = np.abs(np.diff(film.mix.effects[:, 0]))
    at_the_cut = between(film.mix.effects, 2.75, 3.25)

    assert steps[3 * RATE - 2400 : 3 * RATE + 2400].max() <= steps[: 2 * RATE].max()
    assert (np.abs(at_the_cut).reshape(-1, 2400).max(axis=1) > 1e-4).all()


def test_the_music_stops_dead_and_is_nowhere_else(film: Soundtrack) -> None:
    assert not between(film.mix.music, 0, 8.99).any()
    assert np.abs(between(film.mix.music, 11.3, 11.48)).max() > 0.01
    assert not between(film.mix.music, 11.5, 12).any()


def test_the_same_plan_is_the_same_film_and_another_seed_is_another(film: Soundtrack) -> None:
    assert np.array_equal(build.build(FILM).mix.master, film.mix.master)
    assert not np.array_equal(build.build(replace(FILM, seed=1)).mix.master, film.mix.master)


def test_a_line_too_long_for_its_slot_is_reported_and_not_cut() -> None:
    lines = (replace(FILM.lines[0], until=30), replace(FILM.lines[1], start_frame=40))
    film = build.build(SoundPlan(Rate.of(24), 240, lines))

    assert [(remark.kind, remark.where) for remark in film.remarks] == [("overrun", "L1"), ("overlap", "L2")]
    assert "s longer than its slot" in film.remarks[0].sentence
    assert levels.loudness(between(film.mix.dialogue, 1.3, 2.0)) > -25


def test_an_ambience_of_single_sounds_comes_again_and_again() -> None:
    drips = build.cue_tracks(FILM, Cue("drip", "ambience", 0, 288, place=SHOP))

    assert len(drips) >= 3
    assert {track.stem for track in drips} == {"ambience"}


def test_a_bed_that_goes_on_in_the_next_shot_is_one_bed() -> None:
    shots = [Cue("rain", "ambience", 0, 48, place=ALLEY), Cue("rain", "ambience", 48, 96, place=SHOP)]
    bell = Cue("bell", "effect", 48, 60)

    assert build.joined([*shots, bell]) == [replace(shots[0], to_frame=96), bell]
    assert len(build.joined([shots[0], replace(shots[1], from_frame=60)])) == 2


def test_ntsc_frames_fall_on_exact_samples() -> None:
    film = SoundPlan(Rate.of("23.976"), 24_000)

    assert film.length == 48_000 * 1001
    assert film.sample(1) == 2002


def test_every_fault_of_a_plan_is_named_at_once() -> None:
    bad = SoundPlan(
        Rate.of(24),
        100,
        lines=(Line("A", ABELL, " ", 5), Line("A", ABELL, "Hi.", 200, treatment="gargled")),
        cues=(Cue("Rain", "ambience", 50, 40), Cue("", "effect", 100, 120, pan=3)),
    )

    with pytest.raises(plan.UnplayablePlan) as refused:
        build.build(bad)

    assert refused.value.detail.splitlines() == [
        "line A: two lines have this id; give each its own.",
        "line A: it has no words; remove it or write them.",
        "line A: it starts at frame 200; the film has frames 0 to 99.",
        "line A: its treatment is 'gargled'; it must be one of phone, on tape, off screen, distant, muffled.",
        "cue 'Rain': it runs from frame 50 to 40; it must start at 0 or later and end after.",
        "cue '': it has no name; say what is to be heard.",
        "cue '': it starts at frame 100; the film ends at 100.",
        "cue '': its pan is 3; it must be -1 (left) to 1 (right).",
    ]


@pytest.mark.parametrize("frames", [0, -5, 24 * 3600 * 5])
def test_a_film_of_no_length_or_five_hours_is_refused(frames: int) -> None:
    with pytest.raises(plan.UnplayablePlan, match="a film to mix has 1 to 345600"):
        build.build(SoundPlan(Rate.of(24), frames))


def test_a_film_of_one_frame_is_mixed() -> None:
    film = build.build(SoundPlan(Rate.of(24), 1, cues=(Cue("rain", "ambience", 0, 1),)))

    assert film.mix.master.shape == (waves.samples(1 / 24), 2)
    assert np.isfinite(film.mix.master).all()


def tone(seconds: float, hertz: float) -> Sound:
    at = np.arange(round(seconds * RATE)) / RATE
    return (0.3 * np.sin(2 * np.pi * hertz * at)).astype(np.float32)[:, None]


RECORDED = {"a" * 64: tone(1.5, 500), "b" * 64: tone(1.0, 700), "c" * 64: tone(3.0, 900), "d" * 64: tone(30.0, 1100)}
HEARD = {name[0]: Recording(name, len(sound) / RATE) for name, sound in RECORDED.items()}
SILENT = Recording("e" * 64, 1.0)


def mixed(film: SoundPlan) -> Soundtrack:
    return build.build(film, recordings={**RECORDED, "e" * 64: np.zeros((RATE, 1), np.float32)}.__getitem__)


def strongest(sound: Sound, start: float, end: float) -> float:
    """The frequency that is strongest in a stretch, in Hz."""
    part = between(sound, start, end).mean(axis=1)
    return float(np.fft.rfftfreq(len(part), 1 / RATE)[np.abs(np.fft.rfft(part)).argmax()])


def test_what_was_recorded_is_heard_in_the_place_of_what_would_be_made() -> None:
    cues = (
        Cue("gnorp", "effect", 96, 108, recording=HEARD["b"]),
        Cue("rain", "ambience", 144, 288, recording=HEARD["c"]),
        Cue("Tone", "music", 192, 276, recording=HEARD["d"]),
    )
    line = replace(FILM.lines[1], start_frame=24, recording=HEARD["a"])
    film = mixed(replace(FILM, lines=(line,), cues=cues))

    assert strongest(film.mix.dialogue, 1.1, 2.4) == pytest.approx(500, abs=2)
    assert strongest(film.mix.effects, 4.1, 4.9) == pytest.approx(700, abs=2)
    assert strongest(film.mix.effects, 7.0, 11.5) == pytest.approx(900, abs=2), "a bed goes round"
    assert strongest(film.mix.music, 8.5, 11.0) == pytest.approx(1100, abs=2)
    assert not between(film.mix.dialogue, 0, 0.9).any()
    assert [(said.id, said.at) for said in film.spoken] == [("L2", RATE)]
    assert loudness.measure(film.mix.master).lufs == pytest.approx(-14, abs=0.3)
    assert film.remarks == (), "an unknown sound that was recorded is no riddle"


def test_lines_that_are_not_recorded_sound_as_they_did(film: Soundtrack) -> None:
    half = mixed(replace(FILM, lines=(replace(FILM.lines[0], recording=HEARD["a"]), FILM.lines[1])))

    assert np.array_equal(half.spoken[1].speech.samples, film.spoken[1].speech.samples)


def test_a_recording_that_is_too_long_silent_or_too_short_is_told_of_by_the_name_of_its_line() -> None:
    long = Line("001", ABELL, "Who gave you this?", 24, until=36, code="S01-SH01-L01", recording=HEARD["a"])
    mute = replace(long, id="002", start_frame=96, until=None, code="S01-SH01-L02", recording=SILENT)
    tune = Cue("Tone", "music", 0, 240, recording=HEARD["c"])
    film = mixed(SoundPlan(Rate.of(24), 288, (long, mute), (tune, replace(tune, kind="ambience"))))

    assert [(remark.kind, remark.where) for remark in film.remarks] == [
        ("overrun", "001"), ("silent", "002"), ("short", "Tone"),
    ]  # fmt: skip
    assert "Line S01-SH01-L01 is 1.00 s longer than its slot." in film.remarks[0].sentence
    assert film.remarks[1].sentence == "Nothing is heard in the reading of S01-SH01-L02."
    assert "ends 7.0 s before its cue" in film.remarks[2].sentence


def test_two_recordings_of_one_bed_stay_two() -> None:
    first = Cue("rain", "ambience", 0, 48, place=ALLEY, code="S01-SH01-B01")
    second = replace(first, from_frame=48, to_frame=96, code="S02-SH01-B01")

    assert build.joined([first, second]) == [replace(first, to_frame=96)]
    assert len(build.joined([replace(first, recording=HEARD["c"]), second])) == 2
