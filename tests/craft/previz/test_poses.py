import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.previz import figures, poses, rig
from rushes.craft.previz.acts import VERBS, Act, UnknownVerb
from rushes.craft.previz.figures import Figure
from rushes.craft.previz.poses import Pose
from rushes.craft.previz.rig import Step
from rushes.craft.previz.shapes import Facet, Limb, Vector
from tests.craft.previz.people import CHILD, CLIENT, WREN

Acts = tuple[Act, ...]
FIGURE = figures.cast(WREN)
WALK = (Act("walk", 0.0, 4.0, at=(0.0, 0.0, 0.0), to=(5.2, 0.0, 0.0)),)
FALL = (
    Act("enter", 0.0, 2.0, at=(-4.0, 0.0, 0.0), to=(0.0, 0.0, 0.0)),
    Act("slip_fall", 2.0, 4.2, to=(1.1, 0.0, 0.0), hand="left"),
    Act("exit", 4.2, 6.2, to=(4.5, 0.0, 0.0)),
)


def at(acts: Acts, t: float, seed: int = 3, figure: Figure = FIGURE, **more: Any) -> Pose:
    return poses.perform(acts, t, seed=seed, stature=figure.height, **more)


def parts(acts: Acts, t: float, figure: Figure = FIGURE, **more: Any) -> dict[str, Vector]:
    return figures.solid(figure, at(acts, t, figure=figure, **more)).parts


def test_facing_is_measured_from_the_default_camera() -> None:
    assert poses.toward((0, 0, 0), (0, 0, -2)) == pytest.approx(0.0)
    assert poses.toward((0, 0, 0), (2, 0, 0)) == pytest.approx(90.0)
    assert abs(poses.toward((0, 0, 0), (0, 0, 2))) == pytest.approx(180.0)


def test_an_unknown_verb_is_refused_by_name() -> None:
    with pytest.raises(UnknownVerb, match="`dance`"):
        at((Act("dance"),), 0.0)


@pytest.mark.parametrize("verb", ["walk", "hurry", "run"])
@pytest.mark.parametrize("figure", [FIGURE, figures.cast(CHILD), figures.cast(CLIENT)], ids=["wren", "child", "tall"])
def test_a_planted_foot_never_slides(verb: str, figure: Figure) -> None:
    acts = (Act(verb, 0.0, 3.0, at=(0.0, 0.0, 0.0), to=(4.6, 0.0, 1.0)),)
    before: tuple[Step, Step] | None = None
    for frame in range(90):
        feet = at(acts, frame / 30, figure=figure).steps
        if before is not None:
            for here, there in zip(before, feet, strict=True):
                if here.ball[1] == 0.0 == there.ball[1] and here.heel < 0.6:
                    assert math.dist(here.ball, there.ball) < 0.012
        before = feet


def test_one_foot_is_always_down_in_a_walk_and_each_takes_its_turn() -> None:
    down = [[step.ball[1] == 0.0 for step in at(WALK, n / 24).steps] for n in range(96)]
    assert all(any(feet) for feet in down)
    assert any(not left for left, _ in down)
    assert any(not right for _, right in down)


def test_legs_reach_the_feet_they_are_asked_for() -> None:
    for n in range(150):
        pose = at(FALL, n / 24)
        frame = figures.stand(FIGURE, pose)
        for side, step in zip("lr", pose.steps, strict=True):
            asked = np.array(rig.ankle(FIGURE.look.build, step))
            assert np.linalg.norm(asked - np.array(frame.bones[f"foot_{side}"][1])) < 0.035


@pytest.mark.parametrize("acts", [WALK, FALL], ids=["walk", "fall"])
def test_bodies_never_jump(acts: Acts) -> None:
    before = parts(acts, 0.0)
    for n in range(1, 300):
        now = parts(acts, n / 48)
        for name in ("head_top", "hips", "chest", "foot_l", "foot_r", "hand_l", "hand_r"):
            assert np.linalg.norm(now[name] - before[name]) < 0.19, (name, n / 48)
        before = now


def test_a_walk_arrives_and_stands() -> None:
    there = at(WALK, 4.5)
    assert there.place == pytest.approx((5.2, 0.0, 0.0))
    assert all(step.ball[1] == 0.0 for step in there.steps)


def test_arms_swing_against_legs() -> None:
    differences = []
    for n in range(30, 80):
        p = parts(WALK, n / 24)
        differences.append((p["hand_l"][0] - p["hand_r"][0], p["foot_l"][0] - p["foot_r"][0]))
    hands, feet = np.array(differences).T
    assert np.corrcoef(hands, feet)[0, 1] < -0.6


def test_a_fall_goes_down_onto_the_hand_and_comes_up_to_a_crouch() -> None:
    low = parts(FALL, 2.65)
    assert low["hips"][1] < 0.6 * parts(FALL, 1.0)["hips"][1]
    assert low["hand_l"][1] < 0.2
    crouched = parts(FALL, 4.1)
    assert low["head_top"][1] < crouched["head_top"][1] < 0.85 * FIGURE.height
    assert crouched["hand_l"][1] > 0.5


