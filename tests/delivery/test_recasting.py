"""Recasting: what another model is shown of a take that was chosen."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.cards.moments import Name
from rushes.craft.prompting.compiler import NoSurface
from rushes.craft.provenance.keys import Keys
from rushes.delivery import bench, film, line, recasting
from rushes.delivery.line import Answered, Wanted, Wish
from rushes.delivery.recasting import Follow, Recast
from rushes.generation import compose
from rushes.generation.tools import tools
from rushes.kernel.timecode import Rate
from rushes.media.probe import check_importable, probe
from rushes.projects.tables import Project
from rushes.providers import comfyui, previz, simulated
from rushes.providers.base import Nature, Spec
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.takes.tables import Take
from tests.delivery.boards import panel
from tests.making import SMALL, adopted, card, delivered, material, production

ARK = replace(simulated.plugin.usual, nature=Nature.MODEL, surface="seedance_ark")
VACE = comfyui.plugin.led_by("wan21-vace-motion")
SHOT = "S01-SH01"
TAKE = f"{SHOT}-T01"


def sending(**model: Any) -> Wanted:
    """A service like the simulated one, whose model is as it is said."""
    return Wanted(replace(simulated.plugin, models=(replace(ARK, **model),)), 1, SMALL)


@pytest.fixture
def cache(desk: Session, tmp_path: Path, signing: Keys) -> Path:
    """Where control passes are kept."""
    bench.equip(film.Tools(tools().blobs, signing, {}, tmp_path / "cache", 1))
    return tmp_path / "cache" / "controls"


@pytest.fixture
def planned() -> Card:
    return card(seconds=0.5, subjects=[{"asset": "CH-ADA", "action": "waits"}])


@pytest.fixture
def project(desk: Session, planned: Card) -> Project:
    return adopted(desk, production(planned, card("S01-SH02")))


@pytest.fixture
def take(desk: Session, project: Project, planned: Card) -> Take:
    """A take that previz drew and a person selected."""
    _, made = delivered(desk, project, planned)
    made.snapshot = dict(compose.clip(material(planned), previz.plugin, SMALL, 1, 1, {}).snapshot)
    desk.flush()
    decide(desk, made, State.SELECTED)
    return made


def decide(desk: Session, take: Take, state: State, by: By = By.PERSON) -> None:
    review.decide(desk, take.id, state, by, "ada", Opinion())


def answer(desk: Session, project: Project, want: Wanted, *shots: str, **recast: Any) -> Answered:
    return recasting.slots(desk, project, Recast(shots or (SHOT,), Wish(), **recast), want)


def test_a_model_that_takes_clips_follows_the_take_that_was_chosen(desk: Session, project: Project, take: Take) -> None:
    (slot,) = answer(desk, project, sending()).slots
    asked = slot.composed.request

    assert [(one.asset, one.kind, one.role, one.sha256) for one in asked.citations] == [
        (TAKE, "video", "motion", take.media)
    ]
    assert asked.settings["mode"] == "references"
    assert "move exactly as in Video 1" in asked.prompt
    assert slot.composed.snapshot["recast_of"] == TAKE
    assert slot.composed.snapshot["card"]["digest"] == take.snapshot["card"]["digest"]


def test_it_is_ordered_once_however_often_it_is_asked_for(desk: Session, project: Project, take: Take) -> None:
    found = answer(desk, project, sending())
    (order,) = line.placed(desk, project, found.slots, simulated.plugin, "ada")

    assert [slot.order for slot in answer(desk, project, sending()).slots] == [order]
    assert order.snapshot["recast_of"] == take.code


def test_approved_panels_go_along_as_frames_where_the_surface_takes_both(
    desk: Session, project: Project, planned: Card, take: Take
) -> None:
    drawn = panel(desk, project, planned, Name.KEY, picture="c" * 64)
    review.decide(desk, drawn.id, State.APPROVED, By.PERSON, "ada", Opinion())

    both = answer(desk, project, sending(anchors=True)).slots[0].composed.request
    assert [(one.role, one.slot) for one in both.citations] == [("motion", "reference"), ("first_frame", "reference")]
    alone = answer(desk, project, sending(anchors=True), follow=(Follow.NOTHING,)).slots[0].composed.request
    assert [(one.role, one.slot) for one in alone.citations] == [("first_frame", "first_frame")]


def test_a_model_that_takes_no_clip_says_that_it_is_left_out(desk: Session, project: Project, take: Take) -> None:
    composed = answer(desk, project, sending(surface="veo")).slots[0].composed

    assert composed.request.citations == ()
    assert [one["asset"] for one in composed.snapshot["worded"]["dropped"]] == [take.code]


def test_a_workflow_that_follows_a_control_pass_is_shown_one_of_the_same_performance(
    desk: Session, project: Project, take: Take, cache: Path
) -> None:
    (slot,) = answer(desk, project, Wanted(VACE, 1, SMALL)).slots
    (cited,) = slot.composed.request.citations

    assert (cited.asset, cited.kind) == (f"{TAKE}-DEPTH", "video")
    assert comfyui.SHIPPED["wan21-vace-motion"].refusal(slot.composed.request) == ""
    video = check_importable(probe(tools().blobs.local(cited.sha256)), cache)
    assert (video.frames, video.rate, video.width) == (take.frames, Rate.of(24), SMALL.width)
    kept = [path.stat().st_mtime_ns for path in cache.iterdir()]
    assert answer(desk, project, Wanted(VACE, 1, SMALL)).slots[0].composed.request == slot.composed.request
    assert [path.stat().st_mtime_ns for path in cache.iterdir()] == kept, "it is drawn once"


def test_what_is_followed_may_be_wished_for(desk: Session, project: Project, take: Take, cache: Path) -> None:
    follow = (Follow.CLIP, Follow.POSE)
    asked = answer(desk, project, sending(), follow=follow).slots[0].composed.request

    assert [one.asset for one in asked.citations] == [TAKE, f"{TAKE}-POSE"]
    assert "framing are those of Video 2, which shows the people" in asked.prompt


def test_a_take_that_previz_did_not_draw_has_no_control_pass(desk: Session, project: Project, planned: Card) -> None:
    decide(desk, delivered(desk, project, planned)[1], State.APPROVED)

    said = answer(desk, project, Wanted(VACE, 1, SMALL)).unasked[SHOT]
    assert said.startswith(f"{TAKE} was not drawn by previz, so there is no depth pass of it")
    assert answer(desk, project, sending()).slots


def test_a_shot_of_which_nothing_was_chosen_stops_no_other(desk: Session, project: Project, take: Take) -> None:
    found = answer(desk, project, sending(), SHOT, "S01-SH02")

    assert [slot.composed.subject.id for slot in found.slots] == [SHOT]
    assert found.unasked["S01-SH02"].startswith("no take of it is selected or approved")


def test_a_card_that_changed_since_is_not_recast(desk: Session, project: Project, take: Take) -> None:
    take.snapshot = {**take.snapshot, "card": {**take.snapshot["card"], "digest": "0" * 64}}
    desk.flush()

    assert f"changed since {TAKE} was made" in answer(desk, project, sending()).unasked[SHOT]


def test_what_is_approved_comes_before_what_is_selected_and_a_person_before_a_rule(
    desk: Session, project: Project, planned: Card, take: Take
) -> None:
    second, third = (delivered(desk, project, planned, attempt=number)[1] for number in (2, 3))

    def followed() -> str:
        (slot,) = answer(desk, project, sending()).slots
        return str(slot.composed.snapshot["recast_of"])

    decide(desk, second, State.SELECTED, By.RULE)
    assert followed() == take.code
    decide(desk, third, State.SELECTED)
    assert followed() == third.code
    decide(desk, take, State.APPROVED)
    assert followed() == take.code
    decide(desk, take, State.REJECTED)
    assert followed() == third.code


def test_another_surface_words_it(session: Session) -> None:
    own, specs = adopted(session), dict[str, Spec[Any]](simulated=simulated.plugin)
    recast = Recast((SHOT,), Wish("simulated"), "wan")

    assert recasting.wanted(own, recast, specs).spec.usual.surface == "wan"
    assert recasting.wanted(own, replace(recast, surface=""), specs).spec is simulated.plugin
    with pytest.raises(NoSurface, match=r"there are .*wan"):
        recasting.wanted(own, replace(recast, surface="sora"), specs)
