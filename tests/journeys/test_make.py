"""One command makes a film of a folder; again, it makes only what changed; approved, it is a master."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.craft.render import slate
from rushes.media import decode
from rushes.media.probe import probe
from tests.journeys.studio import SHOTS, Program, tiny

FILES = {
    "film.mp4", "film.srt", "film.vtt", "poster.jpg", "contact-sheet.jpg", "report.html", "handoff", "production",
    "result.json",
}  # fmt: skip
KEYS = {
    "title", "seconds", "frames", "fps", "width", "height", "scenes", "shots", "takes", "selected", "approved",
    "findings", "cost_micros", "currency", "film_sha256", "c2pa", "loudness_lufs", "true_peak_dbtp", "workprint",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(standing: Program) -> Program:
    """The tiny production, made once into `film`."""
    tiny(standing.work / "two-doors")
    standing.run("make", "two-doors", "--yes", "--draft", "--out", "film")
    return standing


@pytest.fixture(scope="module")
def cut(made: Program) -> dict[str, Any]:
    """The cut of it, as a program reads it."""
    found: dict[str, Any] = made.run("cut", "--json").json
    return found


def test_everything_that_was_promised_is_there(made: Program) -> None:
    out = made.work / "film"
    result = json.loads((out / "result.json").read_text())
    assert {path.name for path in out.iterdir()} == FILES
    assert set(result) == KEYS
    assert result["c2pa"] == "valid"
    assert (result["title"], result["fps"], result["width"], result["height"]) == ("Two Doors", "24", 640, 360)
    assert (result["scenes"], result["shots"], result["takes"], result["selected"]) == (2, 3, 3, 3)
    assert (result["approved"], result["workprint"]) == (0, True)
    assert (result["cost_micros"], result["currency"]) == (300_000, "USD")
    assert result["findings"]["failed"] == 0
    assert abs(result["loudness_lufs"] + 14) <= 0.5
    assert result["true_peak_dbtp"] <= -1


def test_the_film_is_as_long_as_its_cut_and_says_truly_what_it_is(made: Program, cut: dict[str, Any]) -> None:
    film = made.work / "film" / "film.mp4"
    video = probe(film).video
    assert video is not None
    assert video.frames == cut["frames"] == sum(event["frames"] for event in cut["events"])
    verified = made.run("verify", film, "--json").json
    assert verified["state"] == "valid"


def test_made_again_it_makes_no_take_encodes_nothing_and_gives_the_same_film(made: Program) -> None:
    before = _traces(made)
    made.run("make", "two-doors", "--yes", "--draft", "--out", "film")
    assert _traces(made) == before


def test_a_changed_card_makes_takes_of_its_shot_alone(made: Program) -> None:
    orders, pieces, _ = _traces(made)
    tiny(made.work / "two-doors", shots=SHOTS.replace("Ada listens", "Ada listens and holds her breath"))
    made.run("make", "two-doors", "--yes", "--draft", "--out", "film")
    after, pieces_after, _ = _traces(made)
    assert [row for row in after if row not in orders] == [("S01-SH02", "done", "S01-SH02-T02")]
    assert pieces.items() <= pieces_after.items()
    new = pieces_after.keys() - pieces.keys()
    assert len(new) == 2, "the take and the credits, which name the version of the cut"
    assert made.rows("select max(version) from cuts") == [(2,)]


def test_a_master_waits_for_every_approval_and_has_no_slate(made: Program, cut: dict[str, Any]) -> None:
    clip = next(event for event in cut["events"] if event["take"])
    at = sum(event["frames"] for event in cut["events"][: cut["events"].index(clip)]) + clip["frames"] // 2
    slated = _foot(made.work / "film" / "film.mp4", at)
    refused = made.run("deliver", "--master", "--draft", "--out", "master", code=1)
    codes = ["S01-SH01-T01", "S01-SH02-T02", "S02-SH01-T01"]
    assert all(code in refused.errors for code in codes)
    assert not (made.work / "master").exists()
    made.run("approve", *codes)
    result = made.run("deliver", "--master", "--draft", "--out", "master", "--json").json
    assert (result["workprint"], result["approved"]) == (False, 3)
    assert {path.name for path in (made.work / "master").iterdir()} == FILES
    assert np.mean(slated) < 0.5 * np.mean(_foot(made.work / "master" / "film.mp4", at))


def _traces(made: Program) -> tuple[list[tuple[object, ...]], dict[str, int], bytes]:
    """Every order with its take, every encoded piece with its time, and the result."""
    orders = made.rows(
        "select substr(o.subject, 6), o.state, t.code from orders o left join takes t on t.order_id = o.id order by 3"
    )
    pieces = {path.name: path.stat().st_mtime_ns for path in (made.data / "cache" / "segments").iterdir()}
    return orders, pieces, (made.work / "film" / "result.json").read_bytes()


def _foot(film: Path, at: int) -> NDArray[np.uint8]:
    """The lowest lines of a picture, where a workprint has its slate."""
    picture = decode.frame_at(film, at)
    return picture[-slate.bar(picture.shape[0]) :]
