"""Codes of proposed shots across edits of the script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.cards.card import Card
from rushes.craft.grammar import renumber

ACTIONS = ["Ada waits by the door", "Bo climbs a ladder", "Rain fills the boat", "Cy lights a lamp", "A dog sleeps"]


def cards(*actions: str, scene: str = "S01", origin: str = "proposed") -> list[Card]:
    return [
        Card.model_validate({"code": f"{scene}-SH{number:02}", "action": action, "origin": origin})
        for number, action in enumerate(actions, start=1)
    ]


def codes(found: list[Card]) -> list[str]:
    return [card.code.removeprefix("S01-") for card in found]


def test_an_unchanged_plan_is_the_same_to_the_digest() -> None:
    old = cards(*ACTIONS)
    found = renumber.keep(old, cards(*ACTIONS), [card.code for card in old])

    assert found == old
    assert [card.digest for card in found] == [card.digest for card in old]


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ((ACTIONS[0], "A cat", *ACTIONS[1:3]), ["SH01", "SH01A", "SH02", "SH03"]),
        ((ACTIONS[0], ACTIONS[2]), ["SH01", "SH03"]),
        (("A cat", *ACTIONS[:3]), ["SH00A", "SH01", "SH02", "SH03"]),
        ((*ACTIONS[:3], "A cat"), ["SH01", "SH02", "SH03", "SH04"]),
        ((ACTIONS[0], "Bo climbs a tall ladder", ACTIONS[2]), ["SH01", "SH02", "SH03"]),
        ((ACTIONS[0], "Snow", ACTIONS[2]), ["SH01", "SH01A", "SH03"]),
        (("One", "Two"), ["SH04", "SH05"]),
    ],
)
def test_the_same_shot_keeps_its_code_and_a_new_one_gets_another(actions: list[str], expected: list[str]) -> None:
    old = cards(*ACTIONS[:3])
    assert codes(renumber.keep(old, cards(*actions), [card.code for card in old])) == expected


def test_a_code_that_a_shot_ever_had_is_not_given_again() -> None:
    old = cards(*ACTIONS[:2])
    used = ["S01-SH01", "S01-SH01A", "S01-SH02", "S01-SH07"]

    assert codes(renumber.keep(old, cards(ACTIONS[0], "A cat", ACTIONS[1], "A dog"), used)) == [
        "SH01", "SH01B", "SH02", "SH08",
    ]  # fmt: skip


def test_what_a_person_planned_is_never_renamed() -> None:
    own = cards("Anything", "Else", origin="user")
    assert renumber.keep(cards(*ACTIONS), own, ["S01-SH01", "S01-SH02"]) == own
    noted = cards("Anything", origin="completed")
    assert renumber.keep(cards(*ACTIONS), noted, ["S01-SH01"]) == noted


def test_scenes_do_not_lend_each_other_codes() -> None:
    old = [*cards(ACTIONS[0]), *cards(ACTIONS[1], scene="S02")]
    new = [*cards(ACTIONS[1]), *cards(ACTIONS[0], scene="S02")]
    assert [card.code for card in renumber.keep(old, new, [card.code for card in old])] == ["S01-SH02", "S02-SH02"]


@given(st.lists(st.sampled_from(ACTIONS), max_size=8), st.lists(st.sampled_from(ACTIONS), max_size=8))
def test_codes_never_come_twice_and_a_kept_code_tells_the_same(before: list[str], after: list[str]) -> None:
    old = cards(*before)
    found = renumber.keep(old, cards(*after), [card.code for card in old])

    assert [card.action for card in found] == after
    assert len({card.code for card in found}) == len(found)
    told = {card.code: card.action for card in old}
    assert all(told[card.code] == card.action for card in found if card.code in told)
