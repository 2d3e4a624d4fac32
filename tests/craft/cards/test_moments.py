"""Which moments of a shot a storyboard shows."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.cards import moments
from rushes.craft.cards.card import Card
from rushes.craft.cards.moments import Name
from rushes.kernel.timecode import Rate

RATE = Rate.of("24")
LINE = {"speaker": "CH-ADA", "text": "Does it play?", "at": 5.0}


def card(**fields: Any) -> Card:
    """A card of eight seconds in which nothing is said to happen."""
    return Card.model_validate({"code": "S01-SH01", "seconds": 8.0} | fields)


def part(**fields: Any) -> dict[str, Any]:
    """The fields of a card with one part."""
    return {"subjects": [{"asset": "CH-ADA"} | fields]}


@pytest.mark.parametrize(
    ("fields", "seconds", "why"),
    [
        ({}, 4.0, "middle of the action"),
        ({"effects": [{"name": "thud", "at": 3.5}, {"name": "door", "at": 7.5}]}, 3.5, "sound of the action"),
        ({"effects": [{"name": "cloth", "at": 0.5}]}, 4.0, "middle of the action"),
        ({"dialogue": [LINE]}, 5.7, "middle of the line"),
        ({"dialogue": [LINE | {"on_screen": False}]}, 4.0, "middle of the action"),
        ({"focus": {"rack_to": "LO-SHOP", "rack_at": 4.0}, "dialogue": [LINE]}, 4.5, "rack is done"),
        (part(action="the label slides aside @4") | {"dialogue": [LINE]}, 5.4, "happens at 4 s"),
        (part(action="leaves @12"), 4.0, "middle of the action"),
    ],
)
def test_the_key_is_the_moment_that_tells_the_shot(fields: dict[str, Any], seconds: float, why: str) -> None:
    found, says = moments.key(card(**fields))
    assert found == pytest.approx(seconds, abs=0.1)
    assert why in says


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ({}, False),
        (part(start="stands left, facing right", action="waits, listens", end="still"), False),
        (part(action="in frame, as locked"), False),
        (part(start="stands", action="looks at the floor, then looks up"), True),
        (part(start="stands", action="turns to the door"), True),
        (part(end="half out of frame"), True),
        ({"move": {"primary": "dolly", "direction": "in"}}, True),
        ({"move": {"primary": "handheld"}}, False),
        ({"focus": {"rack_to": "LO-SHOP"}}, True),
        ({"end_frame": "door open"}, True),
    ],
)
def test_only_the_key_is_shown_of_a_shot_that_ends_as_it_begins(fields: dict[str, Any], changes: bool) -> None:
    names = [moment.name for moment in moments.moments(card(**fields), RATE)]
    assert names == ([Name.FIRST, Name.KEY, Name.LAST] if changes else [Name.KEY])


@given(st.floats(0.5, 60.0), st.one_of(st.none(), st.floats(0, 90)), st.one_of(st.none(), st.floats(0, 90)))
def test_every_moment_is_a_frame_of_the_shot(seconds: float, said: float | None, racked: float | None) -> None:
    planned = card(
        seconds=seconds,
        dialogue=[{"speaker": "CH-ADA", "text": "A long line " * 20, "at": said}],
        focus={"rack_to": "LO-SHOP", "rack_at": racked} if racked is not None else {},
        end_frame="door open",
    )
    shown = [moment.seconds for moment in moments.moments(planned, RATE)]
    assert min(shown) == shown[0] == 0.0
    assert all(0 <= RATE.frames(second) < RATE.frames(seconds) for second in shown)
