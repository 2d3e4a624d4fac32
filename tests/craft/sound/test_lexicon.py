import re

import numpy as np
import pytest

from rushes.craft.sound import bells, filters, levels, lexicon
from rushes.craft.sound.lexicon import BEDS, EFFECTS, NEUTRAL_BED, SOFT, Recipe
from rushes.craft.sound.waves import RATE, Sound


def strength(sound: Sound, hertz: float) -> float:
    """Energy within 1 % of a frequency over the energy of the whole."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    scale = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(power[np.abs(scale / hertz - 1) < 0.01].sum() / power.sum())


def centre(sound: Sound) -> float:
    """The mean frequency of a sound's energy."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((power * np.fft.rfftfreq(len(sound), 1 / RATE)).sum() / power.sum())


@pytest.mark.parametrize(
    ("kind", "name", "note", "recipe"),
    [
        ("ambience", "Rain bed", "lighter in S03", "rain"),
        ("ambience", "Rain", "light", "light rain"),
        ("effect", "Bell A", "through small speaker: band-pass 300–3400 Hz", "shop bell"),
        ("effect", "church bell, three quarters", "", "three quarters"),
        ("effect", "Latch", "same file three times", "latch"),
        ("effect", "CLACK", "", "latch"),
        ("design", "Hiss", "the only bed", "hiss"),
        ("effect", "dull thud", "", "thud"),
        ("effect", "record button", "", "button"),
        ("effect", "boots", "", "steps"),
        ("effect", "leather", "", "cloth"),
        ("effect", "Cue 7", "a door slams", "slam"),
        ("ambience", "engine hum of a starship", "", "ship hum"),
        ("effect", "wind", "", "wind"),
        ("effect", "wind on tape", "", "wind"),
        ("effect", "a bell through the door", "", "shop bell"),
    ],
)
def test_free_words_find_their_recipe(kind: str, name: str, note: str, recipe: str) -> None:
    found = lexicon.find(kind, name, note)

    assert (found.recipe.id, found.known) == (recipe, True)


@pytest.mark.parametrize(("kind", "stand_in"), [("effect", SOFT), ("ambience", NEUTRAL_BED), ("design", NEUTRAL_BED)])
def test_words_that_nobody_knows_give_a_stand_in_and_say_so(kind: str, stand_in: Recipe) -> None:
    found = lexicon.find(kind, "gnorp", "as discussed")

    assert not found.known
    assert found.recipe is stand_in


def test_every_recipe_is_found_by_its_own_name() -> None:
    for recipes, kind in ((BEDS, "ambience"), (EFFECTS, "effect")):
        for recipe in recipes:
            assert lexicon.find(kind, recipe.id).recipe is recipe


@pytest.mark.parametrize("recipe", [*EFFECTS, SOFT], ids=lambda recipe: re.sub(r"\W", "-", recipe.id))
def test_an_effect_is_level_clean_at_both_ends_and_the_same_for_the_same_seed(recipe: Recipe) -> None:
    sound = lexicon.effect(recipe, 2.0, 7)

    assert np.isfinite(sound).all()
    assert levels.loudest(sound) == pytest.approx(recipe.level, abs=3)
    assert np.abs(sound).max() < 1
    assert max(abs(sound[0]), abs(sound[-1])) < 0.01 * np.abs(sound).max()
    assert np.array_equal(sound, lexicon.effect(recipe, 2.0, 7))
    assert not np.array_equal(sound, lexicon.effect(recipe, 2.0, 8))


@pytest.mark.parametrize("recipe", [*BEDS, NEUTRAL_BED], ids=lambda recipe: re.sub(r"\W", "-", recipe.id))
def test_a_bed_goes_round_without_a_click_at_its_level(recipe: Recipe) -> None:
    loop = lexicon.bed(recipe, 1)

    seam, steps = np.abs(loop[0] - loop[-1]).max(), np.abs(np.diff(loop, axis=0)).max()
    assert np.isfinite(loop).all()
    assert seam <= steps
    assert levels.loudness(loop) == pytest.approx(recipe.level, abs=0.2)
    assert np.abs(loop).max() < 0.7


def test_a_shop_bell_has_its_partials() -> None:
    bell = lexicon.effect(lexicon.find("effect", "bell").recipe, 1, 1)

    partials = [bells.SHOP_BELL_HERTZ * ratio for ratio in (1.0, 1.52, 2.03, 2.76)]
    assert sum(strength(bell, hertz) for hertz in partials) > 0.8
    assert all(strength(bell, hertz) > 0.005 for hertz in partials)


def test_a_church_bell_has_the_minor_third_that_makes_it_one() -> None:
    bell = lexicon.effect(lexicon.find("effect", "church bell").recipe, 1, 1)

    assert all(strength(bell, 392.0 * ratio) > 0.01 for ratio in (0.5, 1.0, 1.2, 2.0))


def test_three_quarters_are_six_strokes() -> None:
    chime = lexicon.effect(lexicon.find("effect", "three quarters").recipe, 1, 1)
    clappers = np.abs(filters.filtered(chime, filters.band(5000, np.inf, 4)))
    steps = clappers[: len(clappers) // 2400 * 2400].reshape(-1, 2400).max(axis=1)
    loud = steps > 0.3 * steps.max()

    assert int((loud[1:] & ~loud[:-1]).sum() + loud[0]) == 6


def test_steps_come_at_walking_pace_for_as_long_as_asked() -> None:
    steps = np.abs(lexicon.effect(lexicon.find("effect", "boots").recipe, 5.0, 1))
    blocks = steps[: len(steps) // 2400 * 2400].reshape(-1, 2400).max(axis=1)
    loud = blocks > 0.4 * blocks.max()

    assert len(steps) == 5 * RATE
    assert 8 <= int((loud[1:] & ~loud[:-1]).sum() + loud[0]) <= 10


def test_things_are_as_dark_or_bright_as_they_are() -> None:
    def tone(name: str) -> float:
        return centre(lexicon.effect(lexicon.find("effect", name).recipe, 2, 1))

    assert tone("heartbeat") < tone("thud") < tone("knock") < tone("latch") < tone("bell")
    assert tone("thunder") < tone("breath") < tone("paper")
