"""What is heard in a film: takes in its mix, its captions, its credits, its report, and what a master waits for."""

import io
import wave
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Speech
from rushes.craft.provenance import keys
from rushes.delivery import dailies, gather, heard, line, reporting
from rushes.delivery import film as films
from rushes.delivery.film import Tools
from rushes.delivery.gather import Film
from rushes.generation.compose import Raster
from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate
from rushes.media import wav
from rushes.projects.tables import Project
from rushes.providers import elevenlabs, simulated
from rushes.providers.base import Spec
from rushes.storage.disk import Disk
from tests.delivery.boards import decide
from tests.delivery.soundings import ANSWERS, SPEAKS, made, needed, spoken
from tests.making import adopted, asset, card, delivered
from tests.simulators.kit import sound

RASTER = Raster(128, 72, Rate.of("24"))
SPECS: dict[str, Spec[Any]] = {"simulated": simulated.plugin, "elevenlabs": elevenlabs.plugin}
LINE = "S01-SH01-L01"
FIRST = 4.5
"""When the first line begins in the film, in seconds."""


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    signing = keys.local_keys(tmp_path / "keys", datetime.now(UTC))
    return Tools(Disk(tmp_path / "blobs"), signing, SPECS, tmp_path / "cache", 1)


@pytest.fixture
def project(session: Session) -> Project:
    """Two shots with a line each, cut."""
    project = adopted(session, spoken())
    orders = [delivered(session, project, one)[0] for one in (SPEAKS, ANSWERS)]
    line.cut(session, project, line.choose(session, project, orders), "ada")
    return project


def late(seconds: float, pitch: float) -> bytes:
    """A tone after half a second of silence."""
    target = io.BytesIO()
    with wave.open(io.BytesIO(sound(seconds, 44100, pitch))) as tone, wave.open(target, "wb") as file:
        file.setparams(tone.getparams())
        file.writeframes(bytes(44100) + tone.readframes(tone.getnframes()))
    return target.getvalue()


def strongest(stem: Path, start: float, end: float) -> float:
    part = wav.read(stem)[round(start * wav.RATE) : round(end * wav.RATE)].mean(axis=1)
    return float(np.fft.rfftfreq(len(part), 1 / wav.RATE)[np.abs(np.fft.rfft(part)).argmax()])


def test_a_take_is_mixed_at_its_lines_time_without_the_silence_before_it(
    session: Session, project: Project, tools: Tools
) -> None:
    times = [{"word": word, "start": 0.5 + at, "end": 0.8 + at} for at, word in enumerate(("Who", "is", "there?"))]
    tone = tools.blobs.put_bytes(late(3.0, 500))
    made(session, project, needed(spoken())[LINE], media=tone, alignment=times)
    bell = tools.blobs.put_bytes(late(1.0, 900))
    made(session, project, needed(spoken())["S01-SH01-E01"], media=bell)
    film = gather.gather(session, project)
    mixed = films.sound(film, tools)

    assert strongest(mixed.stems["dialogue"], FIRST + 0.05, FIRST + 2.9) == pytest.approx(500, abs=2)
    assert strongest(mixed.stems["effects"], 4.25, 5.0) == pytest.approx(900, abs=2)
    start, end = mixed.spoken["001 S01-SH01"]
    assert [start, end - start] == pytest.approx([FIRST * 24, 3.03 * 24], abs=2)
    assert [word[0] for word in mixed.words["001 S01-SH01"]] == pytest.approx([108, 132, 156], abs=2)
    assert any("Line S01-SH01-L01 is" in remark and "longer than its slot" in remark for remark in mixed.remarks)


def test_the_same_takes_are_mixed_once_and_others_anew(session: Session, project: Project, tools: Tools) -> None:
    silent = films.sound(gather.gather(session, project), tools).stems["master"]
    first = made(session, project, needed(spoken())[LINE], media=tools.blobs.put_bytes(late(1.0, 500)))
    one, again = (films.sound(gather.gather(session, project), tools).stems["master"] for _ in range(2))
    made(session, project, needed(spoken())[LINE], attempt=2, media=tools.blobs.put_bytes(late(1.0, 700)))
    other = films.sound(gather.gather(session, project), tools).stems["master"]
    decide(session, first, "selected")
    back = films.sound(gather.gather(session, project), tools).stems["master"]

    assert silent != one == again == back != other


