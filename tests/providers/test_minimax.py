"""MiniMax's clips against a pretend service: what is sent to either API, what comes back, what it costs."""

import base64
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import SecretStr

from rushes.kernel.money import Money
from rushes.media.probe import check_importable, probe
from rushes.providers import minimax
from rushes.providers.base import Cancelled, Citation, Done, House, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.minimax import MiniMax, Settings
from rushes.providers.pricing import Usage
from tests.providers.orders import KEY, PICTURE, PROMPT, house, order, picture
from tests.simulators import kit
from tests.simulators.minimax import Service, app
from tests.simulators.serving import served

H3, MAX, HAILUO, FAST, OLD = "minimax-h3", "minimax-h3-max", "hailuo-2.3", "hailuo-2.3-fast", "hailuo-02"
URI = f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Service, str]]:
    """One server for all tests; each gets it as new."""
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


def finished(service: Service, made: MiniMax, remote: str) -> Done:
    """A task, a minute later."""
    service.clock.turn(61)
    done = made.poll(remote)
    assert isinstance(done, Done)
    return done


def test_words_alone_ask_h3_for_a_ratio(service: Service, made: MiniMax) -> None:
    made.submit(order(H3, size=(1920, 1080)), KEY)
    assert service.asked == [
        (
            "/v2/video_generation",
            {
                "model": "MiniMax-H3",
                "content": [{"type": "text", "text": PROMPT}],
                "resolution": "2K",
                "duration": 5,
                "ratio": "16:9",
            },
        )
    ]


def test_frames_give_h3_the_shape_of_the_clip(service: Service, made: MiniMax, home: House) -> None:
    made.submit(order(MAX, picture(home, slot="first_frame"), picture(home, slot="last_frame")), KEY)
    [(_, body)] = service.asked
    assert body["content"][1:] == [
        {"type": "image_url", "image_url": {"url": URI}, "role": "first_frame"},
        {"type": "image_url", "image_url": {"url": URI}, "role": "last_frame"},
    ]
    assert "ratio" not in body


def test_references_of_every_kind_go_along_in_their_order(service: Service, made: MiniMax, home: House) -> None:
    clip = Citation(1, "LO-ALLEY", "motion", home.blobs.put_bytes(kit.clip(1.0, 128, 72)), kind="video")
    voice = Citation(1, "CH-WREN", "voice", home.blobs.put_bytes(kit.sound(1.0)), kind="audio")
    made.submit(order(H3, picture(home), picture(home, 2), clip, voice), KEY)
    [(_, body)] = service.asked
    sent = [(one["type"], one["role"], one[one["type"]]["url"].split(";")[0]) for one in body["content"][1:]]
    assert sent == [
        ("image_url", "reference_image", "data:image/png"),
        ("image_url", "reference_image", "data:image/png"),
        ("video_url", "reference_video", "data:video/mp4"),
        ("audio_url", "reference_audio", "data:audio/wav"),
    ]
    assert body["ratio"] == "16:9"


class Bucket:
    """A store that anybody can fetch from."""

    def link(self, sha256: str, suffix: str) -> str:
        return f"https://bucket.example/{sha256[:8]}{suffix}"


def test_where_files_can_be_fetched_only_their_addresses_are_sent(
    service: Service, running: tuple[Service, str], tmp_path: Path
) -> None:
    home = house(tmp_path, relay=Bucket())
    one = picture(home)
    with closing(minimax.connect(Settings(url=running[1], key=SecretStr(service.key)), home)) as made:
        made.submit(order(H3, one), KEY)
    content = service.asked[0][1]["content"]
    assert content[1]["image_url"] == {"url": f"https://bucket.example/{one.sha256[:8]}.png"}


def test_the_older_api_takes_its_own_lengths_and_leaves_the_prompt_as_it_is(
    service: Service, made: MiniMax, home: House
) -> None:
    made.submit(order(OLD, picture(home, slot="first_frame"), picture(home, slot="last_frame"), frames=100), KEY)
    assert service.asked == [
        (
            "/v1/video_generation",
            {
                "model": "MiniMax-Hailuo-02",
                "prompt": PROMPT,
                "resolution": "768P",
                "duration": 6,
                "prompt_optimizer": False,
                "first_frame_image": URI,
                "last_frame_image": URI,
            },
        )
    ]


@pytest.mark.parametrize(
    ("model", "frames", "size", "asked"),
    [
        (H3, 24, (1280, 720), ("768P", 4)),
        (H3, 25 * 24, (2560, 1440), ("2K", 15)),
        (MAX, 24, (640, 360), ("480P", 5)),
        (MAX, 120, (1920, 1080), ("768P", 5)),
        (HAILUO, 24, (1920, 1080), ("1080P", 6)),
        (HAILUO, 7 * 24, (1920, 1080), ("768P", 10)),
        (HAILUO, 24, (640, 360), ("768P", 6)),
    ],
)
def test_it_asks_for_the_least_that_is_enough(
    service: Service, made: MiniMax, model: str, frames: int, size: tuple[int, int], asked: tuple[str, int]
) -> None:
    made.submit(order(model, frames=frames, size=size), KEY)
    body = service.asked[0][1]
    assert (body["resolution"], body["duration"]) == asked


