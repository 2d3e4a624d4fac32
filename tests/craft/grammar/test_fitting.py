"""Lengths fitted to a runtime."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.cards import timing
from rushes.craft.cards.card import Card, Speech
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import assets, coverage, fitting
from rushes.craft.production import folder
from rushes.craft.production.brief import Brief
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import fountain
from tests.craft.grammar.examples import TEXTS

PLANNED = st.builds(
    Card,
    code=st.just("S01-SH01"),
    origin=st.sampled_from([Origin.PROPOSED, Origin.COMPLETED]),
    seconds=st.floats(2, 12).map(lambda value: round(value, 1)),
    dialogue=st.lists(st.just(Speech(speaker="CH-A", text="I never said that to you.")), max_size=2).map(tuple),
)


@given(st.lists(PLANNED, min_size=1, max_size=12), st.floats(5, 150))
def test_a_plan_comes_as_near_to_a_runtime_as_lines_and_sense_allow(cards: list[Card], wanted: float) -> None:
    fit = fitting.fit(cards, wanted)
    before = sum(card.seconds for card in cards)
    assert abs(fit.over) <= abs(before - wanted) + 0.1 * len(cards)
    for old, new in zip(cards, fit.cards, strict=True):
        spoken = max((one.end for one in timing.spoken(old)), default=0.0)
        assert new.seconds >= min(old.seconds, spoken)
        assert new.model_copy(update={"seconds": old.seconds}) == old
        assert min(2.0, old.seconds) <= new.seconds <= 12.0


def test_what_the_user_timed_is_not_touched() -> None:
    cards = [Card(code="S01-SH01", seconds=6), Card(code="S01-SH02", seconds=6, origin=Origin.PROPOSED)]
    assert fitting.fit(fitting.fit(cards, 1).cards, 1) == fitting.fit(cards, 1)
    assert [card.seconds for card in fitting.fit(cards, 10).cards] == [6, 4]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (7.0, "7 s of shots meet the 7 s wanted"),
        (3.0, "4 s of shots are 1 s more than the 3 s wanted, and none of them can honestly be shorter: cut lines"),
        (60.0, "9.6 s of shots are 50.4 s less than the 60 s wanted, and none of them can honestly be longer: write"),
    ],
)
def test_a_runtime_that_cannot_be_met_is_said_with_the_difference(wanted: float, says: str) -> None:
    act = "Anna crosses the room."
    cards = [Card(code=f"S01-SH0{n}", seconds=2.9, action=act, origin=Origin.PROPOSED) for n in (1, 2)]
    assert fitting.fit(cards, wanted).says.startswith(says)


def test_a_proposal_is_fitted_to_the_runtime_less_title_and_credits() -> None:
    script = fountain.parse(TEXTS["ward-nine"])
    free = sum(card.seconds for card in coverage.propose(script, assets.propose(script)))
    brief = Brief(title="Ward Nine", runtime=free * 0.95 + 9)
    made = folder.complete(Production(brief, script))
    assert sum(card.seconds for card in made.cards) == pytest.approx(free * 0.95, abs=1.5)
