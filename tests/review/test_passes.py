"""What each pass over a shot may begin with, and what it must name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.governance.rules import Refusal
from rushes.review import passes, rules
from rushes.review.passes import GOALS, Facts, Seen, Wish, check
from rushes.review.rules import State

SHOT = "S02-SH03"
MISSED = "the envelope is brown"


def take(number: int, of_pass: int = 1, state: str = "unreviewed", failed: str = "") -> Seen:
    return Seen(f"T{number}", of_pass, State(state), failed)


def says(*seen: Seen, **wish: Any) -> str:
    found = check(SHOT, seen, Wish(**wish))
    assert isinstance(found, Refusal), found
    assert found.rule == "pass"
    return found.says


def facts(*seen: Seen, variables: tuple[str, ...] = ("camera",), seed: int | None = None, **wish: Any) -> Facts:
    found = check(SHOT, seen, Wish(**wish), variables, seed)
    assert isinstance(found, Facts), found
    return found


def test_each_pass_says_what_it_tests_and_what_it_saves() -> None:
    assert list(GOALS) == [1, 2, 3]
    assert "what failed" in GOALS[1].saves
    assert all(goal.tests and goal.saves for goal in GOALS.values())


def test_the_first_pass_needs_nothing_and_follows_nothing() -> None:
    assert facts().plain() == facts(take(1, failed=MISSED)).plain() == {"pass": 1}
    assert (
        says(take(1), of="T1")
        == says(change="slower")
        == ("The first pass over S02-SH03 follows no take: change one in pass 2.")
    )


def test_the_second_pass_keeps_what_failed_the_change_and_what_varied() -> None:
    found = facts(take(1, failed=MISSED), take(2), number=2, change="the envelope is red")

    assert found.plain() == {
        "pass": 2,
        "parent": "T1",
        "failed": MISSED,
        "change": "the envelope is red",
        "variables": ["camera"],
    }


@pytest.mark.parametrize(
    ("seen", "wish", "refusal"),
    [
        ([], {}, "S02-SH03 has no take whose miss could be mended: pass 1 comes first."),
        (
            [take(1, state="rejected")],
            {},
            (
                "Nobody has said what failed on a take of S02-SH03: say it first, with "
                '`rushes verdict T1 rejected --failed "..."`.'
            ),
        ),
        (
            [take(1, failed=MISSED), take(2, failed=" ")],
            {"of": "T2"},
            'Nobody has said what failed on T2: say it first, with `rushes verdict T2 rejected --failed "..."`.',
        ),
        ([take(1, failed=MISSED)], {"of": "T9"}, "S02-SH03 has no take T9. Its takes are: T1."),
        (
            [take(1, failed=MISSED), take(2, 3, failed="too long")],
            {"of": "T2"},
            "T2 was made in pass 3, for the edit: pass 2 mends what failed in pass 1 or 2.",
        ),
        (
            [take(1, failed=MISSED)],
            {"change": ""},
            (
                "Name the change to T1 (there failed: the envelope is brown), "
                'such as --change "the camera stands still".'
            ),
        ),
        (
            [take(1, failed=MISSED)],
            {"change": "Something better!"},
            (
                "“Something better!” names no change to T1 (there failed: the envelope is brown): "
                "say what shall be otherwise in the picture."
            ),
        ),
    ],
)
def test_the_second_pass_does_not_begin_without_what_failed_and_a_named_change(
    seen: list[Seen], wish: dict[str, str], refusal: str
) -> None:
    assert says(*seen, **{"number": 2, "change": "slower"} | wish) == refusal


def test_the_second_pass_mends_the_latest_miss_or_the_one_that_is_named() -> None:
    seen = (take(1, failed=MISSED), take(2, 2, failed="too dark"), take(3, 3, failed="too long"), take(4))

    assert facts(*seen, number=2, change="brighter").parent == "T2"
    assert facts(*seen, number=2, change="red", of="T1").failed == MISSED


@pytest.mark.parametrize("state", ["maybe", "selected", "approved"])
def test_the_third_pass_follows_a_promising_take(state: str) -> None:
    found = facts(take(1, state=state), take(2, state="rejected"), take(3), number=3, variables=())

    assert found.plain() == {"pass": 3, "parent": "T1", "failed": "", "change": "", "variables": []}


@pytest.mark.parametrize(
    ("seen", "wish", "refusal"),
    [
        ([], {}, "No take of S02-SH03 is a maybe or selected"),
        ([take(1), take(2, state="rejected")], {}, "No take of S02-SH03 is a maybe or selected"),
        ([take(1), take(2, state="maybe")], {"of": "T1"}, "T1 is no maybe and not selected"),
        ([take(1, state="maybe")], {"change": "better"}, "“better” names no change to T1"),
    ],
)
def test_the_third_pass_is_for_promising_shots_alone(seen: list[Seen], wish: dict[str, str], refusal: str) -> None:
    assert says(*seen, number=3, **wish).startswith(refusal)


def test_of_several_promising_takes_the_third_pass_follows_the_furthest_then_the_latest() -> None:
    seen = [take(1, state="selected"), take(2, state="maybe"), take(3, state="selected"), take(4, state="maybe")]

    assert facts(*seen, number=3).parent == "T3"
    assert facts(*seen, number=3, of="T2").parent == "T2"


@pytest.mark.parametrize("number", [0, 4, -1])
def test_there_is_no_other_pass(number: int) -> None:
    assert says(number=number) == f"There are passes 1, 2 and 3, and no pass {number}."


@pytest.mark.parametrize(
    ("variables", "seed", "doubt"),
    [
        (("camera",), None, ""),
        (("camera",), 7, "The seed is another than that of T1 too: with `--seed 7` only the change differs."),
        (("camera", "light"), 7, "2 things are varied at once (camera, light): vary one, and what it did can be told."),
        ((), 7, "The card asks for what it asked before, and only the seed is another: put the change into the card."),
        ((), None, "The card asks for what it asked before, with the same seed: put the change into the card."),
    ],
)
def test_one_variable_at_a_time_is_suggested_and_never_demanded(
    variables: tuple[str, ...], seed: int | None, doubt: str
) -> None:
    assert facts(take(1, failed=MISSED), number=2, change="red", variables=variables, seed=seed).doubt == doubt
    assert facts().doubt == ""
    assert facts(take(1, state="maybe"), number=3, variables=(), seed=seed).doubt == ""
    assert facts(take(1, state="maybe"), number=3, seed=7).doubt == "", "options for the edit may differ by chance"


@pytest.mark.parametrize(
    "text", ["red", "slower dolly", "35 mm", "langsamer", "赤い封筒", "no second hand", "a better light"]
)
def test_a_change_that_says_what_shall_be_otherwise(text: str) -> None:
    assert rules.names_a_change(text)


@pytest.mark.parametrize(
    "text", ["", "  ", "better", "Make it better.", "try again!", "something else", "more cinematic"]
)
def test_a_change_that_says_nothing(text: str) -> None:
    assert not rules.names_a_change(text)


def test_a_snapshot_says_its_pass_and_one_that_does_not_is_of_the_first() -> None:
    second = facts(take(1, failed=MISSED), number=2, change="red")

    assert passes.made_in({}) == passes.made_in({"pass": None}) == 1
    assert passes.made_in(passes.into({"seed": 1}, second)) == 2
    assert passes.into({"seed": 1}, second)["seed"] == 1


TAKES = st.lists(
    st.builds(
        lambda of_pass, state, failed: (of_pass, state, failed),
        st.integers(1, 3),
        st.sampled_from(list(State)),
        st.sampled_from(["", " ", MISSED]),
    ),
    max_size=6,
)


@given(TAKES, st.integers(0, 4), st.sampled_from(["", "better", "red"]), st.integers(0, 6))
def test_whatever_was_made_a_pass_begins_only_on_what_it_must(
    made: list[tuple[int, State, str]], number: int, change: str, of: int
) -> None:
    seen = [Seen(f"T{at}", *one) for at, one in enumerate(made, start=1)]
    found = check(SHOT, seen, Wish(number, f"T{of}" if of else "", change))

    if isinstance(found, Refusal):
        assert found.says.endswith(".")
        return
    parent = next((one for one in seen if one.code == found.parent), None)
    assert (parent is None) == (number == 1)
    if parent:
        assert of in (0, int(parent.code[1:]))
        assert number != 2 or (parent.failed.strip() and parent.number < 3 and change == "red")
        assert number != 3 or parent.state in passes.PROMISING
