"""What is refused at the desk of a production that is made: clips, verdicts, formats, providers, money, a full disk."""

import json
import resource
from collections.abc import Callable

import numpy as np
import pytest

from rushes.cli import run
from rushes.kernel.timecode import Rate
from rushes.media import testcard, wav
from tests.journeys.studio import PROJECT, Program, tiny

Desk = Callable[..., str]
NONE_MADE = "S01-SH01, S01-SH02, S02-SH01: "


@pytest.fixture(scope="module")
def made(standing: Program) -> Program:
    """The tiny production, made once, and clips to bring in."""
    tiny(standing.work / "two-doors")
    standing.run("make", "two-doors", "--yes", "--draft", "--out", "film")
    clips = standing.work / "clips"
    clips.mkdir()
    for name, rate in (("good", "24"), ("fast", "25")):
        testcard.clip(clips / f"{name}.mp4", 24, size=(320, 180), rate=Rate.of(rate), hue=30)
    testcard.uneven(clips / "phone.mp4")
    whole = (clips / "good.mp4").read_bytes()
    (clips / "half.mp4").write_bytes(whole[: len(whole) // 2])
    (clips / "zip.mp4").write_bytes(b"PK\x03\x04" + bytes(500))
    wav.write(clips / "sound.wav", np.zeros((4800, 2), np.float32))
    return standing


@pytest.fixture
def desk(made: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Gives a command in this process and what was said when it was refused; no row and no file may come of it."""
    monkeypatch.setenv("RUSHES_DATA", str(made.data))
    monkeypatch.chdir(made.work)

    def refused(*arguments: str) -> str:
        before = made.rows("select count(*) from orders"), sorted(made.work.iterdir())
        assert run(arguments) == 1
        assert (made.rows("select count(*) from orders"), sorted(made.work.iterdir())) == before
        return " ".join(capsys.readouterr().err.split())

    return refused


@pytest.mark.parametrize(
    ("clip", "says"),
    [
        ("half.mp4", "half.mp4 was cut off after"),
        ("zip.mp4", "zip.mp4 is a ZIP archive, not a video, whatever its name says."),
        ("phone.mp4", "phone.mp4 has a variable frame rate; convert it"),
        ("sound.wav", "sound.wav holds sound but no picture; a take needs a video."),
        ("fast.mp4", "fast.mp4 has 25 frames a second and the production 24; convert it and import it again."),
        ("none.mp4", "There is no file clips/none.mp4."),
    ],
)
def test_a_clip_that_cannot_be_cut_is_refused(desk: Desk, clip: str, says: str) -> None:
    assert desk("import", f"clips/{clip}", "--shot", "S01-SH01").startswith(says)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("import clips/good.mp4 --shot S09-SH01", "There is no shot S09-SH01. There are: S01-SH01, S01-SH02, S02"),
        ("verdict S01-SH01-T09 selected", "There is no take S01-SH01-T09. There are: S01-SH01-T01."),
        ("approve S01-SH01-T01 S01-SH01-T09", "There is no take S01-SH01-T09. There are: S01-SH01-T01."),
        ("export avi", "There is no format 'avi'. There are: edl, otio, shots, folder."),
        ("takes S09-SH01", "There is no shot S09-SH01."),
        ("status --production Three", "There is no production 'Three' here. There are: Two Doors."),
        ("make two-doors --provider magic", "There is no provider 'magic' that makes pictures. There are: ark, "),
        ("make two-doors --provider import", "There is no provider 'import' that makes pictures."),
        ("deliver --master --out master", "A master needs every take in the cut approved. Missing: S01-SH01-T01, S01"),
        ("verify clips/good.mp4", ""),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named_with_what_is(desk: Desk, command: str, says: str) -> None:
    assert desk(*command.split()).startswith(says)


def test_a_clip_of_ones_own_is_a_take_with_its_checks(made: Program) -> None:
    said = made.run("import", "clips/good.mp4", "--shot", "S02-SH01")
    takes = made.run("takes", "S02-SH01", "--json").json
    assert said.out.startswith("S02-SH01-T02: 24 frames.")
    assert [(take["take"], take["provider"]) for take in takes][-1] == ("S02-SH01-T02", "import")
    assert "failed" not in takes[-1]["checks"]


def test_money_and_providers_refuse_with_a_sentence_and_are_asked_again(
    made: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUSHES_DATA", str(made.data))
    monkeypatch.chdir(made.work)
    command = ("make", "poor", "--yes", "--draft", "--json")

    tiny(made.work / "poor", project=PROJECT.replace("limit = 10", "limit = 0.10"))
    assert run(command) == 1
    says = (
        "The order may cost 0.15 USD, and of the production's 0.10 USD, 0.10 USD is left. Raise the limit to 0.15 USD"
    )
    assert f"{NONE_MADE}refused: {says} (`rushes budget set 0.15`," in capsys.readouterr().err
    tiny(made.work / "poor")
    with monkeypatch.context() as failing:
        failing.setenv("RUSHES_PROVIDERS__SIMULATED__FAILS", "provider_fault")
        assert run(command) == 1
    says = "The pretend service fails with provider_fault. Order it again."
    assert f"{NONE_MADE}failed: {says}" in capsys.readouterr().err
    assert not (made.work / "poor-film").exists()

    assert run(command) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["takes"], result["cost_micros"]) == (3, 300_000)


def test_a_full_disk_is_a_sentence(made: Program) -> None:
    """Full for files over that size, as the sound is."""
    limit = (100 << 10, 100 << 10)
    quiet = made.having(PYTHONDONTWRITEBYTECODE="1")  # what it compiled would be cut off too
    command = ("make", "two-doors", "--yes", "--takes", "2")
    said = quiet.run(*command, code=1, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert said.errors.splitlines()[-1].endswith("cannot be written: file too large.")
    assert not (made.work / "two-doors-film").exists()
