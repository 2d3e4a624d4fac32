"""MiniMax's music: a brief in words, the sound in the answer, kept the moment it is there."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from rushes.kernel.money import Money
from rushes.providers import minimax
from rushes.providers.base import Done, House, Makes, Request, Trace
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.minimax import MiniMax, Settings
from tests.providers.orders import KEY, house, sent
from tests.simulators import kit
from tests.simulators.minimax import Service, app
from tests.simulators.serving import served

PLAN = {
    "seconds": 90,
    "sections": [
        {"name": "Intro", "seconds": 20, "styles": ["felt piano", "sparse"], "avoid": ["drums"]},
        {"name": "Chase", "seconds": 70, "styles": ["pulsing synths"], "avoid": []},
    ],
    "avoid": ["vocals", "brass"],
    "instrumental": True,
}


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Service, str]]:
    service = Service()
    with served(app(service)) as url:
        yield service, url


@pytest.fixture
def service(running: tuple[Service, str]) -> Service:
    vars(running[0]).update(vars(Service()))
    return running[0]


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path)


@pytest.fixture
def made(service: Service, running: tuple[Service, str], home: House) -> Iterator[MiniMax]:
    with closing(minimax.connect(Settings(url=running[1], key=SecretStr(service.key)), home)) as provider:
        yield provider


def song(plan: Mapping[str, Any] = PLAN, brief: str = "A chase that never quite begins.") -> Request:
    return Request("music-2.6", brief, 2160, "24", 0, 0, 1, plan=plan, makes=Makes.MUSIC)


def test_the_plan_becomes_words_and_the_sound_is_kept(
    service: Service, made: MiniMax, home: House, tmp_path: Path
) -> None:
    remote = made.submit(song(), KEY)
    assert service.asked == [
        (
            "/v1/music_generation",
            {
                "model": "music-2.6",
                "prompt": "A chase that never quite begins. About 1:30 long. "
                "Intro, 0:20: felt piano, sparse; no drums. Chase, 1:10: pulsing synths. No vocals, brass.",
                "is_instrumental": True,
                "output_format": "hex",
                "audio_setting": {"format": "mp3", "sample_rate": 44100, "bitrate": 256000},
            },
        )
    ]
    done = made.poll(remote)
    assert isinstance(done, Done)
    assert done.cost is None
    made.fetch(song(), done, tmp_path / "music")
    assert (tmp_path / "music").read_bytes() == kit.sound(1.0)
    assert minimax.plugin.estimate(song()).high == Money.of("0.15", "USD")
    assert service.bill.total == pytest.approx(0.15)
    assert [*home.blobs.ids()] == [remote.removeprefix("song:")]


def test_music_with_voices_has_its_words_written_there(service: Service, made: MiniMax) -> None:
    made.submit(song({"instrumental": False}), KEY)
    body = service.asked[0][1]
    assert (body["is_instrumental"], body["lyrics_optimizer"]) == (False, True)
    assert body["prompt"] == "A chase that never quite begins."


@pytest.mark.parametrize("fault", ["drops", "breaks", "html"])
def test_music_whose_answer_was_lost_may_have_been_billed_and_cannot_be_found(
    service: Service, made: MiniMax, fault: str
) -> None:
    service.faults.throw(fault)
    with pytest.raises(Ambiguous):
        made.submit(song(), KEY)
    assert service.bill.count == 1
    assert made.find(sent(song(), ago=600)) is Trace.UNSURE


def test_an_answer_that_takes_too_long_is_lost(
    service: Service, made: MiniMax, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minimax, "SONG_SECONDS", 0.1)
    service.faults.throw("slow", 0.3)
    with pytest.raises(Ambiguous):
        made.submit(song(), KEY)


def test_a_full_account_and_a_brief_too_long_are_said_before_anything_is_made(service: Service, made: MiniMax) -> None:
    assert made.refuses(song()) == ""
    assert "fewer words" in made.refuses(song(brief="long " * 500))
    service.faults.throw("refuses", 1008)
    with pytest.raises(NotNow) as caught:
        made.submit(song(), KEY)
    assert caught.value.cause is Cause.BALANCE
    assert service.bill.count == 0


def test_music_that_is_no_longer_kept_is_gone(made: MiniMax, tmp_path: Path) -> None:
    with pytest.raises(ProviderFailure) as caught:
        made.fetch(song(), Done(f"song:{'f' * 64}"), tmp_path / "music")
    assert caught.value.cause is Cause.EXPIRED
