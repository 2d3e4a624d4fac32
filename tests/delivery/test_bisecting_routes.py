"""Finding a refused reference over HTTP: seen first, begun once, an order at a time."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import URL, select

from rushes.db.session import transaction
from rushes.delivery import line, ordering, steps
from rushes.delivery.line import Wanted, Wish
from rushes.delivery.ordering import Named
from rushes.generation import service as generation
from rushes.generation import tools
from rushes.generation.rules import State
from rushes.generation.tables import Batch
from rushes.generation.tools import Tools
from rushes.governance import record
from rushes.jobs import engine
from rushes.projects import service as projects
from rushes.providers import simulated
from tests import web
from tests.delivery.refusing import CAST, SHOT, SPEC, approve, cast
from tests.making import SMALL
from tests.web import House

NEVER = "0" * 64


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of a shot that shows four assets; orders can be given, and are worked on by the test."""
    with web.house(own_url, tmp_path, cast()) as made, engine.launch(own_url, worker=False):
        own = {"simulated": simulated.Simulated(simulated.Settings())}
        tools.equip(Tools(made.database, made.studio.blobs, {"simulated": SPEC}, dict(own), tmp_path, made.studio.keys))
        with transaction(made.database) as session:
            approve(session, projects.one(session, made.project_id))
        yield made


def refused(house: House) -> str:
    """An order of the shot, refused for a picture."""
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        found = ordering.slots(session, project, Named((SHOT,), Wish()), Wanted(SPEC, 1, SMALL))
        (order,) = line.placed(session, project, found.slots, SPEC, "ada")
        id = str(order.id)
    decided(house, id, "refused")
    return id


def decided(house: House, id: str, how: str) -> None:
    """The service refused an order, broke, or made it."""
    with transaction(house.database) as session:
        order = generation.one(session, UUID(id))
        order.state, order.medium = State.DONE if how == "made" else State.FAILED, "image"
        order.cause = {"refused": "input_moderation", "broke": "provider_fault"}.get(how, "")
        order.says = f"It {how}."


def test_it_is_seen_confirmed_and_found_an_order_at_a_time(house: House) -> None:
    ada, id = house.asked_by("ada"), refused(house)
    at = house.at(f"/orders/{id}/bisect")
    seen = ada.get(at).json()
    assert (seen["shot"], sorted(seen["suspects"]), seen["state"]) == (SHOT, sorted(CAST), None)
    assert (seen["orders"], seen["accepted"], seen["tried"], seen["is_found"]) == (3, 3, [], False)
    assert seen["preflight"]["low"]["micros"] == 0

    assert ada.post(at, json={"digest": NEVER}).json()["code"] == "not_confirmed"
    agreed = {"digest": seen["preflight"]["digest"]}
    begun = ada.post(at, json=agreed)
    assert (begun.status_code, begun.json()["state"]) == (202, "queued")
    assert ada.post(at, json=agreed).json()["state"] == "queued", "it is not begun twice"

    asked = (str(house.project_id), id, "ada", batch(house))
    placed = steps.bisect(*asked)
    assert steps.bisect(*asked, placed) == placed, "it waits for an answer"
    while placed:
        with transaction(house.database) as session:
            shows = {one["asset"] for one in generation.one(session, UUID(placed)).request["citations"]}
        decided(house, placed, "refused" if "PR-BAG" in shows else "made")
        placed = steps.bisect(*asked, placed)
    found = ada.get(at).json()
    assert (found["is_found"], found["refused"], found["words"], found["orders"]) == (True, "PR-BAG", False, 0)
    assert {one["answer"] for one in found["tried"]} == {"refused", "accepted"}
    assert "Approve another picture of it" in found["says"]
    with transaction(house.database) as session:
        verbs = [event.fact["verb"] for event in record.events(session, house.project_id)]
    assert verbs.count("references.bisected") == 1


def test_what_comes_to_nothing_for_another_reason_stops_it(house: House) -> None:
    ada, id = house.asked_by("ada"), refused(house)
    at = house.at(f"/orders/{id}/bisect")
    ada.post(at, json={"digest": ada.get(at).json()["preflight"]["digest"]})
    asked = (str(house.project_id), id, "ada", batch(house))
    placed = steps.bisect(*asked)
    decided(house, placed, "broke")

    assert steps.bisect(*asked, placed) == ""
    (tried,) = ada.get(at).json()["tried"]
    assert (tried["order"], tried["answer"]) == (placed, "open")


def test_nothing_is_begun_for_a_stranger_or_for_an_order_that_was_not_refused(house: House) -> None:
    id = refused(house)
    at = house.at(f"/orders/{id}/bisect")
    assert house.asked_by("eve").get(at).status_code == 403
    assert house.asked_by("eve").post(at, json={"digest": NEVER}).status_code == 403
    ada = house.asked_by("ada")
    assert ada.get(house.at(f"/orders/{uuid4()}/bisect")).json()["code"] == "not_bisected"
    decided(house, id, "made")
    assert ada.post(at, json={"digest": NEVER}).json()["code"] == "not_bisected"


def batch(house: House) -> str:
    """What was confirmed last."""
    with transaction(house.database) as session:
        return str(session.scalars(select(Batch.id).order_by(Batch.at.desc()).limit(1)).one())
