"""Orders in passes, held to the takes a production has."""

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.delivery import passing
from rushes.delivery.errors import NotThatPass
from rushes.generation import compose
from rushes.generation.compose import Composed
from rushes.projects.tables import Project
from rushes.providers import simulated
from rushes.review import service as review
from rushes.review.passes import Facts, Wish
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.takes.tables import Take
from tests.making import SMALL, adopted, card, delivered, material

ONE, TWO = "S01-SH01-T01", "S01-SH01-T02"


@pytest.fixture
def film(session: Session) -> Project:
    return adopted(session)


def order(planned: Card, attempt: int = 2) -> Composed:
    return compose.clip(material(planned), simulated.plugin, SMALL, attempt, 1, {})


def judge(session: Session, take: Take, state: State, failed: str = "", by: By = By.PERSON) -> None:
    review.decide(session, take.id, state, by, "ada", Opinion(failed=failed))


def placed(session: Session, film: Project, composed: Composed, wish: Wish) -> Facts:
    done, facts = passing.placed(session, film, composed, wish)
    assert done.snapshot == {**composed.snapshot, "pass": facts.plain()}
    assert done.request == composed.request, "nothing else is asked because of a pass"
    return facts


def test_a_second_pass_follows_the_take_that_failed_and_tells_what_it_varies(session: Session, film: Project) -> None:
    _, take = delivered(session, film, card())
    judge(session, take, State.REJECTED, failed="too dark")
    judge(session, take, State.MAYBE)
    brighter_card = card(light={"source": "a lamp"})
    brighter = order(brighter_card)

    facts = placed(session, film, brighter, Wish(2, change="a lamp is on"))

    assert facts == Facts(2, ONE, "too dark", "a lamp is on", ("light",), take.snapshot["seed"])
    kept = compose.clip(material(brighter_card), simulated.plugin, SMALL, 2, 1, {"seed": take.snapshot["seed"]})
    assert placed(session, film, kept, Wish(2, change="a lamp is on")).seed is None


def test_a_pass_that_varies_nothing_is_doubted(session: Session, film: Project) -> None:
    _, take = delivered(session, film, card())
    judge(session, take, State.REJECTED, failed="too dark")

    assert "only the seed" in placed(session, film, order(card()), Wish(2, change="a lamp is on")).doubt


def test_a_pass_that_may_not_begin_is_a_sentence(session: Session, film: Project) -> None:
    _, take = delivered(session, film, card(), {"black": "failed"})
    judge(session, take, State.SELECTED, by=By.RULE)

    with pytest.raises(NotThatPass, match=f"Nobody has said what failed on a take of S01-SH01.*{ONE}"):
        passing.placed(session, film, order(card()), Wish(2, change="a lamp is on"))
    with pytest.raises(NotThatPass, match=f"{ONE} is no maybe and not selected"):
        passing.placed(session, film, order(card()), Wish(3))
    assert placed(session, film, order(card()), Wish()).plain() == {"pass": 1}


def test_takes_remember_the_pass_they_were_made_in(session: Session, film: Project) -> None:
    _, first = delivered(session, film, card())
    _, second = delivered(session, film, card(), attempt=2)
    second.snapshot = {**second.snapshot, "pass": {"pass": 3, "parent": ONE}}
    session.flush()
    judge(session, second, State.MAYBE, failed="too long")

    assert [(one.code, one.number, one.state, one.failed) for one in review.seen(session, film.id, "S01-SH01")] == [
        (ONE, 1, State.UNREVIEWED, ""),
        (TWO, 3, State.MAYBE, "too long"),
    ]
    assert first.snapshot.get("pass") is None
    assert review.seen(session, film.id, "S01-SH02") == []
    with pytest.raises(NotThatPass, match=f"{TWO} was made in pass 3"):
        passing.placed(session, film, order(card(), 3), Wish(2, TWO, "shorter"))