def test_an_exit_is_still_walking_when_it_ends() -> None:
    gone = at(FALL, 6.19).place[0] - at(FALL, 6.1).place[0]
    assert gone / 0.09 > 1.0


def test_a_reach_arrives_at_its_target_and_settles() -> None:
    target = (0.35, 1.05, -0.4)
    acts = (Act("stand", 0, 1, at=(0, 0, 0), facing=0), Act("reach", 0.5, 2.5, target=target, hand="left"))
    gaps = [np.linalg.norm(parts(acts, t)["hand_l"] - np.array(target)) for t in (0.4, 0.9, 1.6, 2.2)]
    assert gaps[0] > gaps[1] > gaps[2]
    assert gaps[2] < 0.09
    assert abs(gaps[3] - gaps[2]) < 0.02


def test_the_head_leads_a_turn() -> None:
    acts = (Act("stand", 0, 1, at=(0, 0, 0), facing=0), Act("turn", 1.0, 2.4, facing=90))
    pose = at(acts, 1.4)
    assert pose.carriage.head_turn > 0.15
    assert 0.0 < pose.heading < math.radians(60)


def test_eyes_go_before_the_head() -> None:
    target = (2.0, 1.5, -1.0)
    acts = (Act("stand", 0, 1, at=(0, 0, 0), facing=0), Act("look", 1.0, 2.0, target=target))
    early, late = at(acts, 1.12), at(acts, 2.0)
    assert early.gaze is not None
    assert math.dist(early.gaze, target) < 0.8
    assert early.carriage.head_turn < 0.3 * late.carriage.head_turn


def test_sitting_is_lower_and_rising_stands_again() -> None:
    acts = (Act("sit", 0.5, 1.8, at=(0, 0, 0)), Act("rise", 3.0, 4.2))
    standing, sitting, risen = (parts(acts, t)["head_top"][1] for t in (0.3, 2.5, 5.0))
    assert sitting < standing - 0.3
    assert risen == pytest.approx(standing, abs=0.05)


def test_who_is_seated_from_the_start_never_stood() -> None:
    acts = (Act("seated", 0.0, 9.0, at=(1.0, 0.0, 2.0), facing=0),)
    heights = {round(float(parts(acts, t)["hips"][1]), 2) for t in (0.0, 0.1, 4.0)}
    assert max(heights) - min(heights) < 0.03
    assert max(heights) < 0.65


def test_stillness_breathes_and_blinks() -> None:
    acts = (Act("stand", 0, 1, at=(0, 0, 0), facing=0),)
    shoulders = [parts(acts, n / 8)["shoulder_l"][1] for n in range(48)]
    assert 0.001 < max(shoulders) - min(shoulders) < 0.03
    blinks = [at(acts, n / 24).face["blink"] for n in range(240)]
    assert max(blinks) > 0.9
    assert np.mean(np.array(blinks) > 0.5) < 0.12


def test_take_differs_from_take_only_by_its_seed() -> None:
    acts = (Act("stand", 0, 1, at=(0, 0, 0), facing=0),)
    assert at(acts, 2.0, seed=1).carriage == at(acts, 2.0, seed=1).carriage
    assert at(acts, 2.0, seed=1).carriage != at(acts, 2.0, seed=2).carriage


def test_a_feeling_lasts_until_the_next() -> None:
    acts = (Act("fear", 0.0, 1.0), Act("resolve", 2.0, 2.5))
    assert at(acts, 1.9).face["wide"] > 0.9
    assert at(acts, 3.5).face["wide"] < 0.05
    assert at(acts, 3.5).face["frown"] > 0.8


@settings(max_examples=60, deadline=None)
@given(
    verbs=st.lists(st.sampled_from(sorted(VERBS)), min_size=1, max_size=5),
    t=st.floats(-1.0, 12.0),
    facing=st.sampled_from([None, 0.0, 90.0, 215.0]),
)
def test_any_verbs_in_any_order_make_a_finite_body(verbs: list[str], t: float, facing: float | None) -> None:
    acts = tuple(
        Act(verb, n * 1.2, n * 1.2 + 1.0, facing=facing, target=(0.5, 1.1, -0.5), hand=("left", "right", "both")[n % 3])
        for n, verb in enumerate(verbs)
    )
    solid = figures.solid(FIGURE, at(acts, t), detail="near")
    for shape in solid.shapes:
        assert isinstance(shape, Limb | Facet)
        values = shape.points if isinstance(shape, Limb) else shape.corners
        assert np.isfinite(values).all()


def test_who_stands_does_not_rise_from_a_chair_that_is_not_there() -> None:
    acts = (Act("walk", 0.0, 1.5, at=(0, 0, 0), to=(1.6, 0, 0)), Act("rise", 1.6, 2.6))
    heights = [float(parts(acts, t)["hips"][1]) for t in (1.55, 1.7, 2.0, 2.6)]
    assert max(heights) - min(heights) < 0.05
