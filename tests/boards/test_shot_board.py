"""The shot board: every planned shot, its takes, and how far its best one is."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from rushes.boards import shot_board
from rushes.library import service as library
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.shots import service as shots
from tests.making import adopted, asset, card, delivered, production


def test_the_board_counts_takes_and_shows_the_furthest_standing_decision(session: Session) -> None:
    project = adopted(
        session, production(card("S01-SH01", title="Door"), card("S01-SH02"), card("S02-SH01", seconds=2))
    )
    elsewhere = adopted(session)
    takes = [delivered(session, project, card("S01-SH01"), attempt=number)[1] for number in (1, 2, 3)]
    delivered(session, elsewhere, card("S01-SH02"))
    for take, state in zip(takes, (State.APPROVED, State.SELECTED, State.MAYBE), strict=True):
        review.decide(session, take.id, state, By.PERSON, "ada", Opinion())
    review.decide(session, takes[0].id, State.REJECTED, By.PERSON, "ada", Opinion())

    door, hall, yard = shot_board.board(session, project)
    assert (door.shot, door.scene, door.title, door.seconds) == ("S01-SH01", "S01", "Door", 0.5)
    assert (door.takes, door.best, door.take) == (3, State.SELECTED, takes[1].code)
    assert door.states == {State.SELECTED: 1, State.MAYBE: 1, State.REJECTED: 1}
    assert (hall.takes, hall.best, hall.take, hall.states) == (0, State.UNREVIEWED, "", {})
    assert yard.seconds == 2.0


def test_the_board_says_what_is_old_what_went_wrong_and_what_forbids_an_order(session: Session) -> None:
    cards = card("S01-SH01", references=[{"asset": "CH-ADA", "role": "identity"}]), card("S01-SH02")
    project = adopted(session, production(*cards))
    order, take = delivered(session, project, cards[0], cost=120_000)
    order.state, order.cause, order.says = "failed", "provider_fault", "The service broke down."
    shots.revise(session, project.id, card("S01-SH01", size="CU", references=cards[0].plain()["references"]), "ada")
    session.execute(text("update cards set at = now() + interval '1 second' where version = 2"))
    library.adopt(session, project.id, [asset(clearance="blocked")])

    first, other = shot_board.board(session, project)
    assert first.stale == f"{take.code} was made of card v1; it is v2 now."
    assert first.trouble == "The service broke down."
    assert first.blocked == "CH-ADA is not cleared."
    assert (other.stale, other.trouble, other.blocked) == ("", "", "")


def test_the_board_shows_the_newest_card_of_what_is_planned_in_story_order(session: Session) -> None:
    project = adopted(session)
    shots.adopt_cards(session, project.id, [card("S02-SH01", title="Out"), card("S01-SH01", title="In")])
    shots.adopt_cards(session, project.id, [card("S02-SH01", title="Away"), card("S01-SH01", title="In")])

    assert [(row.shot, row.title) for row in shot_board.board(session, project)] == [
        ("S02-SH01", "Away"),
        ("S01-SH01", "In"),
    ]
