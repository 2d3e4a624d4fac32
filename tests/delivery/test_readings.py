"""Readers of a story: asked once about the story as it is, and judged together."""

from typing import Any

import pytest

from rushes.craft.story.findings import Finding, Outcome
from rushes.db.session import transaction
from rushes.delivery import folder, readings
from rushes.generation import service as generation
from rushes.projects import service as projects
from tests.delivery.writers import Writers

BEATS = [
    {"action": "Ada tries the handle", "before": "shut", "after": "still shut", "part": "want"},
    {"action": "Ada breaks her key", "before": "a key", "after": "no key", "part": "obstacle"},
    {"action": "The light goes out", "before": "light", "after": "dark", "part": "escalation"},
    {"action": "Ada kicks the door in", "before": "outside", "after": "inside", "part": "turn"},
]
RETOLD = {"who": "a porter", "want": "to open a door", "obstacle": "it is locked", "turn": "she breaks it"}


@pytest.fixture
def told(writers: Writers) -> Writers:
    """The production with beats."""
    with transaction(writers.database) as session:
        project = projects.one(session, writers.project.id)
        brief = folder.brief_of(project).model_dump(mode="json")
        projects.revise(session, project, brief | {"story": brief["story"] | {"beats": BEATS}})
    return writers


def asked(writers: Writers) -> int:
    """Ask the readers and wait; gives how many were asked."""
    with transaction(writers.database) as session:
        project = projects.one(session, writers.project.id)
        orders = [order.id for order in readings.ask(session, project, writers.tools, "ada")]
    writers.rest(orders)
    return len(orders)


def found(writers: Writers) -> dict[str, list[Finding]]:
    with transaction(writers.database) as session:
        project = projects.one(session, writers.project.id)
        said = readings.findings(session, project, writers.tools.blobs)
    return {kind: [one for one in said if one.check == kind] for kind in ("retell", "ranking", "ordering")}


def test_readers_are_asked_once_and_again_when_the_story_has_changed(told: Writers) -> None:
    told.service.known = {"retell": RETOLD, "ranking": {"order": ["A", "B", "C", "D"]}, "ordering": {"prefers": "A"}}

    assert asked(told) == 7
    assert asked(told) == 0
    with transaction(told.database) as session:
        project = projects.one(session, told.project.id)
        brief = folder.brief_of(project).model_dump(mode="json")
        beats = [*BEATS[:3], BEATS[3] | {"action": "Ada walks away"}]
        projects.revise(session, project, brief | {"story": brief["story"] | {"beats": beats}})
    assert asked(told) == 6, "the pictures are as they were, the beats are not"


def test_what_readers_understood_is_held_against_the_card(told: Writers) -> None:
    told.service.known = {
        "retell": RETOLD | {"turn": ""},
        "ranking": {"order": []},
        "ordering": {"abstain": "I cannot tell."},
    }
    asked(told)
    said = found(told)

    (turn,) = said["retell"]
    assert (turn.outcome, turn.place.field) == (Outcome.DOUBTFUL, "turn")
    assert [one.outcome for one in said["ranking"]] == [Outcome.CANNOT_JUDGE]
    assert [one.outcome for one in said["ordering"]] == [Outcome.CANNOT_JUDGE]
    with transaction(told.database) as session:
        orders = generation.of_project(session, told.project.id)
    assert {order.subject for order in orders} >= {"draft:RETELL", "draft:RANKING-1", "draft:ORDER-3"}


def test_nobody_asked_means_cannot_judge_and_says_how_to_ask(writers: Writers) -> None:
    said: dict[str, Any] = found(writers)

    assert all(one.outcome is Outcome.CANNOT_JUDGE for kind in said.values() for one in kind)
    assert "--ask" in said["retell"][0].attempt
    assert "beats" in said["ranking"][0].says
