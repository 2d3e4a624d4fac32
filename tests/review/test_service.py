"""Verdicts stand by being the latest; a rule never approves or rejects."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rushes.review import service
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.review.tables import Verdict
from rushes.takes.tables import Take
from tests.making import adopted, card, delivered


@pytest.fixture
def takes(session: Session) -> list[Take]:
    project = adopted(session)
    return [delivered(session, project, card(), attempt=number)[1] for number in (1, 2, 3)]


def test_the_latest_verdict_stands_and_the_earlier_stay_on_record(session: Session, takes: list[Take]) -> None:
    one, two, _ = (take.id for take in takes)
    service.decide(session, one, State.SELECTED, By.RULE, "best", Opinion())
    service.decide(session, two, State.MAYBE, By.PERSON, "ada", Opinion())
    service.decide(session, one, State.REJECTED, By.PERSON, "ada", Opinion(failed="her eyes", next_action="again"))

    standing = service.standing(session, [take.id for take in takes])
    assert {id: verdict.state for id, verdict in standing.items()} == {one: "rejected", two: "maybe"}
    assert (standing[one].who, standing[one].failed, standing[one].next_action) == ("ada", "her eyes", "again")
    assert session.scalar(select(func.count()).where(Verdict.take_id == one)) == 2
    assert service.standing(session, []) == {}


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
def test_a_rule_can_neither_approve_nor_reject(session: Session, takes: list[Take], state: State) -> None:
    with pytest.raises(IntegrityError, match="rules_only_select"), session.begin_nested():
        service.decide(session, takes[0].id, state, By.RULE, "best", Opinion())


@pytest.mark.parametrize(
    ("state", "by", "constraint"),
    [("unreviewed", "person", "state_known"), ("great", "person", "state_known"), ("selected", "cat", "by_known")],
)
def test_a_verdict_that_cannot_be_is_refused(
    session: Session, takes: list[Take], state: str, by: str, constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), session.begin_nested():
        session.add(Verdict(take_id=takes[0].id, state=state, by=by, who="ada"))
