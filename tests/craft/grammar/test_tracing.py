"""What becomes of the words a shot covers when the script changes."""

import re

import pytest

from rushes.craft.cards.card import Card
from rushes.craft.grammar import tracing
from rushes.craft.grammar.tracing import Link, State
from rushes.craft.production import folder
from rushes.craft.screenplay import fountain
from tests.making import SIDE_B, card

TEXT = """INT. SHOP - NIGHT

Ada counts coins into a tin. Outside, a bus goes by.

BO
Who gave you this?

EXT. YARD - DAY

Rain falls on a row of bicycles.
"""
PLAN = [
    card("S01-SH01", action="Ada counts her coins"),
    card("S01-SH02", action="Bo asks", dialogue=[{"speaker": "CH-BO", "text": "Who gave you this?"}]),
    card("S02-SH01", action="Rain on bicycles in a row"),
    card("S02-SH02", action="A radiator"),
]


def follow(after: str, plan: list[Card] = PLAN, replanned: tuple[str, ...] = ()) -> dict[str, Link]:
    before, now = fountain.parse(TEXT), fountain.parse(after)
    return tracing.followed(tracing.linked(before, PLAN), before, now, plan, replanned)


def states(links: dict[str, Link]) -> dict[str, tuple[str, str]]:
    return {code: (link.state, link.says) for code, link in links.items() if link.state is not State.KEPT}


def test_a_shot_without_words_has_no_link() -> None:
    assert list(tracing.linked(fountain.parse(TEXT), PLAN)) == ["S01-SH01", "S01-SH02", "S02-SH01"]


def test_words_that_moved_are_kept_and_found_where_they_stand_now() -> None:
    scene = "INT. BOAT - DAWN\n\nNobody rows.\n\n"
    after = scene + TEXT

    links = follow(after)
    assert states(links) == {}
    assert links["S01-SH02"].span.of(after) == "BO\nWho gave you this?"
    assert links["S01-SH01"].span.of(after) == "Ada counts coins into a tin."


def test_changed_words_make_exactly_their_shot_stale_and_are_named() -> None:
    found = states(follow(TEXT.replace("Who gave you this?", "Who has sold you this?")))
    assert found == {"S01-SH02": ("stale", '"gave" became "has sold"')}


def test_a_change_beside_a_shots_words_in_the_same_paragraph_is_not_its_own() -> None:
    assert states(follow(TEXT.replace("a bus goes by", "two trams go by"))) == {}


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ("Rain falls on a row of red bicycles.", '"red" is new'),
        ("Rain falls on bicycles.", '"a row of" is gone'),
        ("Rain falls on a row of bicycles!", '"bicycles." became "bicycles!"'),
    ],
)
def test_what_changed_is_said(after: str, says: str) -> None:
    assert states(follow(TEXT.replace("Rain falls on a row of bicycles.", after)))["S02-SH01"] == ("stale", says)


def test_words_that_are_gone_are_lost() -> None:
    found = states(follow(TEXT.replace("BO\nWho gave you this?\n", "")))
    assert found == {"S01-SH02": ("lost", 'its words are gone: "BO Who gave you this?"')}


def test_stale_words_stay_stale_until_they_are_as_they_were() -> None:
    first, second = fountain.parse(TEXT), fountain.parse(TEXT.replace("Who gave", "Who sold"))
    stale = tracing.followed(tracing.linked(first, PLAN), first, second, PLAN)
    third = fountain.parse(TEXT.replace("Who gave", "Who sold").replace("Nobody", "Somebody"))

    assert tracing.followed(stale, second, third, PLAN)["S01-SH02"].state is State.STALE
    assert tracing.followed(stale, second, first, PLAN)["S01-SH02"].state is State.KEPT


def test_lost_words_that_come_back_are_kept_again() -> None:
    first, second = fountain.parse(TEXT), fountain.parse(TEXT.replace("BO\nWho gave you this?\n", ""))
    lost = tracing.followed(tracing.linked(first, PLAN), first, second, PLAN)
    assert lost["S01-SH02"].state is State.LOST
    assert tracing.followed(lost, second, first, PLAN)["S01-SH02"].state is State.KEPT


def test_a_card_that_its_owner_changed_is_planned_for_the_words_as_they_are() -> None:
    after = TEXT.replace("Who gave you this?", "Who sold you this?")
    plan = [
        PLAN[1].model_copy(
            update={"dialogue": (PLAN[1].dialogue[0].model_copy(update={"text": "Who sold you this?"}),)}
        )
    ]

    link = follow(after, plan, ("S01-SH02",))["S01-SH02"]
    assert (link.state, link.text) == (State.KEPT, "BO\nWho sold you this?")


def test_a_line_of_side_b_makes_one_shot_stale_by_the_notes() -> None:
    stated = folder.load(SIDE_B)
    after = fountain.parse(
        stated.script.replace("Does it play?", "Will it play?").replace(
            "INT. PAWN SHOP", "EXT. STREET - NIGHT\n\nWren runs.\n\nINT. PAWN SHOP"
        )
    )
    links = tracing.followed(tracing.linked(stated.screenplay, stated.cards), stated.screenplay, after, stated.cards)

    assert len(links) == 13
    assert states(links) == {"S02-SH01": ("stale", '"Does" became "Will"')}
    assert re.search("Will it play", links["S02-SH01"].span.of(after.source))
