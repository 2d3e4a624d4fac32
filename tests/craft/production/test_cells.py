"""Every small grammar of a cell: what is written is read back, and what is read is written back as it was meant."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.cards.card import Criterion, Effect, Focus, Light, Move, Part, Reference, Speech
from rushes.craft.cards.vocabulary import (
    Angle,
    Depth,
    Direction,
    Height,
    Movement,
    Quality,
    Role,
    Side,
    Speed,
    Steadiness,
    Treatment,
)
from rushes.craft.production import cells

WORDS = ["rain", "her left hand", "soft", "slow", "none", "off", "in", "4s", "8:1", "café", "'quoted'", "a, b", "x=1"]
plain = st.sampled_from([word for word in WORDS if "," not in word])
text = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
said = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
simple = st.sampled_from(["", "rain", "her left hand", "soft", "8:1", "café"])
assets = st.sampled_from(["CH-WREN", "PR-KEY-2", "LO-ALLEY", "WA-1", "VO-X"])
seconds = st.one_of(
    st.none(), st.integers(0, 60).map(float), st.floats(0, 60), st.sampled_from([1e-7, 0.1, 12.3456789, 7.5])
)

parts = st.builds(
    Part, asset=assets, state=text, start=plain | st.just(""), action=plain | st.just(""), end=plain | st.just("")
)
lines = st.builds(
    Speech,
    speaker=assets,
    text=said,
    delivery=st.sampled_from(["", "whispered", "whispered, slowly", "none"]),
    language=st.sampled_from(["en", "fr", "en-GB"]),
    on_screen=st.booleans(),
    treatment=st.sampled_from(Treatment),
    at=seconds,
)
moves = st.builds(
    Move,
    primary=st.sampled_from(Movement),
    direction=st.sampled_from(Direction),
    speed=st.sampled_from(Speed),
    steadiness=st.sampled_from(Steadiness),
    note=text,
)
lights = st.builds(
    Light,
    source=text,
    quality=st.sampled_from(Quality),
    contrast=text,
    kelvin=st.none() | st.integers(1000, 20000),
    lit=text,
    dark=text,
)
effects = st.builds(Effect, name=plain, at=seconds)
criteria = st.builds(Criterion, text=said) | st.builds(
    Criterion,
    text=text,
    check=st.sampled_from(["stillness", "wardrobe_colour"]),
    parameters=st.dictionaries(st.sampled_from(["asset", "seconds"]), st.sampled_from(["CH-WREN", "3", "a=b"])),
)


@given(st.lists(parts, max_size=4).map(tuple))
def test_subjects(value: tuple[Part, ...]) -> None:
    assert cells.subjects(cells.write_subjects(value)) == value


@given(st.lists(lines, max_size=4).map(tuple))
def test_dialogue(value: tuple[Speech, ...]) -> None:
    assert cells.dialogue(cells.write_dialogue(value)) == value


@given(moves)
def test_movement(value: Move) -> None:
    assert cells.movement(cells.write_movement(value)) == value


@given(st.integers(8, 400), st.sampled_from(Depth), simple, st.sampled_from(["", "LO-SHOP", "the door"]), seconds)
def test_lens(length: int, depth: Depth, target: str, rack: str, at: float | None) -> None:
    focus = Focus(depth=depth, target=target, rack_to=rack, rack_at=at if rack else None)

    assert cells.lens(cells.write_lens(length, focus)) == (length, focus)


@given(lights)
def test_light(value: Light) -> None:
    assert cells.light(cells.write_light(value)) == value


@given(
    st.sampled_from([height for height in Height if height != "other"]),
    st.sampled_from([angle for angle in Angle if angle != "other"]),
    st.sampled_from([side for side in Side if side != "other"]),
)
def test_camera(height: Height, angle: Angle, side: Side) -> None:
    assert cells.camera(cells.write_camera(height, angle, side)) == {"height": height, "angle": angle, "side": side}


@given(st.lists(st.tuples(assets, st.sampled_from(Role)), max_size=4))
def test_references_keep_their_order_as_their_priority(named: list[tuple[str, Role]]) -> None:
    value = tuple(Reference(asset=asset, role=role, priority=at) for at, (asset, role) in enumerate(named))

    assert cells.references(cells.write_references(value)) == value


@given(st.lists(plain, max_size=3).map(tuple), st.lists(effects, max_size=3).map(tuple), text)
def test_sound(ambience: tuple[str, ...], heard: tuple[Effect, ...], music: str) -> None:
    assert cells.sound(cells.write_sound(ambience, heard, music)) == (ambience, heard, music)


@given(st.lists(criteria, max_size=4).map(tuple))
def test_standard(value: tuple[Criterion, ...]) -> None:
    assert cells.standard(cells.write_standard(value)) == value


READ_AND_WRITE: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "movement": (cells.movement, cells.write_movement),
    "lens": (cells.lens, lambda value: cells.write_lens(*value)),
    "subjects": (cells.subjects, cells.write_subjects),
    "dialogue": (cells.dialogue, cells.write_dialogue),
    "references": (cells.references, cells.write_references),
    "light": (cells.light, cells.write_light),
    "sound": (cells.sound, lambda value: cells.write_sound(*value)),
    "standard": (cells.standard, cells.write_standard),
}
TOKENS = [
    "CH-WREN", "PR-KEY", "identity", ":", ";", "|", ">", ",", " ", "@", "4", "2.50", "s", "(", ")", "off", "tape",
    "in fr", "[", "]", "{", "}", "stillness", "asset=CH-WREN", "source", "quality", "soft", "hard", "kelvin", "3200K",
    "ambience", "effects", "music", "static", "pan", "left", "slow", "35mm", "shallow", "on PR-KEY", "rack to X at 4s",
    "start", "rain", "\n", "é",
]  # fmt: skip


@pytest.mark.parametrize("grammar", READ_AND_WRITE)
@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join))
def test_whatever_is_read_is_written_so_that_it_reads_the_same_and_nothing_else_than_value_errors_come(
    grammar: str, cell: str
) -> None:
    read, write = READ_AND_WRITE[grammar]
    try:
        value = read(cell.strip())
    except ValueError:
        return

    assert read(write(value)) == value
    assert write(read(write(value))) == write(value)


@given(st.floats(0, 1e8))
def test_a_number_is_written_to_its_last_digit_and_without_an_exponent(value: float) -> None:
    assert cells.number(cells.plain(value), "seconds") == value


@pytest.mark.parametrize(
    ("read", "cell", "says"),
    [
        (cells.movement, "drift left", "'drift' is not one of static, pan"),
        (cells.movement, "pan sideways", "'sideways' is neither a direction"),
        (cells.camera, "eye, backwards", "'backwards' is neither a camera height"),
        (cells.camera, "other", "'other' is neither a camera height"),
        (cells.lens, "35mm, foggy", "'foggy' is not a focal length"),
        (cells.lens, "rack to X at 4.5.6s", "'4.5.6' is not a number of seconds"),
        (cells.subjects, "Wren: runs", "'Wren: runs' is not like"),
        (cells.dialogue, "CH-WREN Hello", "is not like `CH-WREN"),
        (cells.dialogue, "CH-WREN @1.2.3: Hello", "'1.2.3' is not a number of seconds"),
        (cells.references, "Wren identity", "does not begin with an asset"),
        (cells.references, "CH-WREN face", "'face' is not one of identity"),
        (cells.light, "lamp on the left", "does not begin with one of source:"),
        (cells.light, "kelvin: inf", "'INF' is not a number of kelvin"),
        (cells.light, "kelvin: warm", "'WARM' is not a number of kelvin"),
        (cells.light, "quality: crisp", "'crisp' is not one of soft, hard"),
        (cells.sound, "noise: rain", "does not begin with one of ambience:"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(read: Callable[[str], Any], cell: str, says: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 # the sentence is compared below
        read(cell)

    assert says in str(caught.value)


@pytest.mark.parametrize("number", ["nan", "inf", "-1", "1e5", "", "one", "1.2.3", "٣", "1" * 5000])
def test_what_is_no_plain_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="is not a number of seconds"):
        cells.number(number, "seconds")


def test_words_are_read_in_any_case_and_with_spaces_for_hyphens() -> None:
    assert cells.word(Side, " Three Quarter ") is Side.THREE_QUARTER
    assert cells.camera("EYE, Three Quarter Back") == {"height": Height.EYE, "side": Side.THREE_QUARTER_BACK}


def test_a_moving_camera_is_smooth_unless_it_says_otherwise() -> None:
    assert cells.movement("pan left").steadiness is Steadiness.SMOOTH
    assert cells.movement("pan left, locked").steadiness is Steadiness.LOCKED
    assert cells.movement("static").steadiness is Steadiness.LOCKED


def test_one_step_is_the_action_two_are_start_and_action_more_end_with_the_end() -> None:
    (one, two, four) = cells.subjects("CH-A: runs | CH-B: sits > stands | CH-C: sits > stands > turns > leaves")

    assert (one.start, one.action, one.end) == ("", "runs", "")
    assert (two.start, two.action, two.end) == ("sits", "stands", "")
    assert (four.start, four.action, four.end) == ("sits", "stands > turns", "leaves")
