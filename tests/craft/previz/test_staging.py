"""Words become blocking: where people stand, what they do when, which set is built, where things go."""

from dataclasses import replace

import numpy as np
import pytest

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Part
from rushes.craft.previz import beats, handprops, large, looks, setups, staging, verbs
from rushes.craft.previz.sets import find
from rushes.craft.previz.shapes import Limb
from rushes.craft.previz.shoot import Place
from tests.craft.previz.shoots import INSIDE, OUTSIDE, STANDS, card, shoot


def acts(part: dict[str, str], seconds: float = 6.0) -> list[str]:
    wanted = shoot(card(seconds=seconds, subjects=({"asset": "CH-WREN", **part},)), OUTSIDE)
    return [act.verb for act in staging.cast(wanted, find.stage(wanted))[0].acts]


@pytest.mark.parametrize(
    ("phrase", "act"),
    [
        ("hurries right", "hurry"),
        ("slips", "slip_fall"),
        ("slides the cassette", "slide"),
        ("takes the book", "take"),
        ("holds out the cassette", "hold_out"),
        ("her fist closes", "close_fist"),
        ("opens her jacket", "open_jacket"),
        ("looks up", "look"),
        ("listens", "listen"),
        ("reads", "read"),
        ("recognises", "recognition"),
        ("nods", "nod"),
    ],
)
def test_a_phrase_asks_for_an_act(phrase: str, act: str) -> None:
    assert act in [verb.act for verb in verbs.found_in(phrase)]


def test_a_part_enters_falls_and_leaves_in_that_order() -> None:
    told = acts({"start": "enters left, hurrying", "action": "slips", "end": "exits right"})
    order = [verb for verb in told if verb in {"hurry", "enter", "slip_fall", "exit"}]
    assert order == ["hurry", "slip_fall", "exit"]


def test_a_time_in_the_words_is_kept() -> None:
    part = Part(asset="CH-WREN", start="waits", action="walks left > takes the book @3.5", end="stands")
    times = {beat.text: beat.start for beat in beats.of(part, card(seconds=8.0))}
    assert times["takes the book"] == 3.5


def test_a_sound_that_is_placed_places_what_makes_it() -> None:
    wanted = card(seconds=7.0, effects=({"name": "slip", "at": 3.6},))
    part = Part(asset="CH-WREN", start="enters left", action="slips and lands", end="exits right")
    assert next(beat.start for beat in beats.of(part, wanted) if beat.text == "slips") == 3.6


def test_facing_right_is_standing_left() -> None:
    wanted = shoot(card(subjects=(STANDS,)))
    performer = staging.cast(wanted, find.stage(wanted))[0]
    assert performer.home.side == -1.0
    assert performer.home.facing == 90.0


def test_a_person_named_only_in_the_action_is_cast() -> None:
    wanted = shoot(card(action="Abell waits at the counter"))
    assert [asset.id for asset in staging.seen(wanted)] == ["CH-ABELL"]


def test_nobody_is_cast_for_an_empty_place() -> None:
    assert staging.seen(shoot(card(action="Rain falls on an empty alley"), OUTSIDE)) == ()


