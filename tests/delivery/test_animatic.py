"""The animatic of a production, from its panels."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from rushes.craft.cards.moments import Name
from rushes.craft.provenance import keys
from rushes.craft.timeline.cut import Kind
from rushes.delivery import animatic, film, storyboard
from rushes.delivery.errors import NothingMade
from rushes.delivery.film import Tools
from rushes.generation.compose import Raster
from rushes.kernel.timecode import Rate
from rushes.media.probe import probe
from rushes.providers import previz, simulated
from rushes.storage.disk import Disk
from tests.delivery.boards import decide, panel
from tests.making import adopted, card, delivered, production

RASTER = Raster(128, 72, Rate.of("24"))
NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    """What a film is made with, in a folder of the test's own."""
    specs = {spec.id: spec for spec in (simulated.plugin, previz.plugin)}
    return Tools(Disk(tmp_path / "blobs"), keys.local_keys(tmp_path / "keys", NOW), specs, tmp_path / "cache", 2)


def picture(tools: Tools, folder: Path, colour: str) -> str:
    """A panel's picture as a blob."""
    Image.new("RGB", (128, 72), colour).save(folder / f"{colour}.png")
    return tools.blobs.put_file(folder / f"{colour}.png")


def test_shots_are_held_on_their_panels_and_one_without_keeps_its_place(
    session: Session, tools: Tools, tmp_path: Path
) -> None:
    moving = card("S01-SH01", end_frame="the door is open")
    project = adopted(session, production(moving, card("S01-SH02"), card("S02-SH01")))
    for name, colour in ((Name.FIRST, "navy"), (Name.LAST, "teal")):
        panel(session, project, moving, name, picture=picture(tools, tmp_path, colour))
    panel(session, project, card("S02-SH01"), picture=picture(tools, tmp_path, "maroon"))

    made = animatic.cut(animatic.plan(session, project, clips=False), RASTER, tools)
    kinds = {event.name: event.kind for event in made.cut.events}
    assert (kinds["S01-SH01"], kinds["S01-SH02"], kinds["S02-SH01"]) == (Kind.CLIP, Kind.TITLE, Kind.CLIP)
    assert [len(event.source) for event in made.cut.clips] == [12, 12]
    assert [view.code for view in made.panels] == ["S01-SH01-FIRST-T01", "S01-SH01-LAST-T01", "S02-SH01-KEY-T01"]
    slates = [item.slate for item in film.reel(made, RASTER, tools, workprint=True).items if hasattr(item, "slate")]
    assert [(slate.shot, slate.take, slate.word) for slate in slates if slate] == [
        ("S01-SH01", "", "animatic"), ("S02-SH01", "", "animatic"),
    ]  # fmt: skip
    again = animatic.cut(animatic.plan(session, project, clips=False), RASTER, tools)
    assert again.cut == made.cut


def test_a_clip_stands_for_its_shot_where_it_is_asked_for(session: Session, tools: Tools, tmp_path: Path) -> None:
    project = adopted(session, production(card("S01-SH01"), card("S02-SH01")))
    panel(session, project, card("S01-SH01"), picture=picture(tools, tmp_path, "navy"))
    panel(session, project, card("S02-SH01"), picture=picture(tools, tmp_path, "teal"))
    _, take = delivered(session, project, card("S02-SH01"))

    with_clips = animatic.cut(animatic.plan(session, project, clips=True), RASTER, tools)
    assert [event.take for event in with_clips.cut.clips] == ["S01-SH01-PANELS", take.code]
    assert len(with_clips.panels) == 1
    without = animatic.cut(animatic.plan(session, project, clips=False), RASTER, tools)
    assert [event.take for event in without.cut.clips] == ["S01-SH01-PANELS", "S02-SH01-PANELS"]


def test_without_any_panel_there_is_no_animatic(session: Session) -> None:
    with pytest.raises(NothingMade, match="rushes panels"):
        animatic.plan(session, adopted(session), clips=True)


def test_an_animatic_is_a_signed_film_with_sound_and_captions(session: Session, tools: Tools, tmp_path: Path) -> None:
    said = card("S01-SH01", seconds=1.5, dialogue=[{"speaker": "CH-ADA", "text": "Who is there?", "at": 0.2}])
    project = adopted(session, production(said))
    panel(session, project, said, picture=picture(tools, tmp_path, "navy"))
    out = tmp_path / "out"

    made = animatic.cut(animatic.plan(session, project, clips=False), RASTER, tools)
    told = animatic.write(made, RASTER, out, tools, NOW, lambda done, total: None)
    assert (told["panels"], told["signature"]) == (1, "valid")
    found = probe(out / "animatic.mp4")
    assert found.video is not None
    assert found.audio is not None
    assert found.video.frames == len(made.cut)
    assert "Who is there?" in (out / "animatic.srt").read_text()
    assert json.dumps(told)


def test_the_storyboard_says_which_panels_are_made_and_approved(session: Session, tools: Tools, tmp_path: Path) -> None:
    project = adopted(session, production(card("S01-SH01"), card("S02-SH01")))
    key = panel(session, project, card("S01-SH01"), picture=picture(tools, tmp_path, "navy"))
    decide(session, key, "approved")

    told = storyboard.boarded(session, project, tools.blobs)
    assert [(scene.code, scene.heading) for scene in told.storyboard.scenes] == [
        ("S01", "INT. HALL - NIGHT"), ("S02", "EXT. YARD - DAY"),
    ]  # fmt: skip
    (made,), (missing,) = (shot.panels for shot in told.storyboard.shots)
    assert (made.picture, made.mark) == (tools.blobs.local(key.media), "approved")
    assert missing.picture is None
    assert told.storyboard.note == "1 of 2 panels made, 1 approved"

    papers = storyboard.write_papers(told, tmp_path / "two-storyboard.pdf")
    assert [paper.name for paper in papers] == ["two-storyboard.pdf", "two-shotlist.pdf"]
    assert storyboard.write_pictures(storyboard.named(told), tmp_path / "panels") == 1
    assert (tmp_path / "panels" / "S01-SH01-KEY.png").exists()