def test_captions_break_where_words_are_heard(session: Session, tools: Tools) -> None:
    text = "I rang and rang and nobody came to the door, and then I saw that the door had been open all along."
    says = card(seconds=12, dialogue=(Speech(speaker="CH-ADA", text=text, at=0.0),))
    project = adopted(session, spoken(says))
    line.cut(session, project, line.choose(session, project, [delivered(session, project, says)[0]]), "ada")
    words = text.split()
    begins = [0.1 * at + (5 if at > 9 else 0) for at in range(len(words))]
    times = [{"word": word, "start": at, "end": at + 0.1} for word, at in zip(words, begins, strict=True)]
    media = tools.blobs.put_bytes(sound(9.0, 44100))
    made(session, project, needed(spoken(says))[LINE], media=media, alignment=times)
    film = gather.gather(session, project)
    first, second = films.captions(film, films.sound(film, tools), RASTER)

    assert f"{first.text} {second.text}".split() == words
    assert second.start == pytest.approx((4 + begins[len(first.text.split())]) * 24, abs=2)


def test_a_film_without_takes_of_sounds_is_synthesised_and_says_so(session: Session, project: Project) -> None:
    film = gather.gather(session, project)

    assert (film.heard, film.recordings, film.sounds) == ({}, {}, ())
    assert ("Voices, sound, score", "synthesised") in films.credits(film).rows
    assert heard.sounds(film) == ()


def test_the_credits_say_who_speaks_and_with_what(session: Session) -> None:
    ben = Speech(speaker="CH-BEN", text="It is me.")
    stated = spoken(SPEAKS, card("S01-SH02", dialogue=(ben,)))
    stated = stated.__class__(**{**vars(stated), "assets": (*stated.assets, asset("CH-BEN"))})
    project = adopted(session, stated)
    line.cut(session, project, line.choose(session, project, [delivered(session, project, SPEAKS)[0]]), "ada")
    need = needed(stated)
    made(session, project, need[LINE])
    made(session, project, need["M-SCORE"])

    rows = dict(films.credits(gather.gather(session, project)).rows)
    assert rows["Voices"] == "elevenlabs (eleven_v3): Ada; synthesised: Ben"
    assert (rows["Sound"], rows["Score"]) == ("synthesised", "elevenlabs (music_v2)")
    made(session, project, need["S01-SH02-L01"], model="eleven_v3")
    assert dict(films.credits(gather.gather(session, project)).rows)["Voices"] == "elevenlabs (eleven_v3)"


def test_a_master_waits_for_every_take_that_is_heard(session: Session, project: Project) -> None:
    take = made(session, project, needed(spoken())[LINE])
    made(
        session,
        project,
        needed(spoken(SPEAKS.model_copy(update={"effects": (), "ambience": ("hail",)})))["S01-SH01-B01"],
    )

    assert gather.gather(session, project).unapproved == ["S01-SH01-T01", "S01-SH02-T01", take.code]
    decide(session, take, "approved")
    assert gather.gather(session, project).unapproved == ["S01-SH01-T01", "S01-SH02-T01"]


def test_the_report_lists_each_take_and_what_all_of_them_cost(session: Session, project: Project, tools: Tools) -> None:
    first, second = (made(session, project, needed(spoken())[LINE], attempt=at, cost=20_000) for at in (1, 2))
    decide(session, first, "selected")
    film: Film = gather.gather(session, project)

    (told,) = heard.sounds(film)
    assert (told.code, told.role, told.says, told.take) == (LINE, "Voices", "Who is there?", first.code)
    assert (told.state, told.by_rule, told.made_with, told.seconds) == (
        "selected", False, "elevenlabs (eleven_v3)", 1.0,
    )  # fmt: skip
    costs = {cost.what: (cost.orders, cost.actual) for cost in reporting.costs(film, tools)}
    assert costs["elevenlabs"] == (2, Money(40_000, "USD"))
    used = {(tool.name, tool.version, tool.use) for tool in reporting.made_with(film, tools)}
    assert ("ElevenLabs", "eleven_v3", "voices") in used
    assert second.code in {take.code for take in film.sounds}


def test_a_sound_is_played_as_what_it_is(session: Session, project: Project, tools: Tools) -> None:
    take = made(session, project, needed(spoken())[LINE], media=tools.blobs.put_bytes(sound(1.0)))

    assert dailies.media(session, project, take.media, tools.blobs).type == "audio/wav"
    assert [view.code for view in dailies.of_subject(session, project, LINE)] == [take.code]
    assert [view.code for view in dailies.of_subject(session, project, "S01-SH01")] == ["S01-SH01-T01"]