def test_a_mouth_moves_only_while_its_line_is_spoken() -> None:
    wanted = shoot(card(subjects=(STANDS,), dialogue=({"speaker": "CH-WREN", "text": "Does it play?", "at": 1.0},)))
    performer = staging.cast(wanted, find.stage(wanted))[0]
    assert performer.mouth(0.5) == 0.0
    assert max(performer.mouth(1.2 + n / 24) for n in range(12)) > 0.2


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("EXT. ALLEY - NIGHT", "alley"),
        ("INT. PAWN SHOP - NIGHT", "shop"),
        ("EXT. ROOFTOP - NIGHT", "rooftop"),
        ("INT. KITCHEN - DAY", "room"),
        ("INT. HOSPITAL CORRIDOR - DAY", "corridor"),
        ("INT. SPACESHIP - NIGHT", "ship"),
        ("EXT. CITY STREET - DUSK", "street"),
        ("EXT. FOREST - DAWN", "nature"),
        ("EXT. BEACH - DAY", "exterior"),
        ("EXT. CAUSEWAY - DAY", "exterior"),
        ("EXT. SALT FLATS - DAY", "exterior"),
        ("INT. HARBOUR OFFICE - NIGHT", "room"),
        ("EXT. COFFEE SHOP - DAY", "street"),
        ("EXT. HOUSE - GARDEN - DAY", "exterior"),
        ("INT. NOWHERE IN PARTICULAR", "room"),
        ("EXT. SOMEWHERE", "exterior"),
    ],
)
def test_a_heading_finds_its_set(heading: str, kind: str) -> None:
    place = Place(heading, heading[:3], heading[5:], heading.rpartition("- ")[2])
    wanted = shoot(card(), place)
    assert find.stage(wanted.__class__(card(), (), place, wanted.rate, 1)).kind == kind


def test_what_is_said_about_a_place_does_not_turn_it_into_another() -> None:
    hall = Asset(id="LO-HALL", kind=AssetKind.LOCATION, name="Village hall", locked="rain on a tin roof, chairs")
    for heading, kind in (("INT. VILLAGE HALL - DAY", "room"), ("EXT. ALLEY - DAY", "alley")):
        place = Place(heading, heading[:3], heading[5:].partition(" -")[0], "DAY")
        assert find.stage(replace(shoot(card(), place), assets=(hall,))).kind == kind


def test_to_take_something_in_moves_no_hand() -> None:
    assert [verb.act for verb in verbs.found_in("takes it in, eyes still")] == ["look", "stand"]
    assert "take" in [verb.act for verb in verbs.found_in("takes it")]


def test_it_does_not_rain_inside() -> None:
    assert find.brief(shoot(card(ambience=("rain",)), INSIDE)).weather.rain == 0
    assert find.brief(shoot(card(), OUTSIDE)).weather.rain > 0


def test_words_for_a_prop_are_those_in_capitals_or_quotes_and_never_a_code() -> None:
    assert handprops.text_of(card(), Part(asset="PR-TAPE", action="label slides > words KEEP IT readable")) == "KEEP IT"
    assert handprops.text_of(card(action='a note that says "back at ten"'), None) == "back at ten"
    assert handprops.text_of(card(action="CH-WREN takes PR-BOOK"), None) == ""


def test_a_door_opens_when_the_card_says() -> None:
    part = {"asset": "LO-SHOP", "start": "door shut", "action": "wind shoves the door open @2", "end": "door open"}
    wanted = shoot(card(seconds=4.0, subjects=(part,)))
    keys = handprops.door(wanted.card, wanted.location)
    assert handprops.opened(keys, 1.2) < 0.05
    assert handprops.opened(keys, 3.0) > 0.9


def gaps(performer: staging.Performer, seconds: float) -> list[float]:
    spots = [performer.solid(n / 12).parts for n in range(int(seconds * 12))]
    return [float(np.hypot(*(spot["foot_l"] - spot["foot_r"])[[0, 2]])) for spot in spots]


@pytest.mark.parametrize(
    ("part", "most"),
    [
        ({"start": "moving right", "action": "climbs the last steps", "end": "still moving right"}, 0.75),
        ({"start": "moving right", "action": "walks along the wall"}, 0.75),
        ({"start": "off frame right", "action": "enters right, comes in"}, 0.75),
        ({"start": "waits", "action": "exits left"}, 0.75),
        ({"start": "waits", "action": "hurries right"}, 0.95),
        ({"start": "moving right", "action": "runs right"}, 1.3),
    ],
)
def test_no_step_is_longer_than_a_person_takes(part: dict[str, str], most: float) -> None:
    for seconds in (2.5, 5.0):
        wanted = shoot(card(seconds=seconds, size="FS", subjects=({"asset": "CH-WREN", **part},)), OUTSIDE)
        performer = staging.cast(wanted, find.stage(wanted))[0]
        assert max(gaps(performer, seconds)) <= most * performer.figure.height / 1.75 + 0.02


