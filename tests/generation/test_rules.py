"""The states of an order, walked."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rushes.generation import rules
from rushes.generation.rules import NEXT, OVER, State

WAY = [State.PROPOSED, State.AUTHORISED, State.SUBMITTING, State.SUBMIT_UNKNOWN, State.QUEUED, State.RUNNING]
WAY += [State.FETCHING, State.CHECKING, State.DONE]


class Order(RuleBasedStateMachine):
    """An order pushed at random: it obeys only what the rules allow."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.PROPOSED
        self.past = [State.PROPOSED]

    @rule(wanted=st.sampled_from(State))
    def push(self, wanted: State) -> None:
        if rules.may_follow(self.state, wanted) and wanted is not self.state:
            assert self.state not in OVER, "what is over is final"
            self.state = wanted
            self.past.append(wanted)

    @rule()
    def stay(self) -> None:
        assert rules.may_follow(self.state, self.state)

    @invariant()
    def it_never_comes_back_to_a_state_it_left(self) -> None:
        assert len(self.past) == len(set(self.past))

    @invariant()
    def it_is_submitted_only_with_a_grant_and_at_most_once(self) -> None:
        if State.SUBMITTING in self.past:
            assert self.past.index(State.AUTHORISED) < self.past.index(State.SUBMITTING)
        if State.QUEUED in self.past:
            assert State.SUBMITTING in self.past

    @invariant()
    def it_is_done_only_after_it_was_fetched_and_checked(self) -> None:
        if self.state is State.DONE:
            assert self.past[-3:] == [State.FETCHING, State.CHECKING, State.DONE]


TestOrder = Order.TestCase


def test_every_state_has_its_row_and_what_is_over_has_no_way_out() -> None:
    assert set(NEXT) == set(State)
    assert {state for state, after in NEXT.items() if not after} == OVER


def test_the_way_leads_forward_and_every_state_can_still_fail_or_end() -> None:
    place = {state: at for at, state in enumerate(WAY)}
    for state, after in NEXT.items():
        assert all(place[next_] > place[state] for next_ in after if next_ in place)
        assert state in OVER or after & OVER


def test_nobody_comes_to_submitting_but_from_authorised() -> None:
    assert [state for state, after in NEXT.items() if State.SUBMITTING in after] == [State.AUTHORISED]


def test_looks_come_soon_at_first_then_patiently() -> None:
    pauses = [rules.next_look(number) for number in range(60)]

    assert pauses[0] == rules.FIRST_PAUSE
    assert pauses == sorted(pauses)
    assert pauses[-1] == rules.LONGEST_PAUSE


@pytest.mark.parametrize(("waited", "enough"), [(0, False), (rules.PATIENCE, False), (rules.PATIENCE + 1, True)])
def test_patience_ends(waited: float, enough: bool) -> None:
    assert rules.out_of_patience(waited) is enough
