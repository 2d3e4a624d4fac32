"""The states of an order, walked."""

from itertools import pairwise

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rushes.generation import rules
from rushes.generation.rules import NEXT, OVER, State
from rushes.providers.errors import Cause, Medium, Objection

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
            self.state = wanted
            self.past.append(wanted)

    @rule()
    def stay(self) -> None:
        assert rules.may_follow(self.state, self.state)

    @invariant()
    def it_is_sent_only_with_a_grant_and_never_again_once_it_may_have_been_accepted(self) -> None:
        sent = [place for place, state in enumerate(self.past) if state is State.SUBMITTING]
        assert all(self.past[place - 1] is State.AUTHORISED for place in sent)
        accepted = [place for place, state in enumerate(self.past) if state in {State.QUEUED, State.SUBMIT_UNKNOWN}]
        assert not accepted or max(sent) < min(accepted)

    @invariant()
    def a_person_alone_looks_again_at_what_was_over(self) -> None:
        left = [(state, after) for state, after in pairwise(self.past) if state in OVER]
        assert set(left) <= {(State.FAILED, State.RUNNING), (State.EXPIRED, State.RUNNING)}

    @invariant()
    def a_wish_to_cancel_is_answered_by_an_end_or_a_refusal(self) -> None:
        answers = {after for state, after in pairwise(self.past) if state is State.CANCELLING}
        assert answers <= {State.CANCEL_REFUSED, State.FETCHING, State.FAILED, State.CANCELLED, State.EXPIRED}

    @invariant()
    def it_is_done_only_after_it_was_fetched_and_checked(self) -> None:
        if self.state is State.DONE:
            assert self.past[-3:] == [State.FETCHING, State.CHECKING, State.DONE]


TestOrder = Order.TestCase


def test_every_state_has_its_row_and_what_is_over_stays_so_unless_somebody_looks_again() -> None:
    assert set(NEXT) == set(State)
    assert set().union(*(NEXT[state] for state in OVER)) == {State.RUNNING}
    assert all(NEXT[state] for state in set(State) - OVER)


def test_the_way_leads_forward_and_every_state_can_still_fail_or_end() -> None:
    place = {state: at for at, state in enumerate(WAY)}
    for state, after in NEXT.items():
        back = {next_ for next_ in after if next_ in place and state in place and place[next_] < place[state]}
        assert back <= {State.AUTHORISED}, "what was certainly not accepted may be sent again"
        assert state in OVER or after & OVER


def test_nobody_comes_to_submitting_but_from_authorised() -> None:
    assert [state for state, after in NEXT.items() if State.SUBMITTING in after] == [State.AUTHORISED]


def test_looks_come_soon_at_first_then_patiently() -> None:
    pauses = [rules.next_look(number) for number in range(60)]

    assert pauses[0] == rules.FIRST_PAUSE
    assert pauses == sorted(pauses)
    assert pauses[-1] == rules.LONGEST_PAUSE


def test_a_call_that_is_put_off_comes_when_the_service_asks_for_it_else_later_each_time() -> None:
    pauses = [rules.next_try(number, 0.0) for number in range(40)]

    assert rules.next_try(0, 33.0) == 33.0
    assert pauses == sorted(pauses)
    assert pauses[-1] == rules.LONGEST_BUSY


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("medium", [None, *Medium])
def test_a_face_is_refused_for_good_and_nothing_is_made_again_more_than_twice(
    cause: Cause, medium: Medium | None
) -> None:
    moderated = {Cause.INPUT_MODERATION, Cause.OUTPUT_MODERATION}
    assert rules.remedy(cause, medium).again <= 2
    assert cause not in moderated or rules.remedy(cause, medium, Objection.PRIVACY).again == 0
    assert rules.remedy(cause, medium).offers
    assert set(rules.SAYS) == set(rules.Offer)


def test_a_refused_sound_can_be_left_out_and_a_refused_picture_looked_for() -> None:
    heard = rules.remedy(Cause.OUTPUT_MODERATION, Medium.AUDIO)
    seen = rules.remedy(Cause.INPUT_MODERATION, Medium.IMAGE)

    assert (heard.again, heard.offers[0]) == (2, rules.Offer.WITHOUT_AUDIO)
    assert (seen.again, seen.offers[0]) == (0, rules.Offer.BISECT_REFERENCES)
