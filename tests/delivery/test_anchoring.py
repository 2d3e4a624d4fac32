"""A frame of a take as the frame another shot begins on: made a panel by the gateway, bound by its hash."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from rushes.accounts.errors import NotYours
from rushes.craft.cards.moments import Name
from rushes.delivery import anchoring, boarding
from rushes.delivery.errors import NoFrame
from rushes.delivery.line import Wish
from rushes.generation.errors import UnknownProvider
from rushes.generation.tools import tools
from rushes.kernel.timecode import Span
from rushes.media import testcard
from rushes.projects.tables import Project
from rushes.review import marks
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.takes.tables import Take
from tests.making import adopted, card, delivered, production


@pytest.fixture
def before(desk: Session, tmp_path: Path) -> tuple[Project, Take]:
    """A production whose first shot has a clip of twelve frames."""
    project = adopted(desk, production(card("S01-SH01"), card("S01-SH02")))
    clip = testcard.clip(tmp_path / "clip.mp4", frames=12, size=(128, 72))
    _, take = delivered(desk, project, card("S01-SH01"), clip=tools().blobs.put_file(clip))
    return project, take


def asked(order: Any) -> dict[str, Any]:
    settings: dict[str, Any] = order.request["settings"]
    return settings


def test_a_shot_begins_on_the_last_usable_frame_of_the_select_before_it(
    desk: Session, before: tuple[Project, Take]
) -> None:
    project, take = before
    assert anchoring.usual(desk, project, "S01-SH02") is None, "nobody selected it"
    review.decide(desk, take.id, State.SELECTED, By.PERSON, "ada", Opinion())
    marks.set_usable(desk, take, [Span(2, 9)], [], "ada")
    assert anchoring.usual(desk, project, "S01-SH02") == anchoring.Frame(take.code, 8, take.frames)
    assert anchoring.usual(desk, project, "S01-SH01") is None, "there is no shot before it"
    order = anchoring.order_frame(desk, project, "S01-SH02", "", None, "ada")
    name = anchoring.first(card("S01-SH02"))
    assert order.subject == f"panel:S01-SH02-{name}"
    assert asked(order)["of"] == {"take": take.code, "media": take.media, "frame": 8}
    assert order.request["prompt"] == f"Brought in from frame 8 of {take.code}."
    assert tools().blobs.local(asked(order)["clip"]).read_bytes().startswith(b"\x89PNG")
    assert anchoring.order_frame(desk, project, "S01-SH02", take.code, 8, "ada").id == order.id, "asked once"
    assert anchoring.order_frame(desk, project, "S01-SH02", take.code, 0, "ada").digest != order.digest


@pytest.mark.parametrize("frame", [12, 999])
def test_a_frame_that_is_not_there_is_refused(desk: Session, before: tuple[Project, Take], frame: int) -> None:
    project, take = before
    with pytest.raises(NoFrame, match=f"there is no frame {frame}"):
        anchoring.order_frame(desk, project, "S01-SH02", take.code, frame, "ada")
    with pytest.raises(NoFrame, match="has no select"):
        anchoring.order_frame(desk, project, "S01-SH02", "", None, "ada")
    with pytest.raises(NotYours):
        anchoring.order_frame(desk, project, "S01-SH02", take.code, 0, "eve")


def test_a_shot_in_which_something_changes_begins_on_its_first_panel() -> None:
    assert anchoring.first(card()) is Name.KEY
    assert anchoring.first(card(end_frame="She has gone.", start_frame="She stands there.")) is Name.FIRST


def test_nobody_draws_panels_by_bringing_them_in(desk: Session) -> None:
    project = adopted(desk)
    with pytest.raises(UnknownProvider):
        boarding.wanted(project, Wish("import"), tools().specs)
