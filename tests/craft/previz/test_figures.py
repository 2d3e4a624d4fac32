import numpy as np
import pytest

from rushes.craft.cards.asset import Asset
from rushes.craft.previz import figures, poses
from rushes.craft.previz.acts import Act
from rushes.craft.previz.shapes import RGB, Facet, Limb, Points, Solid
from tests.craft.previz.people import ABELL, CHILD, CLIENT, WREN, character

STAND = (Act("stand", 0.0, 1.0, at=(0.0, 0.0, 0.0), facing=0.0),)
PAIRED = ("eye", "ear", "shoulder", "elbow", "wrist", "hand", "hip", "knee", "ankle", "foot")
PARTS = {
    *("head_top", "eyes", "nose", "chin", "mouth", "neck", "chest", "waist", "hips"),
    *(f"{name}_{side}" for name in PAIRED for side in "lr"),
}


def standing(asset: Asset, *, detail: str = "far", facing: float = 0.0, state: str = "") -> Solid:
    figure = figures.cast(asset, state)
    acts = (Act("stand", 0.0, 1.0, at=(0.0, 0.0, 0.0), facing=facing),)
    return figures.solid(figure, poses.perform(acts, 1.0, seed=1, stature=figure.height), detail=detail)


def colours(solid: Solid) -> set[RGB]:
    return {shape.material.colour for shape in solid.shapes}


def corners(solid: Solid) -> Points:
    return np.concatenate([shape.points if isinstance(shape, Limb) else shape.corners for shape in solid.shapes])


def test_the_same_words_make_the_same_person() -> None:
    one, other = standing(WREN), standing(WREN)
    assert np.array_equal(corners(one), corners(other))
    assert [shape.material for shape in one.shapes] == [shape.material for shape in other.shapes]


def test_wardrobe_wears_the_library_colour_and_belongs_to_its_asset() -> None:
    solid = standing(WREN)
    assert (196, 84, 30) in colours(solid)
    assert {shape.material.subject for shape in solid.shapes} == {"CH-WREN"}
    assert figures.cast(WREN).colour == (196, 84, 30)


def test_a_beard_has_its_own_colour_and_not_the_cardigans() -> None:
    assert (120, 124, 128) in colours(standing(ABELL))
    assert (112, 76, 48) in colours(standing(ABELL))


def test_gloves_cover_the_hands() -> None:
    assert (30, 31, 34) in colours(standing(CLIENT))


@pytest.mark.parametrize("detail", ["far", "near"])
def test_every_named_part_is_there_and_in_its_place(detail: str) -> None:
    parts = standing(WREN, detail=detail).parts
    assert set(parts) == PARTS
    down = ("head_top", "eyes", "nose", "mouth", "chin", "neck", "chest", "hips", "knee_l", "ankle_l", "foot_l")
    arm = ("shoulder_l", "elbow_l", "wrist_l", "hand_l")
    for names in (down, arm):
        heights = [parts[name][1] for name in names]
        assert heights == sorted(heights, reverse=True)
    assert parts["hand_l"][0] > 0 > parts["hand_r"][0]  # who faces us has the left hand on our right
    assert parts["eyes"][2] < parts["chest"][2]  # and the eyes on our side


def test_bodies_differ_in_height_as_their_words_say() -> None:
    tall, small = figures.cast(CLIENT).height, figures.cast(CHILD).height
    assert tall > figures.cast(WREN).height > small
    assert standing(CLIENT).parts["head_top"][1] == pytest.approx(tall, abs=0.06)


def test_nobody_has_fewer_than_seven_heads_but_a_child() -> None:
    for asset, least, most in ((WREN, 6.8, 7.8), (CLIENT, 6.8, 7.8), (CHILD, 5.0, 6.6)):
        parts = standing(asset).parts
        head = parts["head_top"][1] - parts["chin"][1]
        assert least < figures.cast(asset).height / head < most


def test_a_coat_hides_the_knees_and_a_jacket_does_not() -> None:
    def lowest(solid: Solid, colour: RGB) -> float:
        cloth = [shape for shape in solid.shapes if isinstance(shape, Facet) and shape.material.colour == colour]
        return min(float(shape.corners[:, 1].min()) for shape in cloth)

    coat, jacket = standing(CLIENT), standing(WREN)
    assert lowest(coat, (45, 47, 57)) < coat.parts["knee_l"][1] + 0.12
    assert lowest(jacket, (196, 84, 30)) > jacket.parts["knee_l"][1] + 0.25


def test_a_soaked_wardrobe_shines() -> None:
    dry = character("CH-DRY", "woman, 30s, blue coat")
    assert max(shape.material.gloss for shape in standing(dry).shapes) < 0.35
    assert max(shape.material.gloss for shape in standing(dry, state="soaked").shapes) > 0.6


def test_what_is_denied_is_not_worn() -> None:
    bare = character("CH-BARE", "man, 40s, grey suit, no hat, without a scarf, never gloves")
    look = figures.cast(bare).look
    assert (look.hat, look.scarf, look.gloves) == ("", None, None)


def test_standing_feet_are_on_the_floor() -> None:
    for asset in (WREN, ABELL, CLIENT, CHILD):
        lowest = float(corners(standing(asset))[:, 1].min())
        assert 0.0 <= lowest < 0.06


def test_turning_the_back_turns_every_point() -> None:
    front, back = standing(WREN).parts, standing(WREN, facing=180.0).parts
    assert front["eyes"][2] < -0.02
    assert back["eyes"][2] > 0.02
    assert back["hand_l"][0] < 0 < back["hand_r"][0]


def test_near_faces_open_their_mouth_with_the_speech_and_shut_their_lids_in_a_blink() -> None:
    figure = figures.cast(WREN)

    def points(mouth: float, **face: float) -> Points:
        pose = poses.perform(STAND, 1.0, seed=1, mouth=mouth, stature=figure.height)
        pose = poses.Pose(
            pose.place, pose.heading, pose.carriage, pose.steps, pose.grasps, pose.gaze, {**pose.face, **face}
        )
        return corners(figures.solid(figure, pose, detail="near"))

    opened = np.abs(points(1.0, blink=0.0) - points(0.0, blink=0.0)).max()
    shut = np.abs(points(0.0, blink=1.0) - points(0.0, blink=0.0)).max()
    assert 0.01 < opened < 0.03
    assert 0.01 < shut < 0.03


def test_detail_costs_shapes_only_when_near() -> None:
    assert len(standing(WREN).shapes) < len(standing(WREN, detail="near").shapes) <= 140
