"""The shot board: every planned shot, its takes, and how far its best one is."""

from sqlalchemy.orm import Session

from rushes.boards import shot_board
from rushes.boards.shot_board import Row
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.shots import service as shots
from tests.making import adopted, card, delivered, production


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

    assert shot_board.board(session, project.id) == [
        Row("S01-SH01", "Door", 0.5, 3, "selected"),
        Row("S01-SH02", "", 0.5, 0, "unreviewed"),
        Row("S02-SH01", "", 2.0, 0, "unreviewed"),
    ]


def test_the_board_shows_the_newest_card_of_what_is_planned_in_story_order(session: Session) -> None:
    project = adopted(session)
    shots.adopt_cards(session, project.id, [card("S02-SH01", title="Out"), card("S01-SH01", title="In")])
    shots.adopt_cards(session, project.id, [card("S02-SH01", title="Away"), card("S01-SH01", title="In")])

    assert [(row.shot, row.title) for row in shot_board.board(session, project.id)] == [
        ("S02-SH01", "Away"),
        ("S01-SH01", "In"),
    ]
