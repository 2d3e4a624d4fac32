"""Where and when scenes are, and what holds on between them."""

import pytest

from rushes.craft.breakdown import places, whole
from rushes.craft.breakdown.categories import Category
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.breakdown import breakdown


def read(*headings: str) -> list[tuple[str, str]]:
    """The story day and hour of scenes with these headings."""
    script = fountain.parse("\n\n".join(f"{heading}\n\nAda waits." for heading in headings))
    made = places.places(breakdown(script).scenes)
    return [(place.day, place.time) for place in made.values()]


@pytest.mark.parametrize(
    ("headings", "days"),
    [
        (("INT. A - DAY", "INT. B - CONTINUOUS", "INT. C - LATER"), [("1", "day"), ("1", "day"), ("1", "day")]),
        (("INT. A - NIGHT", "INT. B - NEXT MORNING"), [("1", "night"), ("2", "morning")]),
        (("INT. A - NIGHT", "INT. B - DAY", "INT. C - NIGHT"), [("1", "night"), ("2", "day"), ("2", "night")]),
        (("INT. A - DAY", "INT. B - FLASHBACK", "INT. C - DAY"), [("1", "day"), ("flashback", "day"), ("1", "day")]),
        (("INT. A - DAY", "INT. B - WEEKS LATER", "INT. C - SAME"), [("1", "day"), ("2", "day"), ("2", "day")]),
        (("INT. A", "INT. B - DUSK"), [("1", ""), ("1", "dusk")]),
        (("INT. A - DAY", "INT. B - THREE WEEKS LATER"), [("1", "day"), ("2", "day")]),
        (("INT. A - NIGHT", "INT. B - THE MORNING AFTER"), [("1", "night"), ("2", "morning")]),
        (("INT. A - NIGHT", "INT. B - THE DAY AFTER"), [("1", "night"), ("2", "day")]),
        (("INT. A - NIGHT", "INT. B - A YEAR AND A HALF LATER"), [("1", "night"), ("2", "night")]),
        (("INT. A - NIGHT", "INT. B - TOMORROW"), [("1", "night"), ("2", "night")]),
        (("INT. A - NIGHT", "INT. B - MEANWHILE"), [("1", "night"), ("1", "night")]),
        (("INT. A - NIGHT", "INT. B - A FEW MINUTES LATER"), [("1", "night"), ("1", "night")]),
        (("INT. A - DAY", "INT. B - TEN YEARS EARLIER"), [("1", "day"), ("flashback", "day")]),
        (
            ("INT. A - DAY", "INT. B - THE NIGHT BEFORE", "INT. C - SAME TIME"),
            [("1", "day"), ("flashback", "night"), ("flashback", "night")],
        ),
        (("INT. A - DAY TWO", "INT. B - NIGHT"), [("2", "day"), ("2", "night")]),
        (("INT. A - DAY 3", "INT. B - NIGHT"), [("3", "day"), ("3", "night")]),
    ],
)
def test_story_days_are_counted_by_what_headings_say(headings: tuple[str, ...], days: list[tuple[str, str]]) -> None:
    assert read(*headings) == days


def test_a_set_has_a_part() -> None:
    script = fountain.parse("INT. HOUSE - KITCHEN - DAY\n\nAda waits.\n")
    place = places.places(breakdown(script).scenes)["S01"]
    assert (place.set, place.part) == ("HOUSE", "KITCHEN")


def continuity(second: str) -> list[str]:
    """What still holds in a second scene with this time."""
    script = fountain.parse(
        "EXT. YARD - NIGHT\n\nADA\nOh.\n\nAda, soaked, limping, holds a cracked cup.\n\n"
        f"INT. HALL - {second}\n\nAda sets the cup down.\n"
    )
    return [one.name for one in whole.of(script).needs.of("S02", Category.CONTINUITY) if one.of or "cup" in one.name]


def test_wounds_and_cracks_hold_on_and_wet_clothes_only_while_no_time_passes() -> None:
    assert continuity("CONTINUOUS") == ["ADA soaked", "ADA limping", "cup cracked"]
    assert continuity("NEXT MORNING") == ["ADA limping", "cup cracked"]
