"""People who lie, on a bed and on the floor, and what inserts show that name no thing."""

from dataclasses import replace

import numpy as np
import pytest

from rushes.craft.cards.card import Part
from rushes.craft.cards.vocabulary import Framing, Size
from rushes.craft.previz import setups, staging, standins
from rushes.craft.previz.sets import find
from rushes.craft.previz.shoot import Shoot
from rushes.craft.previz.staging import Performer
from tests.craft.previz.people import BOOK
from tests.craft.previz.shoots import card, shoot

IN_BED = Part(asset="CH-ABELL", start="lies right, facing left", action="listens", end="still, facing left")


def performer(wanted: Shoot) -> Performer:
    return staging.cast(wanted, find.stage(wanted))[0]


def test_who_lies_is_as_long_as_they_are_tall_and_level_on_a_bed() -> None:
    lying = performer(shoot(card(subjects=(IN_BED,))))
    parts = lying.solid(1.0).parts
    assert parts["head_top"][1] == pytest.approx(parts["hips"][1], abs=0.25)
    assert parts["hips"][1] > 0.5
    assert parts["foot_l"][0] < parts["hips"][0] < parts["head_top"][0]
    long = np.linalg.norm(parts["head_top"] - parts["foot_l"])
    assert long == pytest.approx(lying.figure.height, abs=0.2)


def test_on_the_floor_there_is_no_bed() -> None:
    on_the_floor = shoot(card(subjects=(IN_BED,), action="He lies on the floor."))
    in_bed = shoot(card(subjects=(IN_BED,)))
    low, high = (performer(each).solid(1.0) for each in (on_the_floor, in_bed))
    assert low.parts["hips"][1] < 0.3
    assert len(low.shapes) < len(high.shapes)


@pytest.mark.parametrize("size", [Size.MS, Size.MCU, Size.CU])
def test_a_face_that_lies_is_in_frame_in_every_size(size: Size) -> None:
    wanted = shoot(card(subjects=(IN_BED,), size=size, framing=Framing.SINGLE))
    x, y = setups.boxes(wanted, 320, 180, 1.5)["CH-ABELL"]["chin"]
    assert 0 < x < 1
    assert 0 < y < 1


def test_over_a_shoulder_a_face_that_lies_is_in_frame() -> None:
    near = Part(asset="CH-WREN", start="back to us at frame left", action="listens")
    wanted = shoot(card(subjects=(IN_BED, near), size=Size.MCU, framing=Framing.OTS, over="CH-WREN"))
    x, y = setups.boxes(wanted, 320, 180, 1.5)["CH-ABELL"]["chin"]
    assert 0 < x < 1
    assert 0 < y < 1


@pytest.mark.parametrize(("action", "name"), [("Three names, engraved.", "Plaque"), ("The ink has run.", "Letter")])
def test_an_insert_without_a_thing_shows_what_its_words_can_only_mean(action: str, name: str) -> None:
    filled = standins.filled(shoot(card(action=action, size=Size.INSERT, framing=Framing.INSERT)))
    assert filled.assets[-1].name == name
    assert filled.card.focus.target == standins.CODE


def test_an_insert_with_a_thing_or_without_a_hint_stays_as_it_is() -> None:
    named = replace(shoot(card(action="The page turns.")), assets=(BOOK,))
    assert standins.filled(named) is named
    plain = shoot(card(action="Something shines."))
    assert standins.filled(plain) is plain


def test_who_kneels_or_sits_on_the_floor_is_lower_than_on_a_seat_and_has_no_stool() -> None:
    starts = ("seated right, facing left", "kneels right, facing left", "sits on the floor right, facing left")
    wanted = [shoot(card(subjects=(IN_BED.model_copy(update={"start": start}),))) for start in starts]
    seat, knees, floor = (float(performer(each).solid(1.0).parts["hips"][1]) for each in wanted)
    assert knees == floor < seat - 0.2
    drawn = [{solid.name for solid in setups.build(each, 320, 180).moment(1.0).solids} for each in wanted]
    assert ["stool" in names for names in drawn] == [True, False, False]
