"""A shot begun on a frame of a take: ordered and approved as one wish, whoever stays to see it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import URL

from rushes import jobs
from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.db.session import transaction
from rushes.delivery import beginnings, steps
from rushes.generation import service as generation
from rushes.generation import tools
from rushes.generation.rules import State as Ordered
from rushes.generation.tools import Tools
from rushes.jobs import engine
from rushes.kernel.ids import Subject
from rushes.media import testcard
from rushes.projects import service as projects
from rushes.providers import footage, simulated
from rushes.providers.base import House as Room
from rushes.providers.base import Spec
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.takes import service as takes
from rushes.takes.service import Media
from rushes.takes.tables import Take
from tests import web
from tests.making import card, delivered, production
from tests.web import House

FROM = {"take": "S01-SH01-T01", "frame": 3}


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production whose first shot has a clip of twelve frames; orders are worked on by the test."""
    stated = production(card("S01-SH01"), card("S01-SH02"))
    clip = testcard.clip(tmp_path / "clip.mp4", frames=12, size=(128, 72))
    with web.house(own_url, tmp_path, stated) as made, engine.launch(own_url, worker=False):
        studio = made.studio
        connected = footage.plugin.connect(footage.plugin.settings(), Room(studio.blobs, tmp_path, 1))
        specs: dict[str, Spec[Any]] = {"simulated": simulated.plugin, "import": footage.plugin}
        tools.equip(Tools(made.database, studio.blobs, specs, {"import": connected}, tmp_path, studio.keys))
        with transaction(made.database) as session:
            project = projects.one(session, made.project_id)
            delivered(session, project, card("S01-SH01"), clip=studio.blobs.put_file(clip))
        yield made


def came(house: House, order: str) -> Take:
    """What was ordered has come."""
    with transaction(house.database) as session:
        one = generation.one(session, UUID(order))
        media = Media(one.request["settings"]["clip"], "b" * 64, 0, {}, "image")
        take = takes.bring_in(session, house.project_id, Subject.of(one.subject), one.id, media, one.snapshot)
        one.state = Ordered.DONE
    return take


def verdicts(house: House, take: Take) -> list[tuple[str, str]]:
    """Who said what of a take, the latest first."""
    with transaction(house.database) as session:
        return [(str(one.state), one.who) for one in review.history(session, take.id)]


def test_its_panel_is_approved_once_when_it_is_there(house: House) -> None:
    ada = house.asked_by("ada")
    begun = ada.post(house.at("/shots/S01-SH02/anchor"), json=FROM)
    assert (begun.status_code, begun.json()["subject"]) == (202, "panel:S01-SH02-KEY")
    named = (str(house.project_id), begun.json()["id"], "ada")
    assert not steps.anchor(*named), "it is waited for"
    panel = came(house, begun.json()["id"])
    assert steps.anchor(*named)
    assert steps.anchor(*named), "done again after a crash"
    assert verdicts(house, panel) == [("approved", "ada")]

    with transaction(house.database) as session:
        review.decide(session, panel.id, State.MAYBE, By.PERSON, "ada", Opinion())
    assert ada.post(house.at("/shots/S01-SH02/anchor"), json=FROM).json()["id"] == begun.json()["id"]
    assert steps.anchor(*named), "taken back, and begun on once more"
    assert verdicts(house, panel)[0] == ("approved", "ada")


def test_the_job_begins_with_the_order_or_neither_does(house: House) -> None:
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        begun = beginnings.begin(session, project, "S01-SH02", "S01-SH01-T01", 3, "ada")
        with pytest.raises(jobs.NoSuchJob):
            jobs.status(begun.job)
    assert jobs.status(begun.job).state is jobs.State.QUEUED


def test_a_frame_that_came_to_nothing_is_waited_for_no_more(house: House) -> None:
    order = house.asked_by("ada").post(house.at("/shots/S01-SH02/anchor"), json=FROM).json()["id"]
    with transaction(house.database) as session:
        one = generation.one(session, UUID(order))
        one.state, one.cause = Ordered.FAILED, "provider_fault"
    assert steps.anchor(str(house.project_id), order, "ada")


def test_only_who_may_approve_begins_a_shot_so(house: House) -> None:
    with transaction(house.database) as session:
        accounts.place(session, house.project_id, "tom", Role.ASSISTANT)
    refused = house.asked_by("tom").post(house.at("/shots/S01-SH02/anchor"), json=FROM)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours")
    with transaction(house.database) as session:
        assert generation.of_project(session, house.project_id)[1:] == [], "nothing was ordered"
