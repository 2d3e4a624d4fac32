import numpy as np
import pytest

from rushes.craft.sound import filters, levels, noise, rooms, treatments, waves
from rushes.craft.sound.waves import RATE, Sound


@pytest.fixture(scope="module")
def sound() -> Sound:
    return waves.faded(noise.coloured(RATE, waves.rng(5), filters.tilt(-3)) * np.float32(0.1), 0.05, 0.05)


def share(sound: Sound, low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(sound if sound.ndim == 1 else sound.mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


@pytest.mark.parametrize(
    ("words", "treatment"),
    [("ABELL (ON TAPE)", "on tape"), ("(on the phone)", "phone"), ("WREN (O.S.)", "off screen"), ("CLIENT (V.O.)", ""),
     ("through small speaker: band-pass 300–3400 Hz", "on tape"), ("distant", "distant"),
     ("through the wall", "muffled")],
)  # fmt: skip
def test_words_ask_for_treatments(words: str, treatment: str) -> None:
    assert treatments.treatment_of(words) == treatment


@pytest.mark.parametrize("treatment", ["phone", "on tape"])
def test_small_speakers_have_no_bass_and_no_air(sound: Sound, treatment: str) -> None:
    heard = treatments.treated(sound, treatment)

    assert share(heard, 300, 3400) > 0.9
    assert share(heard, 0, 200) < 0.02
    assert levels.loudness(heard) == pytest.approx(levels.loudness(sound), abs=3)


@pytest.mark.parametrize("treatment", treatments.TREATMENTS)
def test_a_treatment_never_moves_or_shortens_what_it_treats(treatment: str) -> None:
    click = np.zeros(RATE // 2, np.float32)
    click[10_000:10_400] = 0.5

    heard = treatments.treated(click, treatment, 1)

    assert len(heard) == len(click)
    assert abs(int(np.abs(heard).argmax()) - 10_000) < waves.samples(0.02)


def test_a_hall_rings_longer_than_a_car(sound: Sound) -> None:
    def tail(kind: str) -> float:
        after = rooms.in_place(sound, kind)[len(sound) + waves.samples(0.1) :]
        return float(np.sum(after**2))

    assert tail("hall") > 100 * tail("car") + 1e-9


def test_a_room_does_not_change_the_level_much(sound: Sound) -> None:
    for kind in rooms.ROOMS:
        assert levels.loudness(rooms.in_place(sound, kind)) == pytest.approx(levels.loudness(sound), abs=3.5), kind


@pytest.mark.parametrize(
    ("place", "kind"),
    [("EXT. ALLEY - NIGHT", "alley"), ("INT. PAWN SHOP - NIGHT", "shop"), ("Rooftop, broken parapet", "roof"),
     ("INT. HOUSE - DAY", "room"), ("", "dry")],
)  # fmt: skip
def test_headings_say_what_room_it_is(place: str, kind: str) -> None:
    assert rooms.kind_of(place) == kind
