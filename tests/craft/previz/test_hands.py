import numpy as np
import pytest

from rushes.craft.previz import figures, hands, props
from rushes.craft.previz.shapes import Limb, Points, Solid
from tests.craft.previz.people import CASSETTE, CLIENT, WREN

COURIER, CLIENTS = figures.cast(WREN), figures.cast(CLIENT)
HERE = (0.0, 1.2, 0.0)


def fingers(solid: Solid) -> list[Points]:
    """The chains of four balls: what a hand has five of, less its thumb."""
    return [s.points for s in solid.shapes if isinstance(s, Limb) and len(s.points) == 4]


def test_a_hand_has_four_jointed_fingers_and_a_thumb() -> None:
    for gesture in hands.GESTURES:
        solid = hands.solid(COURIER, gesture, at=HERE)
        assert len(fingers(solid)) == 4
        assert {"palm", "wrist", "thumb", "tips", "grip"} <= set(solid.parts)


def test_an_unknown_gesture_is_refused() -> None:
    with pytest.raises(hands.UnknownGesture, match="`juggle`"):
        hands.solid(COURIER, "juggle", at=HERE)


def test_a_fist_closes_over_time() -> None:
    def spread(progress: float) -> float:
        solid = hands.solid(COURIER, "fist", at=HERE, facing=90.0, progress=progress)
        return max(float(np.linalg.norm(chain[-1] - np.array(HERE))) for chain in fingers(solid))

    reaches = [spread(p) for p in (0.0, 0.4, 1.0)]
    assert reaches == sorted(reaches, reverse=True)
    assert reaches[-1] < 0.09


def test_the_sleeve_wears_the_wardrobe_and_only_the_torn_cuff_is_ragged() -> None:
    left, right = (hands.solid(COURIER, "rest", at=HERE, side=side) for side in ("left", "right"))
    for solid in (left, right):
        assert any(shape.material.colour == (196, 84, 30) for shape in solid.shapes)
    threads = [
        len([s for s in solid.shapes if isinstance(s, Limb) and s.radii.max() < 0.002]) for solid in (left, right)
    ]
    assert threads == [3, 0]


def test_a_glove_covers_the_skin() -> None:
    painted = {shape.material.colour for shape in hands.solid(CLIENTS, "offer", at=HERE).shapes}
    assert CLIENTS.look.skin not in painted
    assert (30, 31, 34) in painted


def test_a_held_thing_lies_in_the_grip_with_the_thumb_over_its_face() -> None:
    held = props.solid(CASSETTE, at=HERE, tilt=40.0, middle=True)
    solid = hands.grip(held, COURIER, facing=90.0)
    assert solid.parts["grip"] == pytest.approx(held.parts["middle"], abs=1e-6)
    face = (held.parts["face"] - held.parts["middle"]) / 0.1
    over = (solid.parts["palm"] - held.parts["middle"]) @ face
    assert over < -0.015  # the palm is behind it
    assert len(solid.shapes) == len(held.shapes) + len(hands.solid(COURIER, "hold", at=HERE).shapes)


def test_left_and_right_are_mirror_images() -> None:
    left, right = (hands.solid(CLIENTS, "offer", at=(0, 0, 0), facing=0.0, side=side) for side in ("left", "right"))
    for a, b in zip(fingers(left), fingers(right), strict=True):
        assert a * (-1, 1, 1) == pytest.approx(b, abs=1e-6)


def test_fingers_close_softly_round_what_they_hold() -> None:
    held = props.solid(CASSETTE, at=HERE, tilt=40.0, middle=True)

    def tips(gesture: str, progress: float) -> Points:
        solid = hands.solid(COURIER, gesture, at=HERE, facing=90.0, progress=progress, held=held)
        return np.array([chain[-1] for chain in fingers(solid)])

    assert np.linalg.norm(tips("fist", 0.0) - tips("hold", 1.0), axis=1).max() < 0.02
    assert np.linalg.norm(tips("fist", 1.0) - tips("hold", 1.0), axis=1).min() > 0.03
