"""A script of one's own, from a Final Draft file to shots, panels, a storyboard and an animatic."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pypdfium2
import pytest

from rushes.craft.screenplay import finaldraft, fountain
from rushes.media import pictures
from rushes.media.probe import probe
from tests.journeys.studio import Program

SCRIPT = """\
Title: The Spare Key

INT. KITCHEN - NIGHT

ADA, 30s, red coat, takes a KEY from the table and walks out into the rain.

EXT. YARD - NIGHT

ADA
Is it you?
"""
SHOTS = ["S01-SH01", "S02-SH01"]


@pytest.fixture(scope="module")
def written(standing: Program) -> Program:
    """The script as a Final Draft file, nothing planned yet."""
    (standing.work / "key.fdx").write_bytes(finaldraft.write(fountain.parse(SCRIPT)))
    return standing


@pytest.fixture(scope="module")
def rows(written: Program) -> list[dict[str, Any]]:
    """The proposed shots, as a program reads them."""
    found: list[dict[str, Any]] = written.run("plan", "key.fdx", "--json").json["rows"]
    return found


def test_every_word_of_the_file_is_in_a_shot_that_says_why(rows: Sequence[dict[str, Any]]) -> None:
    assert [row["shot"] for row in rows] == SHOTS
    told = " ".join(f"{row['action']} {' '.join(row['lines'])}" for row in rows)
    assert all(words in told for words in ("takes a KEY", "walks out into the rain", "Is it you?"))
    assert all(row["why"] and row["origin"] == "proposed" and row["seconds"] >= 2 for row in rows)


@pytest.fixture(scope="module")
def drawn(written: Program) -> Program:
    """The panels of both shots, and the animatic of them."""
    written.run("panels", "key.fdx", "--draft", "--out", "panels")
    written.run("animatic", "key.fdx", "--draft", "--out", "cut")
    return written


def test_every_shot_has_its_panel(drawn: Program) -> None:
    assert sorted(path.name[:8] for path in (drawn.work / "panels").glob("*-KEY.png")) == SHOTS
    assert all(pictures.check(path).width == 640 for path in (drawn.work / "panels").glob("*.png"))


def test_the_storyboard_and_the_animatic_hold_every_planned_shot(
    drawn: Program, rows: Sequence[dict[str, Any]]
) -> None:
    with closing(pypdfium2.PdfDocument(drawn.work / "cut" / "storyboard.pdf")) as board:
        printed = " ".join(page.get_textpage().get_text_bounded() for page in board)
    assert all(row["shot"] in printed for row in rows)
    video = probe(drawn.work / "cut" / "animatic.mp4").video
    assert video is not None
    assert video.seconds >= sum(row["seconds"] for row in rows)


def test_a_second_run_orders_nothing(drawn: Program) -> None:
    before = drawn.rows("select subject, state from orders order by subject")
    drawn.run("animatic", "key.fdx", "--draft", "--out", "cut")
    assert drawn.rows("select subject, state from orders order by subject") == before
    assert before
