"""Shots of a scene ordered as one clip on the command line, against a pretend Ark: one bill, a take for each shot."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.cli import run
from rushes.craft.provenance import verify
from rushes.db.session import connect, transaction
from rushes.kernel.timecode import Span
from rushes.media import decode, testcard
from rushes.projects import service as projects
from rushes.storage.disk import Disk
from rushes.takes import service as takes
from rushes.takes.tables import Take
from tests.making import SIDE_B
from tests.simulators import ark
from tests.simulators.serving import served

SHOTS = ("S03-SH02", "S03-SH03", "S03-SH04")
RUN = "S03-SH02-SH04"
SECONDS = {"S03-SH02": "5", "S03-SH03": "5", "S03-SH04": "4"}
CUTS = (117, 290)
"""Where the pretend clip cuts: three frames early, and so far from where it was planned that nobody believes it."""

NOBODYS = {"budget", "takes", "status", "orders"}
"""Commands that ask for nobody's name."""

Say = Callable[..., tuple[str, str]]


@pytest.fixture
def service() -> ark.Service:
    return ark.Service(latency=0.0, cuts=CUTS)


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    service: ark.Service,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
) -> Iterator[Say]:
    """Runs a command as Ada on a shorter SIDE B, and gives what it said and complained of."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path / "data"))
    columns(120)
    _shorter(tmp_path / "side-b")

    def said(*words: str, code: int = 0) -> tuple[str, str]:
        who = () if words[0] in NOBODYS else ("--as", "ada")
        assert run([*words, *who]) == code
        out = capsys.readouterr()
        return out.out, out.err

    with served(ark.app(service)) as address:
        monkeypatch.setenv("RUSHES_PROVIDERS__ARK__URL", f"{address}/api/v3")
        monkeypatch.setenv("RUSHES_PROVIDERS__ARK__KEY", service.key)
        yield said


def _shorter(folder: Path) -> None:
    shutil.copytree(SIDE_B, folder)
    with (folder / "shots.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "shots.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, rows[0])
        sheet.writeheader()
        sheet.writerows(row | {"seconds": SECONDS.get(row["shot"], row["seconds"])} for row in rows)


@pytest.fixture
def asking(tmp_path: Path) -> tuple[str, ...]:
    return ("order", *SHOTS, "--together", "--provider", "ark", "--from", str(tmp_path / "side-b"))


def of(database: URL, *codes: str) -> list[Take]:
    bound = connect(database)
    with transaction(bound) as session:
        found = takes.all_coded(session, projects.meant(session, "").id, codes)
    bound.dispose()
    return found


def test_three_shots_come_as_one_clip_and_each_gets_its_frames_of_it(
    say: Say, service: ark.Service, own_url: URL, tmp_path: Path, asking: tuple[str, ...]
) -> None:
    told, refused = say(*asking, code=1)
    assert "S03-SH03   from frame 120, 120 frames" in told
    assert service.bill.count == 0
    digest = refused.partition("--confirm ")[2].split()[0]

    rows = json.loads(say(*asking, "--confirm", digest, "--json")[0])["orders"]
    came = [(f"{RUN}-T01", "ark", "done"), *((f"{shot}-T01", "parts", "done") for shot in SHOTS)]
    assert sorted((row["take"], row["provider"], row["state"]) for row in rows) == sorted(came)
    assert "Shot 2:" in service.asked[0]["content"][0]["text"]

    whole, *parts = of(own_url, f"{RUN}-T01", *(f"{shot}-T01" for shot in SHOTS))
    assert [part.frames for part in parts] == [117, 123, whole.frames - 240]
    assert [cut(part) for part in parts] == [
        ("S03-SH02-SH04-T01", 0, 117, 0, False),
        ("S03-SH02-SH04-T01", 117, 240, 120, True),
        ("S03-SH02-SH04-T01", 240, whole.frames, 240, False),
    ]
    blobs = Disk(tmp_path / "data" / "blobs")
    assert_same_frames(blobs, whole, parts)
    assert_traced(blobs, parts)


def cut(part: Take) -> tuple[Any, ...]:
    said = part.snapshot["part"]
    return said["of"], said["start"], said["end"], said["planned"], said["found"]


def assert_same_frames(blobs: Disk, whole: Take, parts: list[Take]) -> None:
    """Every frame of the run is in one part, in its place, and is heard with what was heard with it."""
    clip, at = blobs.local(whole.media), 0
    heard = decode.audio(clip)
    for part in parts:
        own = blobs.local(part.media)
        pairs = zip(decode.frames(own), decode.frames(clip, span=Span(at, at + part.frames)), strict=True)
        for number, (one, other) in enumerate(pairs, start=at):
            assert testcard.number(one) == testcard.number(other) == number
            assert abs(one.astype(int) - other).mean() < 2
        sound, meant = decode.audio(own), heard[at * 2000 : (at + part.frames) * 2000]
        assert abs(len(sound) - len(meant)) <= 1
        assert abs(sound[2000:-2000] - meant[2000 : len(sound) - 2000]).max() < 0.05
        at += part.frames
    assert at == whole.frames


def assert_traced(blobs: Disk, parts: list[Take]) -> None:
    """A part is signed, and goes back to the clip of the run with all that is signed there."""
    for part in parts:
        found = verify.verify(blobs.local(part.media))
        (parent,) = found.ingredients
        assert (found.state, found.source) == (verify.State.VALID, "trainedAlgorithmicMedia")
        assert found.actions == ("c2pa.opened", "c2pa.trimmed")
        assert (parent.title, parent.relationship, parent.state) == (f"{RUN}-T01", "parentOf", verify.State.VALID)


def test_it_is_billed_once_and_each_shot_has_its_share_of_that(
    say: Say, service: ark.Service, own_url: URL, asking: tuple[str, ...]
) -> None:
    say(*asking, "--yes")
    for shot in SHOTS:
        say("verdict", f"{shot}-T01", "selected")

    said = json.loads(say("budget", "--json")[0])
    spent = round(service.bill.total * 1e6)
    assert service.bill.count == 1
    assert abs(said["shares"][0]["spent"] - spent) <= 1
    assert (said["shares"][0]["reserved"], said["costs"]["clips"], said["costs"]["beside"]) == (0, spent, 0)
    each = {row["shot"]: row["cost"] for row in said["costs"]["shots"]}
    assert each == {row["shot"]: row["cost"] for row in said["costs"]["takes"]}
    assert (sum(each.values()), list(each)) == (spent, list(SHOTS))
    assert each["S03-SH02"] / spent == pytest.approx(117 / 337, abs=1e-5)
    assert {row["provider"] for row in said["costs"]["takes"]} == {"ark"}
    assert sum(int(row["used"]) for row in said["costs"]["takes"]) == int(said["costs"]["used"][0]["used"])
    assert said["costs"]["seconds"] == pytest.approx(337 / 24)


def test_dailies_have_a_take_of_each_shot_that_says_where_it_comes_from(say: Say, asking: tuple[str, ...]) -> None:
    say(*asking, "--yes")
    for shot in SHOTS:
        (take,) = json.loads(say("takes", shot, "--json")[0])
        assert (take["take"], take["provider"], take["state"]) == (f"{shot}-T01", "ark", "unreviewed")
    (whole,) = json.loads(say("takes", RUN, "--json")[0])
    assert (whole["frames"], whole["findings"]) == (337, [])
    assert [shot["takes"] for shot in json.loads(say("status", "--json")[0])["shots"] if shot["shot"] in SHOTS] == [
        1
    ] * 3


def test_ordered_again_it_is_another_clip_and_a_refusal_of_one_shot_is_of_all(
    say: Say, service: ark.Service, asking: tuple[str, ...]
) -> None:
    say(*asking, "--yes")
    say(*asking, "--yes")
    assert service.bill.count == 2
    assert len(json.loads(say("takes", SHOTS[0], "--json")[0])) == 2

    service.faults.throw("fail", "OutputVideoSensitiveContentDetected", times=3)
    _, errors = say(*asking, "--yes", code=1)
    assert f"{RUN}: output_moderation" in errors
    assert service.bill.count == 2


def test_what_cannot_be_ordered_together_says_why(say: Say, tmp_path: Path) -> None:
    folder = str(tmp_path / "side-b")
    for shots, provider, says in (
        (("S03-SH02", "S03-SH04"), "ark", "S03-SH03 stands between S03-SH02 and S03-SH04 in the cut"),
        (("S01-SH03", "S02-SH01"), "ark", "one request holds shots of one scene"),
        (("S02-SH01", "S02-SH02"), "ark", "ask 19 s and Seedance 2.0 (Ark) makes at most 15: take out S02-SH02"),
        (("S03-SH02", "S03-SH03"), "previz", "takes one shot at a time: ask for each by itself"),
    ):
        _, errors = say("order", *shots, "--together", "--provider", provider, "--from", folder, "--yes", code=1)
        assert says in " ".join(errors.split())
