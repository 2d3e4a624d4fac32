"""What a heading's words say about where and when."""

import time

import pytest

from rushes.craft.screenplay import headings


@pytest.mark.parametrize(
    "said",
    [
        "DAY", "NIGHT", "THE NEXT MORNING", "NEXT DAY", "LATER THAT NIGHT", "SAME", "SAME TIME", "AT THE SAME TIME",
        "MOMENTS LATER", "A MOMENT LATER", "A BEAT LATER", "A FEW MINUTES LATER", "HALF AN HOUR LATER", "HOURS BEFORE",
        "THREE WEEKS LATER", "A COUPLE OF DAYS LATER", "A YEAR AND A HALF LATER", "10 YEARS LATER", "MEANWHILE",
        "TWENTY-FIVE YEARS AGO", "THE DAY AFTER", "THE NIGHT BEFORE", "LAST NIGHT", "NEXT WEEK", "TOMORROW",
        "STILL LATER", "SEVEN O'CLOCK", "NINE A.M.", "9:30 PM", "SUNDAY", "MONDAY MORNING", "FIRST LIGHT",
        "MOMENTS LATER - NIGHT", "DAY THREE",
    ],
)  # fmt: skip
def test_what_follows_a_dash_is_a_time_when_it_says_one(said: str) -> None:
    assert headings.split(f"INT. HOUSE - {said}") == ("INT", "HOUSE", said)


def test_a_heading_may_say_a_time_and_no_place() -> None:
    assert headings.split("EXT. three weeks later") == ("EXT", "", "three weeks later")


@pytest.mark.parametrize(
    "said",
    ["ONE ROOM", "THREE DOORS", "FIRST FLOOR", "TEN FORWARD", "THE NEXT ROOM", "HALF MOON BAY", "TIME MACHINE"],
)  # fmt: skip
def test_a_part_of_a_place_is_no_time(said: str) -> None:
    assert headings.split(f"INT. HOUSE - {said} - NIGHT") == ("INT", f"HOUSE - {said}", "NIGHT")


@pytest.mark.parametrize("repeated", ["A ", "A FEW - ", "- LATE LATE ", "AND A HALF ", "- ONE ", "THE SAME "])
def test_a_heading_costs_no_more_than_its_length(repeated: str) -> None:
    began = time.process_time()
    headings.split(f"INT. HOUSE - {repeated * 20_000}")
    assert time.process_time() - began < 2