def test_an_h3_task_waits_runs_and_is_delivered_with_what_it_used(
    service: Service, made: MiniMax, tmp_path: Path
) -> None:
    asked = order(H3)
    first, second, third = (made.submit(asked, KEY) for _ in range(3))
    assert made.poll(third) == Waiting("queued")
    assert made.poll(first) == Waiting("running")
    done = finished(service, made, second)
    assert (done.cost, done.used) == (Money.of("0.40", "USD"), Usage(Decimal(5), "second"))
    assert done.reported == {"resolution": "768P", "ratio": "16:9", "duration": "5"}
    assert service.bill.total == pytest.approx(3 * 0.40)
    target = tmp_path / "clip.mp4"
    made.fetch(asked, done, target)
    assert check_importable(probe(target), target).frames == 120


def test_pictures_beyond_the_free_ones_and_seconds_of_clips_are_paid_for(
    service: Service, made: MiniMax, home: House
) -> None:
    clip = Citation(1, "LO-ALLEY", "motion", home.blobs.put_bytes(kit.clip(1.0, 128, 72)), kind="video")
    asked = order(H3, *(picture(home, number) for number in range(1, 8)), clip)
    estimate = minimax.plugin.estimate(asked)
    done = finished(service, made, made.submit(asked, KEY))
    assert done.cost == Money.of("0.88", "USD")
    assert estimate.low < done.cost < estimate.high
    assert service.bill.total == pytest.approx(0.88)


def test_a_link_that_is_hours_old_is_asked_for_again(service: Service, made: MiniMax, tmp_path: Path) -> None:
    remotes = made.submit(order(H3), KEY), made.submit(order(HAILUO), KEY)
    answers = [finished(service, made, remote) for remote in remotes]
    service.clock.turn(20 * 3600)
    for done in answers:
        made.fetch(order(H3), done, tmp_path / "clip.mp4")
        assert probe(tmp_path / "clip.mp4").video
    service.clock.turn(7 * 86400)
    for done in answers:
        with pytest.raises(ProviderFailure) as caught:
            made.fetch(order(H3), done, tmp_path / "clip.mp4")
        assert caught.value.cause is Cause.NOT_FOUND


def test_a_download_that_comes_short_is_tried_again(service: Service, made: MiniMax, tmp_path: Path) -> None:
    done = finished(service, made, made.submit(order(H3), KEY))
    service.faults.throw("truncates")
    with pytest.raises(NotNow):
        made.fetch(order(H3), done, tmp_path / "clip.mp4")
    made.fetch(order(H3), done, tmp_path / "clip.mp4")


def test_a_hailuo_task_is_told_apart_and_costs_what_was_estimated(service: Service, made: MiniMax) -> None:
    remote = made.submit(order(HAILUO), KEY)
    assert remote.startswith("v1:")
    assert made.poll(remote) == Waiting("running")
    assert finished(service, made, remote).cost is None
    assert minimax.plugin.estimate(order(HAILUO)).high == Money.of("0.28", "USD")
    assert service.bill.total == pytest.approx(0.28)


def test_what_waits_is_taken_back_and_never_what_is_done(service: Service, made: MiniMax) -> None:
    running, _, waiting = (made.submit(order(H3), KEY) for _ in range(3))
    assert made.cancel(running) is Cancelled.REFUSED
    assert made.cancel(waiting) is Cancelled.DONE
    with pytest.raises(ProviderFailure) as caught:
        made.poll(waiting)
    assert caught.value.cause is Cause.CANCELLED
    assert made.cancel(waiting) is Cancelled.REFUSED
    finished(service, made, running)
    assert made.cancel(running) is Cancelled.REFUSED
    assert isinstance(made.poll(running), Done)
    assert made.cancel("v1:1") is Cancelled.REFUSED
    assert made.cancel("nobody") is Cancelled.REFUSED
    assert service.bill.count == 2


def test_what_its_pages_rule_out_is_refused_here(made: MiniMax, home: House) -> None:
    first, last, one = picture(home, slot="first_frame"), picture(home, slot="last_frame"), picture(home)
    missing = Citation(1, "PR-TAPE", "prop")
    assert made.refuses(order(H3, one, Citation(2, "PR-TAPE", "prop"))) == ""
    assert made.refuses(order(OLD, first, last)) == ""
    for refused in (
        order(H3, first, one),
        order(H3, last),
        order(H3, missing, picture(home, 2)),
        order(H3, *(picture(home, number) for number in range(1, 11))),
        order(MAX, one),
        order(HAILUO, first, last),
        order(FAST),
        order(H3, mode="extend"),
    ):
        assert made.refuses(refused).endswith(".")


def test_a_file_too_large_for_a_request_needs_a_place_to_be_fetched_from(
    service: Service, made: MiniMax, home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minimax, "LARGEST_BODY", 100)
    with pytest.raises(ProviderFailure, match="too large") as caught:
        made.submit(order(H3, picture(home)), KEY)
    assert "[storage] url" in caught.value.then
    assert service.asked == []


@pytest.mark.parametrize("fault", ["drops", "breaks", "html"])
@pytest.mark.parametrize("model", [H3, HAILUO])
def test_an_answer_that_was_lost_is_ambiguous(service: Service, made: MiniMax, model: str, fault: str) -> None:
    service.faults.throw(fault)
    with pytest.raises(Ambiguous):
        made.submit(order(model), KEY)
    assert len(service.floor.jobs) == 1


def test_its_settings_say_what_is_lacking_and_where_the_account_is() -> None:
    assert "key" in minimax.ready(Settings())
    assert minimax.ready(Settings(key=SecretStr("key-of-a-test"))) == ""
    assert minimax.asks(Settings(key=SecretStr("key-of-a-test"))) == {"host": "https://api.minimax.io"}