def test_who_climbs_goes_slower_than_who_walks() -> None:
    def gone(action: str) -> float:
        part = {"asset": "CH-WREN", "start": "moving right", "action": action, "end": "still moving right"}
        wanted = shoot(card(seconds=4.0, size="FS", subjects=(part,)), OUTSIDE)
        performer = staging.cast(wanted, find.stage(wanted))[0]
        return float(performer.solid(3.0).parts["hips"][0] - performer.solid(1.0).parts["hips"][0])

    assert 0.8 < gone("climbs the stairs") < 0.75 * gone("walks along")


@pytest.mark.parametrize("seconds", [3.0, 6.0])
@pytest.mark.parametrize("other", [(), ({"asset": "CH-ABELL", "start": "seated right, facing left"},)])
def test_an_exit_is_over_when_the_shot_is(seconds: float, other: tuple[dict[str, str], ...]) -> None:
    part = {"asset": "CH-WREN", "start": "stands left, facing right", "action": "listens", "end": "exits left"}
    wanted = shoot(card(seconds=seconds, size="MS", framing="two" if other else "single", subjects=(part, *other)))
    last = setups.boxes(wanted, 640, 360, seconds)["CH-WREN"]
    assert last["chest"][0] < 0.0


def test_half_out_of_frame_is_on_the_edge_of_the_frame() -> None:
    part = {"asset": "CH-WREN", "start": "stands left, facing right", "action": "listens", "end": "exits left"}
    other = {"asset": "CH-ABELL", "start": "seated right, facing left"}
    framed = {"size": "MS", "framing": "two", "end_frame": "Wren half out of frame left", "lens": 35}
    wanted = shoot(card(seconds=6.0, subjects=(part, other), **framed))
    assert -0.1 < setups.boxes(wanted, 640, 360, 6.0)["CH-WREN"]["chest"][0] < 0.1


def test_what_is_denied_is_not_done() -> None:
    assert verbs.found_in("does not move") == ()
    assert verbs.found_in("doesn't take it") == ()


def test_a_large_thing_stands_in_its_place_and_in_no_hand() -> None:
    boat = Asset(id="PR-BOAT", kind="prop", name="Boat", locked="red fishing boat")
    subjects = (Part(asset="PR-BOAT", start="fills the frame"),)
    sea = Place("EXT. CLIFF PATH - DAY", "EXT", "CLIFF PATH", "DAY")
    insert = card(size="INSERT", framing="insert", lens=85, subjects=subjects, focus={"target": "PR-BOAT"})
    wanted = replace(shoot(insert, sea), assets=(boat,))
    stage = find.stage(wanted)
    assert handprops.of(wanted, stage) == ()
    afloat = large.standing(boat, stage, 0.0)
    assert afloat is not None
    assert afloat.anchor[2] > 20
    corners = [shape.points if isinstance(shape, Limb) else shape.corners for shape in afloat.shapes]
    assert np.ptp(np.concatenate(corners)[:, 0]) > 6


def test_a_grandson_described_by_her_is_a_man() -> None:
    assert looks.gender("man, 30s, her grandson, in a mustard raincoat") == "man"
    assert looks.gender("30s, her grandson") == "man"
    assert looks.gender("a courier in her late 20s") == "woman"
    assert looks.gender("tall, long charcoal coat") == ""


def test_who_looks_at_a_thing_of_the_set_does_not_stand_at_it() -> None:
    room = Place("INT. ROOM - DAY", "INT", "ROOM", "DAY")
    looks_at, stands_at = (
        staging.cast(wanted, find.stage(wanted))[0].home.place
        for action in ("looks at the window", "waits at the window")
        for wanted in [shoot(card(subjects=(Part(asset="CH-WREN", start="stands left", action=action),)), room)]
    )
    assert np.abs(looks_at - stands_at).max() > 0.5
