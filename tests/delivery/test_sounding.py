"""Ordering sounds: of whom, what is missing, at what cost, and what is not ordered twice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Clearance
from rushes.craft.provenance.keys import Keys
from rushes.db.session import connect, transaction
from rushes.delivery import folder, preflight, sounding
from rushes.delivery.line import Wish
from rushes.delivery.sounding import Sounds
from rushes.delivery.sounds import Kind
from rushes.generation import tools
from rushes.generation.errors import NotConfirmed, UnknownProvider
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.jobs import engine
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers import elevenlabs, minimax, openai, simulated
from rushes.providers.base import House, Request, Spec
from rushes.shots.errors import NoSuchShot
from rushes.storage.disk import Disk
from tests.delivery.boards import decide
from tests.delivery.soundings import ANSWERS, NOBODY, SPEAKS, made, needed, spoken
from tests.making import adopted, asset

MAKERS: tuple[Spec[Any], ...] = (simulated.plugin, elevenlabs.plugin, minimax.plugin, openai.plugin)
ALL = {one.id: one for one in MAKERS}
SETTINGS: dict[str, Any] = {"elevenlabs": {"key": "sesame", "voice": "voice-ada"}, "minimax": {"key": "minimax-key"}}
CODES = ["S01-SH01-L01", "S01-SH02-L01", "S01-SH01-B01", "S01-SH01-E01", "M-SCORE"]


@dataclass
class Desk:
    """A session in which sounds can be ordered, and are never made; and who is set up."""

    session: Session
    equip: Any
    project: Project

    def want(self, *kinds: Kind, **wish: Any) -> tuple[Sounds, ...]:
        return sounding.wanted(self.project, Wish(**wish), kinds)

    def order(self, *kinds: Kind, asked: Any = (), **wish: Any) -> list[Order]:
        want = self.want(*kinds, **wish)
        return sounding.order(self.session, self.project, Wish(**wish), want, "ada", asked)

    def look(self, *kinds: Kind, **wish: Any) -> preflight.Preflight:
        return sounding.look(self.session, self.project, Wish(**wish), self.want(*kinds, **wish))


@pytest.fixture
def desk(own_url: URL, tmp_path: Path, signing: Keys) -> Iterator[Desk]:
    database, blobs = connect(own_url), Disk(tmp_path / "blobs")

    def equip(**settings: Any) -> None:
        own = {id: spec.settings.model_validate(settings.get(id, {})) for id, spec in ALL.items()}
        connected = {id: spec.connect(own[id], House(blobs, tmp_path, 1)) for id, spec in ALL.items()}
        asks = {id: spec.asks(own[id]) for id, spec in ALL.items()}
        lacks = {id: spec.ready(own[id]) for id, spec in ALL.items()}
        tools.equip(tools.Tools(database, blobs, ALL, connected, tmp_path / "scratch", signing, asks, lacks))

    equip(**SETTINGS)
    with engine.launch(own_url, worker=False), transaction(database) as session:
        yield Desk(session, equip, adopted(session, spoken()))
    database.dispose()


def subjects(orders: list[Order]) -> list[str]:
    return [order.subject.partition(":")[2] for order in orders]


def test_each_kind_is_asked_of_the_first_who_is_set_up_for_it(desk: Desk) -> None:
    assert [(one.kind, one.spec.id, one.spec.usual.id) for one in desk.want()] == [
        ("speech", "elevenlabs", "eleven_v3"),
        ("effect", "elevenlabs", "eleven_text_to_sound_v2"),
        ("music", "elevenlabs", "music_v2"),
    ]
    assert [one.spec.id for one in desk.want(provider="minimax")] == ["minimax"]
    (flash,) = desk.want(provider="elevenlabs/eleven_flash_v2_5")
    assert (flash.kind, flash.spec.usual.id) == ("speech", "eleven_flash_v2_5")


def test_a_server_of_pictures_alone_is_not_asked_to_speak(desk: Desk) -> None:
    desk.equip(openai={"image_model": "flux"})
    assert desk.want() == ()
    desk.equip(openai={"image_model": "flux", "speech_model": "kokoro", "speech_voices": ["af_heart"]})
    assert [(one.kind, one.spec.id) for one in desk.want()] == [("speech", "openai")]
    assert [order.request["settings"]["speech"]["model"] for order in desk.order()] == ["kokoro", "kokoro"]


@pytest.mark.parametrize(
    ("wish", "kinds", "says"),
    [
        ("magic", (), r"no 'magic' that makes speech or effects or music\. There are: elevenlabs, minimax, openai"),
        ("minimax", (Kind.SPEECH,), r"There are: elevenlabs, openai"),
        ("elevenlabs/music_v2", (Kind.SPEECH,), r"no 'elevenlabs/music_v2' that makes speech"),
        ("elevenlabs/eleven_v9", (), "has no model 'eleven_v9'"),
    ],
)
def test_who_makes_no_such_sounds_is_answered_with_those_who_do(
    desk: Desk, wish: str, kinds: tuple[Kind, ...], says: str
) -> None:
    with pytest.raises(UnknownProvider, match=says):
        desk.want(*kinds, provider=wish)


def test_what_is_missing_is_ordered_once_and_more_takes_are_only_those_that_are_missing(desk: Desk) -> None:
    first = desk.order()
    assert subjects(first) == CODES
    assert [order.id for order in desk.order()] == [order.id for order in first]
    line = Request.of(first[0].request)
    assert (line.prompt, line.plan["delivery"], line.settings["voice"]) == ("Who is there?", "whispering", "voice-ada")

    more = desk.order(Kind.SPEECH, takes=3)
    assert subjects(more) == ["S01-SH01-L01"] * 3 + ["S01-SH02-L01"] * 3
    assert {order.id for order in first[:2]} < {order.id for order in more}
    assert len({order.digest for order in more}) == 6


def test_only_one_shot_or_one_sound_may_be_wished_for(desk: Desk) -> None:
    assert subjects(desk.order(only="S01-SH02")) == ["S01-SH02-L01"]
    assert subjects(desk.order(only="M-SCORE")) == ["M-SCORE"]
    with pytest.raises(NoSuchShot, match="There are: S01-SH01, S01-SH02"):
        desk.order(only="S09-SH01")


def test_what_failed_is_made_again_and_what_was_refused_is_not(desk: Desk) -> None:
    read, other, *_ = made_now = desk.order()
    read.state, read.cause = State.FAILED, "provider_fault"
    other.state = State.REFUSED
    desk.session.flush()

    again = desk.order(asked=[order.id for order in made_now])
    assert [(one.subject == read.subject, one.request["attempt"]) for one in again if one not in made_now] == [
        (True, 2)
    ]


def test_a_reading_is_not_ordered_again_because_the_line_beside_it_changed(desk: Desk) -> None:
    now = needed(spoken())
    for code in CODES[:2]:
        made(desk.session, desk.project, now[code])
    answer = NOBODY.model_copy(update={"text": "Somebody."})
    stated = spoken(SPEAKS, ANSWERS.model_copy(update={"dialogue": (answer,)}))
    folder.adopt(desk.session, stated, desk.project.origin, "ada")

    assert subjects(desk.order(Kind.SPEECH)) == ["S01-SH02-L01"]


def test_a_rejected_reading_does_not_spare_another_and_one_by_another_model_neither(desk: Desk) -> None:
    alone = needed(spoken(SPEAKS))["S01-SH01-L01"]
    take = made(desk.session, desk.project, alone)
    assert subjects(desk.order(Kind.SPEECH, only="S01-SH01")) == []
    assert subjects(desk.order(Kind.SPEECH, only="S01-SH01", provider="elevenlabs/eleven_flash_v2_5")) == [CODES[0]]
    decide(desk.session, take, "rejected")
    assert subjects(desk.order(Kind.SPEECH, only="S01-SH01")) == [CODES[0]]


@pytest.mark.parametrize("blocked", ["CH-ADA", "VO-ADA"])
def test_nobody_speaks_who_is_not_cleared(desk: Desk, blocked: str) -> None:
    kind = "voice" if blocked.startswith("VO") else "character"
    person = asset(blocked, kind=kind, clearance=Clearance.BLOCKED)
    stated = spoken()
    folder.adopt(desk.session, replace(stated, assets=(*stated.assets[1:], person)), desk.project.origin, "ada")
    stops = {row.composed.subject.id: row.stops for row in desk.look().rows}

    assert stops[CODES[0]] == f"{blocked} is blocked in assets.csv; clear it, or take S01-SH01-L01 out."
    assert stops["M-SCORE"] == ""


def test_one_confirmation_binds_sounds_of_several_services(desk: Desk) -> None:
    desk.order(only="S01-SH02")
    want = (*desk.want(Kind.SPEECH, Kind.EFFECT), *desk.want(Kind.MUSIC, provider="minimax"))
    seen = sounding.look(desk.session, desk.project, Wish(), want)

    assert [row.composed.subject.id for row in seen.rows] == [CODES[0], *CODES[2:]]
    assert (seen.provider, seen.there, seen.at_once, seen.minutes) == ("elevenlabs, minimax", 1, None, None)
    assert seen.low == sum((row.estimate.low for row in seen.rows), start=Money(0, "USD"))
    assert seen.plain()["orders"][0]["seconds"] == 1.35
    batch = preflight.confirm(desk.session, desk.project, seen, seen.digest, "ada")
    orders = sounding.order(desk.session, desk.project, Wish(), want, "ada", batch=batch)
    assert [order.batch_id for order in orders] == [batch, None, *[batch] * 3]
    with pytest.raises(NotConfirmed, match="is not what was confirmed"):
        sounding.order(desk.session, desk.project, Wish(), [replace(one, takes=2) for one in want], "ada", batch=batch)


def test_one_service_says_how_many_it_makes_at_a_time(desk: Desk) -> None:
    assert (desk.look().provider, desk.look().at_once) == ("elevenlabs", 2)


def test_what_lacks_a_voice_is_told_before_anything_is_ordered(desk: Desk) -> None:
    desk.equip(elevenlabs={"key": "sesame"})
    stops = [row.stops for row in desk.look(Kind.SPEECH).rows]

    assert set(stops) == {"Name a voice for CH-ADA: `voices` under [providers.elevenlabs]."}
