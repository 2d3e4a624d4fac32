"""From a script's cards to panels, an approved frame, and an animatic, as a person does it."""

import json
from pathlib import Path
from typing import Any

import pytest

from rushes.media import pictures
from rushes.media.probe import probe
from tests.journeys.studio import Program, tiny


@pytest.fixture(scope="module")
def boarded(standing: Program) -> Program:
    """The tiny production with its panels drawn."""
    tiny(standing.work / "two-doors")
    standing.run("panels", "two-doors", "--draft", "--out", "panels")
    return standing


def test_every_shot_has_panels_that_are_takes(boarded: Program) -> None:
    rows = boarded.run("panels", "two-doors", "--draft", "--json").json
    assert [row["panel"] for row in rows] == ["S01-SH01-KEY", "S01-SH02-KEY", "S02-SH01-KEY"]
    assert all(row["take"] == f"{row['panel']}-T01" and row["state"] == "unreviewed" for row in rows)
    drawn = pictures.check(boarded.work / "panels" / "S01-SH01-KEY.png")
    assert (drawn.width, drawn.height) == (640, 360)
    assert boarded.rows("select count(*) from takes where medium = 'image'") == [(3,)]


def test_an_approved_panel_goes_with_the_order_of_its_shot(boarded: Program) -> None:
    boarded.run("approve", "S01-SH01-KEY-T01")
    boarded.run("make", "two-doors", "--yes", "--draft", "--only", "S01-SH01", "--out", "film")
    ((media,),) = boarded.rows("select media from takes where code = 'S01-SH01-KEY-T01'")
    ((request,),) = boarded.rows("select request from orders where subject = 'shot:S01-SH01'")
    assert [(one["role"], one["sha256"]) for one in request["citations"]] == [("first_frame", media)]


def test_the_animatic_comes_with_its_papers(boarded: Program) -> None:
    made: dict[str, Any] = boarded.run("animatic", "two-doors", "--draft", "--json").json
    out = boarded.work / "two-doors-animatic"
    assert {path.name for path in out.iterdir()} == {
        "animatic.mp4", "animatic.srt", "animatic.vtt", "storyboard.pdf", "shotlist.pdf", "panels",
    }  # fmt: skip
    assert (made["shots"], made["panels"], made["signature"]) == (3, 3, "valid")
    video = probe(out / "animatic.mp4").video
    assert video is not None
    assert video.seconds == pytest.approx(made["seconds"], abs=0.01)


def test_sheets_of_what_the_cards_name(boarded: Program) -> None:
    assets = "id,kind,name,locked\nCH-ADA,character,Ada,grey coat\n"
    tiny(boarded.work / "two-doors", assets=assets)
    said = boarded.run("sheets", "two-doors", "--draft", "--only", "CH-ADA", "--json")
    assert json.loads(said.out)["sheets"]["CH-ADA"] >= 7
    assert (Path(boarded.work) / "two-doors-sheets" / "sheets" / "CH-ADA-FACE.png").exists()
