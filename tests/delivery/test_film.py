"""What is rendered of a cut, what its last page says, and what the editor is told of every take."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Criterion, Effect, Part, Reference, Speech
from rushes.craft.provenance import keys
from rushes.craft.render.reel import Black, Card, Clip, Credits, Title
from rushes.delivery import film as films
from rushes.delivery import gather, line, packing
from rushes.delivery.film import Sound, Tools
from rushes.delivery.gather import Film
from rushes.generation.compose import Raster
from rushes.kernel.timecode import Rate
from rushes.media import encode
from rushes.providers import simulated
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.storage.disk import Disk
from tests.making import SCRIPT, adopted, card, delivered, production

RASTER = Raster(128, 72, Rate.of("24"))
SHOT = card(
    "S01-SH01",
    title="The door",
    subjects=(Part(asset="CH-ADA", action="waits"),),
    dialogue=(Speech(speaker="CH-ADA", text="Who is there?"),),
    ambience=("rain",),
    effects=(Effect(name="knock", at=0.25),),
    references=(Reference(asset="CH-ADA", role="identity"),),
    standard=(Criterion(text="Her left hand is on the door"),),
    continuity_out="door shut",
)
ENDS = f"{SCRIPT}\n> CUT TO BLACK.\n\nADA\nHello?\n"


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    signing = keys.local_keys(tmp_path / "keys", datetime.now(UTC))
    return Tools(Disk(tmp_path / "blobs"), signing, {"simulated": simulated.plugin}, tmp_path / "cache", 1)


@pytest.fixture
def film(session: Session, tools: Tools) -> Film:
    """Two shots, the second without a take, and a line over black."""
    stated = production(SHOT, card("S02-SH01"), script=ENDS, author="Ada L.", missing=("a clean plate",))
    project = adopted(session, stated)
    order, take = delivered(session, project, SHOT, {"stillness": "failed"}, clip=tools.blobs.put_bytes(b"clip"))
    opinion = Opinion(worked="her eyes", failed="the cuff", note="in on the turn", next_action="again, slower")
    review.decide(session, take.id, State.SELECTED, By.PERSON, "ada", opinion)
    line.cut(session, project, line.choose(session, project, [order]), "ada")
    return gather.gather(session, project)


def test_a_workprint_carries_slates_and_a_master_none(film: Film, tools: Tools) -> None:
    work = films.reel(film, RASTER, tools, workprint=True)
    master = films.reel(film, RASTER, tools, workprint=False)

    clip = work.items[1]
    assert isinstance(clip, Clip)
    assert clip.path.read_bytes() == b"clip"
    assert clip.slate is not None
    assert (clip.slate.shot, clip.slate.take) == ("S01-SH01", "T01")
    assert all(not isinstance(item, Clip) or item.slate is None for item in master.items)


def test_every_event_is_shown_as_what_it_is(film: Film, tools: Tools) -> None:
    items = films.reel(film, RASTER, tools, workprint=True).items

    shown = [type(item.shows) if isinstance(item, Card) else Clip for item in items]
    assert shown == [Title, Clip, Title, Black, Credits]


def test_the_last_page_says_who_and_what_made_the_film(film: Film) -> None:
    page = films.credits(film)

    said = dict(page.rows)
    assert said["Written by"] == "Ada L."
    assert said["Characters"] == "Ada"
    assert said["Picture"] == "simulated (card)"
    assert film.production.brief.disclosure in vars(page).values()


def test_a_small_picture_is_encoded_quickly_and_the_sound_always_well() -> None:
    small, full = films.preset(RASTER), films.preset(Raster(1920, 1080, RASTER.rate))

    assert full == encode.FILM
    assert small != encode.FILM
    assert small.audio_bits == encode.FILM.audio_bits


def test_captions_stand_where_the_lines_are_really_heard(film: Film, tmp_path: Path) -> None:
    last = f"{len(film.lines):03} ending"
    black = next(event for event in film.cut.events if event.name == "ending")
    heard = Sound({}, {last: (black.record + 30, black.record + 50)}, ())

    cue = films.captions(film, heard, Raster(1920, 1080, RASTER.rate))[-1]
    assert abs(cue.start - (black.record + 30)) <= 12
    films.write_captions([cue], film.cut.rate, tmp_path / "film")
    assert "Hello?" in (tmp_path / "film.srt").read_text()
    assert (tmp_path / "film.vtt").read_text().startswith("WEBVTT")


def test_the_editor_is_told_of_every_take_why_and_what_it_misses(film: Film, tools: Tools, tmp_path: Path) -> None:
    mixed = Sound({stem: tmp_path / stem for stem in films.STEMS}, {}, ())
    handoff = packing.handoff_of(film, mixed, (), tmp_path / "film.mp4", tools)

    (select,) = handoff.selects
    assert (select.take, select.state, select.by, select.why) == ("S01-SH01-T01", "selected", "ada", "her eyes")
    assert select.misses == ("stillness failed.", "the cuff")
    assert select.sound == ("bed: rain", "effect: knock at 0.25 s", "line: CH-ADA: Who is there?")
    assert select.references == ("CH-ADA (identity)",)
    assert (select.trim, select.next_action) == ("in on the turn", "again, slower")
    assert select.file.read_bytes() == b"clip"
    assert [(one.where, one.what[:13]) for one in handoff.missing] == [
        ("shot list", "a clean plate"),
        ("S02-SH01", "no take; its "),
    ]
    assert handoff.workprint
    assert "door shut" in str(handoff.scenes[0])
