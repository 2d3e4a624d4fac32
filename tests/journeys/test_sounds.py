"""Lines read by a service, chosen among takes, and heard in the film, as a person has it done."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from rushes.craft.provenance.verify import verify
from rushes.media import wav
from tests.journeys.studio import Program, tiny
from tests.simulators import elevenlabs, minimax, openai
from tests.simulators.serving import served

TONE = 220.0
"""What every pretend service plays, in Hz."""
PROJECT = """\
title = "Two Doors"
[format]
width = 640
height = 360
[budget]
limit = 10
[provider]
video = "simulated"
takes = 1
"""
SCRIPT = """\
Title: Two Doors

INT. HALL - NIGHT

[[S01-SH01]] ADA waits by a door.

ADA
Who is there?

[[S01-SH02]] She listens.

ADA
Nobody, as it seems.
"""
SHOTS = """\
shot,title,size,action,seconds,dialogue,sound
S01-SH01,The door,LS,Ada waits by a door,2,CH-ADA @0.5: Who is there?,effects: knock @0.1
S01-SH02,Listening,CU,Ada listens,1,"CH-ADA (whispering) @0.25: Nobody, as it seems.",
"""
ASSETS = "id,kind,name,locked\nCH-ADA,character,Ada,grey coat\n"
FIRST, SECOND = 4.5, 6.25
"""When the lines begin in the film, in seconds: the title runs for four."""


@pytest.fixture(scope="module")
def service() -> elevenlabs.Service:
    return elevenlabs.Service(credits=100_000)


@pytest.fixture(scope="module")
def read(standing: Program, service: elevenlabs.Service) -> Iterator[Program]:
    """The tiny production with an account at the pretend ElevenLabs, where every line was read three times."""
    tiny(standing.work / "two-doors", project=PROJECT, script=SCRIPT, shots=SHOTS, assets=ASSETS)
    with served(elevenlabs.app(service)) as address:
        own = {"URL": address, "KEY": "sesame", "VOICE": "voice-wren", "FORMAT": "wav_48000"}
        program = standing.having(**{f"RUSHES_PROVIDERS__ELEVENLABS__{name}": value for name, value in own.items()})
        program.run("sounds", "two-doors", "--kind", "speech", "--takes", "3", "--yes")
        yield program


@pytest.fixture(scope="module")
def made(read: Program) -> Program:
    """The film with the second reading of the first line, which somebody chose, an effect, and music of MiniMax."""
    read.run("verdict", "S01-SH01-L01-T02", "selected")
    with served(minimax.app(minimax.Service())) as address:
        account = {"URL": address, "KEY": "minimax-key"}
        both = read.having(**{f"RUSHES_PROVIDERS__MINIMAX__{name}": value for name, value in account.items()})
        both.run("sounds", "two-doors", "--kind", "music", "--provider", "minimax", "--yes")
    read.run("sounds", "two-doors", "--kind", "effect", "--yes")
    read.run("make", "two-doors", "--yes", "--draft", "--out", "film")
    return read


def stem(made: Program, name: str, start: float, end: float) -> Any:
    sound = wav.read(made.work / "film" / "handoff" / "stems" / f"{name}.wav").mean(axis=1)
    return sound[round(start * wav.RATE) : round(end * wav.RATE)]


def strongest(sound: Any) -> float:
    """The frequency that is strongest, in Hz."""
    return float(np.fft.rfftfreq(len(sound), 1 / wav.RATE)[np.abs(np.fft.rfft(sound)).argmax()])


def test_every_line_has_several_readings_to_choose_from(read: Program, service: elevenlabs.Service) -> None:
    takes = read.run("takes", "S01-SH01-L01", "--json").json
    assert [(take["take"], take["provider"]) for take in takes] == [
        (f"S01-SH01-L01-T0{number}", "elevenlabs") for number in (1, 2, 3)
    ]
    said = [asked["body"]["text"] for asked in service.asked]
    assert sorted(said) == ["Who is there?"] * 3 + ["[whispering] Nobody, as it seems."] * 3
    assert len({asked["body"]["seed"] for asked in service.asked}) == 6


def test_where_nobody_is_set_up_what_stands_is_listed_and_the_rest_stays_synthesised(read: Program) -> None:
    said = Program(read.data, read.work).run("sounds", "two-doors", "--kind", "effect", "--json")
    assert [(row["sound"], row["take"]) for row in said.json] == [("S01-SH01-E01", "")]
    assert "Nobody is set up who makes effects; such sounds stay synthesised." in said.errors


def test_nothing_more_is_ordered_and_nothing_without_a_word(read: Program, service: elevenlabs.Service) -> None:
    asked = len(service.asked)
    rows = read.run("sounds", "two-doors", "--kind", "speech", "--json").json
    assert [(row["sound"], row["says"], row["takes"]) for row in rows] == [
        ("S01-SH01-L01", "Ada: Who is there?", 3), ("S01-SH02-L01", "Ada: Nobody, as it seems.", 3),
    ]  # fmt: skip
    refused = read.run("sounds", "two-doors", "--kind", "effect", code=1)
    assert "Nothing was ordered. Say --confirm" in refused.errors
    assert "S01-SH01-E01" in refused.out
    assert len(service.asked) == asked


def test_the_reading_that_was_chosen_is_heard_when_the_line_is(made: Program) -> None:
    (sha,) = made.rows("select media from takes where code = 'S01-SH01-L01-T02'")[0]
    listed = made.run("sounds", "two-doors", "--only", "S01-SH01-L01", "--json").json
    assert [(row["take"], row["state"], row["media"]) for row in listed] == [("S01-SH01-L01-T02", "selected", sha)]

    assert not stem(made, "dialogue", 0, FIRST - 0.1).any()
    assert strongest(stem(made, "dialogue", FIRST, FIRST + 0.75)) == pytest.approx(TONE, abs=2)
    assert strongest(stem(made, "dialogue", SECOND, SECOND + 1.2)) == pytest.approx(TONE, abs=2)
    between = stem(made, "dialogue", FIRST + 1.4, SECOND - 0.1)
    assert np.abs(between).max() < 0.2 * np.abs(stem(made, "dialogue", FIRST, FIRST + 0.75)).max()


def test_effects_and_music_are_those_of_whoever_made_them(made: Program) -> None:
    assert made.rows("select code from takes where medium = 'sound' and code not like '%-L0%' order by code") == [
        ("M-SCORE-T01",), ("S01-SH01-E01-T01",),
    ]  # fmt: skip
    assert strongest(stem(made, "effects", 4.1, 6.5)) == pytest.approx(TONE, abs=2)
    assert strongest(stem(made, "music", 0.1, 2.0)) == pytest.approx(TONE, abs=2)
    assert "minimax (music-2.6)" in (made.work / "film" / "report.html").read_text()


def test_captions_stand_as_long_as_it_is_heard(made: Program) -> None:
    srt = (made.work / "film" / "film.srt").read_text().split("\n\n")
    assert [cue.splitlines()[1:] for cue in srt if cue.strip()][1] == [
        "00:00:06,000 --> 00:00:08,208", "Nobody, as it seems.",
    ]  # fmt: skip


def test_the_film_says_whose_voices_they_are_and_what_is_too_long(made: Program) -> None:
    film = verify(made.work / "film" / "film.mp4", b"")
    parts = {part.title: part.source for part in film.ingredients}
    assert parts["S01-SH01-L01-T02"] == parts["S01-SH02-L01-T03"] == "trainedAlgorithmicMedia"
    assert parts["Mixed sound"] == "compositeWithTrainedAlgorithmicMedia"
    assert film.source == "compositeWithTrainedAlgorithmicMedia"

    report = (made.work / "film" / "report.html").read_text()
    assert "elevenlabs (eleven_v3)" in report
    assert "S01-SH01-L01-T02" in report
    assert "Line S01-SH02-L01 is " in report
    assert "longer than its slot" in report


def test_a_master_waits_for_the_readings_too(made: Program) -> None:
    refused = made.run("deliver", "--master", "--draft", "--out", "master", code=1)
    assert "S01-SH01-L01-T02" in refused.errors


def test_made_again_it_is_the_same_film_until_another_reading_is_chosen(
    made: Program, service: elevenlabs.Service
) -> None:
    def film() -> str:
        return str(json.loads((made.work / "film" / "result.json").read_text())["film_sha256"])

    before, asked = film(), len(service.asked)
    made.run("make", "two-doors", "--yes", "--draft", "--out", "film")
    assert (film(), len(service.asked)) == (before, asked)
    made.run("verdict", "S01-SH02-L01-T03", "rejected")
    made.run("make", "two-doors", "--yes", "--draft", "--out", "film")
    assert film() != before
    assert len(service.asked) == asked


def test_a_server_of_ones_own_can_read_the_lines(made: Program) -> None:
    with served(openai.app(openai.Service(speech="kokoro"))) as address:
        own = {"url": f"{address}/v1", "model": "kokoro", "dialect": "kokoro", "voices": ["af_heart"]}
        told = "\n".join(f"speech_{name} = {json.dumps(value)}" for name, value in own.items())
        (made.data / "rushes.toml").write_text(f"[providers.openai]\n{told}\n")
        made.run("sounds", "two-doors", "--kind", "speech", "--provider", "openai", "--only", "S01-SH02")
        (made.data / "rushes.toml").unlink()
    assert made.rows(
        "select t.code, o.provider from takes t join orders o on o.id = t.order_id where t.subject = "
        "'reading:S01-SH02-L01' order by t.number desc limit 1"
    ) == [("S01-SH02-L01-T04", "openai")]
