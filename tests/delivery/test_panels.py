"""Which panels stand, and which of them become frames of their shot."""

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.cards.moments import Name
from rushes.craft.cards.vocabulary import Role
from rushes.delivery import line, panels
from rushes.delivery.line import Wanted, Wish
from rushes.kernel.timecode import Rate
from rushes.projects.tables import Project
from rushes.providers import simulated
from rushes.providers.base import Citation, Request
from rushes.review.rules import State
from tests.delivery.boards import decide, panel
from tests.making import SMALL, adopted, card, production

RATE = Rate.of("24")


def moving() -> Card:
    """A card whose last frame differs from its first."""
    return card(end_frame="the door is open")


def shown(session: Session, project: Project, planned: Card) -> dict[Name, str | None]:
    """The code of the panel that stands for each moment."""
    found = panels.standing(session, project.id, [planned], RATE)[planned.code]
    return {one.moment.name: one.take.code if one.take else None for one in found}


def test_each_moment_shows_its_newest_panel_until_a_person_decides(session: Session) -> None:
    project = adopted(session, production(moving()))
    assert shown(session, project, moving()) == {Name.FIRST: None, Name.KEY: None, Name.LAST: None}
    one, two = (panel(session, project, moving(), attempt=attempt) for attempt in (1, 2))
    assert shown(session, project, moving())[Name.KEY] == two.code == "S01-SH01-KEY-T02"

    decide(session, one, "selected")
    assert shown(session, project, moving())[Name.KEY] == one.code
    decide(session, two, "rejected")
    decide(session, one, "rejected")
    assert shown(session, project, moving())[Name.KEY] is None


def test_a_panel_of_an_earlier_card_stands_only_if_a_person_chose_it(session: Session) -> None:
    project = adopted(session, production(card()))
    old = panel(session, project, card())
    changed = card(action="Ada leaves.")
    assert shown(session, project, changed)[Name.KEY] is None
    decide(session, old, "approved")
    assert shown(session, project, changed)[Name.KEY] == old.code
    assert panels.standing(session, project.id, [changed], RATE)["S01-SH01"][0].state is State.APPROVED


def cited(session: Session, project: Project) -> list[Citation]:
    """What the order of the shot sends along as frames."""
    wanted = Wanted(simulated.plugin, 1, SMALL)
    (order,) = line.order_missing(session, project, Wish(), wanted, "ada")
    return [one for one in Request.of(order.request).citations if one.role in {Role.FIRST_FRAME, Role.LAST_FRAME}]


def test_an_approved_panel_is_the_first_or_last_frame_that_is_sent_and_not_before(desk: Session) -> None:
    project = adopted(desk, production(moving()))
    first, last = (panel(desk, project, moving(), name) for name in (Name.FIRST, Name.LAST))
    assert cited(desk, project) == []
    decide(desk, first, "selected")
    assert cited(desk, project) == []

    decide(desk, first, "approved")
    decide(desk, last, "approved")
    assert cited(desk, project) == [
        Citation(1, "S01-SH01", Role.FIRST_FRAME, first.media),
        Citation(2, "S01-SH01", Role.LAST_FRAME, last.media),
    ]


def test_the_newest_approved_panel_is_sent_and_one_taken_back_is_not(desk: Session) -> None:
    project = adopted(desk, production(moving()))
    one, two = (panel(desk, project, moving(), Name.FIRST, attempt=attempt) for attempt in (1, 2))
    for take in (two, one):
        decide(desk, take, "approved")
    assert [citation.sha256 for citation in cited(desk, project)] == [two.media]
    decide(desk, two, "rejected")
    assert [citation.sha256 for citation in cited(desk, project)] == [one.media]


def test_a_shot_that_ends_as_it_begins_has_its_key_for_a_first_frame(desk: Session) -> None:
    project = adopted(desk, production(card()))
    key = panel(desk, project, card())
    decide(desk, key, "approved")
    assert cited(desk, project) == [Citation(1, "S01-SH01", Role.FIRST_FRAME, key.media)]
