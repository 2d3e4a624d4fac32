"""Runway against its simulator: what goes over the line for each mode, what is looked at, what comes home and costs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rushes.kernel.money import Money
from rushes.media import pictures
from rushes.media.probe import probe
from rushes.providers import runway
from rushes.providers.base import Cancelled, Citation, Done, House, Makes, Request, Sent, Trace, Waiting
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.providers.pricing import Usage
from rushes.providers.runway import Runway, Settings
from rushes.storage.disk import Disk
from tests.simulators import kit
from tests.simulators.runway import Service, app
from tests.simulators.serving import served

FILES = {"image": kit.picture(64, 64), "video": kit.clip(0.5, 64, 48), "audio": kit.sound(0.5)}


@pytest.fixture
def service() -> Service:
    return Service(limit=1)


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    with served(app(service)) as url:
        yield f"{url}/v1"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path, 1)


@pytest.fixture
def made(address: str, house: House) -> Iterator[Runway]:
    connected = connect(address, house)
    yield connected
    connected.close()


def connect(address: str, house: House, **fields: Any) -> Runway:
    settings = Settings.model_validate({"url": address, "key": "sesame", "seconds": 5} | fields)
    connected = runway.plugin.connect(settings, house)
    assert isinstance(connected, Runway)
    return connected


def asked(model: str = "seedance2", frames: int = 96, **more: Any) -> Request:
    """Four seconds at 24 frames, 480p wide screen, unless said otherwise."""
    request = Request(model, "Wren lays the tape on the counter.", frames, "24", 854, 480, 1)
    return replace(request, **more)


def citing(house: House, *cited: tuple[str, str]) -> tuple[Citation, ...]:
    """Files of these kinds in these slots, kept."""
    return tuple(
        Citation(number, f"CH-{number}", "identity", house.blobs.put_bytes(FILES[kind]), kind, slot)
        for number, (kind, slot) in enumerate(cited, 1)
    )


def done_with(made: Runway, request: Request) -> tuple[str, Done]:
    """Order what can be ordered and is finished at once."""
    assert made.refuses(request) == ""
    remote = made.submit(request, "key")
    done = made.poll(remote)
    assert isinstance(done, Done)
    return remote, done


def test_words_alone_become_a_clip_at_its_price(service: Service, made: Runway, tmp_path: Path) -> None:
    request, target = asked(settings={"audio": False}), tmp_path / "raw.mp4"
    remote, done = done_with(made, request)
    made.fetch(request, done, target)
    assert service.asked == [
        {
            "path": "text_to_video",
            "body": {
                "model": "seedance2",
                "promptText": "Wren lays the tape on the counter.",
                "seed": request.seed % 2**32,
                "ratio": "864:496",
                "duration": 4,
                "audio": False,
            },
        }
    ]
    assert probe(target).video is not None
    assert probe(target).seconds == pytest.approx(4.0)
    assert (done.output, done.cost, done.used) == (remote, Money.of("1.44", "USD"), Usage(Decimal(144), "credit"))
    estimate = runway.plugin.estimate(request)
    assert (estimate.high, estimate.used) == (done.cost, (Usage(Decimal(144), "credit"),) * 2)
    assert service.bill.total == 144


def test_the_smallest_frame_that_is_enough_is_asked_for_at_its_price(service: Service, made: Runway) -> None:
    for size, model, ratio, price in (
        ((640, 360), "seedance2", "864:496", "1.44"),
        ((640, 640), "seedance2", "640:640", "1.44"),
        ((1280, 720), "seedance2", "1280:720", "1.44"),
        ((1280, 544), "seedance2", "1470:630", "1.44"),
        ((1920, 1080), "seedance2", "1920:1080", "1.60"),
        ((1080, 1920), "seedance2", "1080:1920", "1.60"),
        ((1922, 1082), "seedance2", "3840:2160", "6.00"),
        ((1280, 720), "seedance2_fast", "1280:720", "1.16"),
        ((1280, 720), "seedance2_mini", "1280:720", "0.64"),
        ((854, 480), "seedance2_5", "854:480", "0.80"),
        ((1280, 720), "seedance2_5", "1280:720", "1.20"),
        ((1920, 1080), "seedance2_5", "1920:1080", "2.72"),
        ((3840, 2160), "seedance2_5", "1920:1080", "2.72"),
        ((960, 720), "gen4.5", "1280:720", "0.48"),
    ):
        request = asked(model, width=size[0], height=size[1])
        done = made.poll(made.submit(request, "key"))
        assert isinstance(done, Done)
        assert (service.asked[-1]["body"]["ratio"], done.cost) == (ratio, Money.of(price, "USD")), (size, model)
        assert runway.plugin.estimate(request).high == done.cost


def test_a_shorter_shot_is_made_as_long_as_the_model_makes(service: Service, made: Runway) -> None:
    made.submit(asked(frames=30), "key")
    made.submit(asked(frames=97), "key")
    made.submit(asked("gen4.5", frames=30), "key")
    assert [sent["body"]["duration"] for sent in service.asked] == [4, 5, 2]


def test_frames_go_up_and_along_in_their_places(service: Service, made: Runway, house: House) -> None:
    cited = citing(house, ("image", "first_frame"), ("image", "last_frame"), ("audio", "reference"))
    done_with(made, asked(citations=cited))
    first, last, sound = service.uploads
    (sent,) = service.asked
    assert sent["path"] == "image_to_video"
    assert sent["body"]["promptImage"] == [{"uri": first, "position": "first"}, {"uri": last, "position": "last"}]
    assert sent["body"]["referenceAudio"] == [{"type": "audio", "uri": sound}]
    kept = service.uploads[first]
    assert (kept["content"], kept["type"]) == (FILES["image"], "image/png")
    assert kept["key"].endswith(".png")


def test_references_go_up_and_along_by_kind(service: Service, made: Runway, house: House) -> None:
    cited = citing(
        house, ("image", "reference"), ("video", "reference"), ("audio", "reference"), ("image", "reference")
    )
    without_a_file = Citation(5, "WA-COAT", "wardrobe")
    done_with(made, asked(citations=(*cited, without_a_file)))
    one, clip, sound, two = service.uploads
    (sent,) = service.asked
    assert sent["path"] == "text_to_video"
    assert sent["body"]["references"] == [{"uri": one}, {"uri": two}]
    assert sent["body"]["referenceVideos"] == [{"type": "video", "uri": clip}]
    assert sent["body"]["referenceAudio"] == [{"type": "audio", "uri": sound}]


def test_a_model_of_its_own_begins_from_more_frames_and_makes_no_sound(
    service: Service, house: House, address: str
) -> None:
    made = connect(address, house, public_figures="low")
    settings = runway.plugin.asks(Settings(public_figures="low"))
    cited = citing(house, ("image", "first_frame"))
    for model in ("gen4.5", "gen4_turbo"):
        done_with(made, asked(model, width=960, height=720, citations=cited, settings=settings))
    made.close()
    for sent, model in zip(service.asked, ("gen4.5", "gen4_turbo"), strict=True):
        assert (sent["path"], sent["body"]["model"], sent["body"]["ratio"]) == ("image_to_video", model, "1104:832")
        assert sent["body"]["contentModeration"] == {"publicFigureThreshold": "low"}
        assert "audio" not in sent["body"]


@pytest.mark.parametrize(
    ("model", "mode", "extra", "absent"),
    [
        ("seedance2", "edit", {"ratio": "864:496", "duration": 4, "audio": True}, {"mode", "videoUri"}),
        ("seedance2_5", "edit", {"mode": "edit", "duration": "auto", "audio": True}, {"ratio", "videoUri"}),
        ("seedance2_5", "extend", {"mode": "extend", "duration": 4, "audio": True}, {"ratio", "videoUri"}),
    ],
)
def test_a_clip_is_edited_or_gone_on_with(
    service: Service, made: Runway, house: House, model: str, mode: str, extra: dict[str, Any], absent: set[str]
) -> None:
    cited = citing(house, ("image", "reference"), ("video", "reference"))
    done_with(made, asked(model, citations=cited, settings={"mode": mode}))
    picture, clip = service.uploads
    (sent,) = service.asked
    assert sent["path"] == "video_to_video"
    assert sent["body"]["promptVideo"] == clip
    assert sent["body"]["references"] == [{"uri": picture}]
    assert "referenceVideos" not in sent["body"]
    assert extra.items() <= sent["body"].items()
    assert not absent & set(sent["body"])


def test_aleph_edits_a_clip_as_long_and_large_as_it_is(service: Service, made: Runway, house: House) -> None:
    cited = citing(house, ("video", "reference"))
    request = asked("aleph2", frames=120, citations=cited, settings={"mode": "edit"})
    _, done = done_with(made, request)
    (sent,) = service.asked
    assert (sent["path"], sent["body"]["videoUri"]) == ("video_to_video", next(iter(service.uploads)))
    assert not {"ratio", "duration", "audio"} & set(sent["body"])
    assert done.cost == Money.of("1.40", "USD") == runway.plugin.estimate(request).high


def test_an_edit_whose_length_the_model_finds_may_cost_the_most(house: House) -> None:
    request = asked("seedance2_5", citations=citing(house, ("video", "reference")), settings={"mode": "edit"})
    estimate = runway.plugin.estimate(request)
    assert (estimate.low, estimate.high) == (Money.of("0.80", "USD"), Money.of("6.00", "USD"))


def test_pictures_cost_by_their_size_and_know_their_references_by_name(
    service: Service, made: Runway, house: House, tmp_path: Path
) -> None:
    cited = (Citation(1, "CH-WREN", "identity", house.blobs.put_bytes(FILES["image"])),)
    for size, ratio, price in (((128, 160), "720:960", "0.05"), ((1920, 1080), "1920:1080", "0.08")):
        request = asked("gen4_image", 1, width=size[0], height=size[1], citations=cited, makes=Makes.IMAGE)
        _, done = done_with(made, request)
        made.fetch(request, done, tmp_path / "raw.png")
        (sent, *_), service.asked = service.asked, []
        assert (sent["path"], sent["body"]["ratio"]) == ("text_to_image", ratio)
        assert [one["tag"] for one in sent["body"]["referenceImages"]] == ["CH_WREN_1"]
        assert not {"duration", "audio"} & set(sent["body"])
        assert done.cost == Money.of(price, "USD") == runway.plugin.estimate(request).high
        assert pictures.check(tmp_path / "raw.png").width >= size[0]


def test_what_waits_and_what_runs_is_looked_at_again(service: Service, made: Runway) -> None:
    service.took = 60.0
    one, two = made.submit(asked(), "key"), made.submit(asked(), "other")
    assert (made.poll(one), made.poll(two)) == (Waiting("RUNNING"), Waiting("THROTTLED"))
    service.faults.throw("status", "DREAMING")
    assert made.poll(one) == Waiting("DREAMING")
    service.clock.turn(60.0)
    assert isinstance(made.poll(one), Done)
    assert made.poll(two) == Waiting("RUNNING")
    assert [type(answer) for _, answer in made.look([one, two])] == [Done, Waiting]


def test_links_die_and_are_asked_for_anew(service: Service, made: Runway, tmp_path: Path) -> None:
    request = asked()
    _, done = done_with(made, request)
    service.clock.turn(3 * 86_400)
    made.fetch(request, done, tmp_path / "raw.mp4")
    made.fetch(request, done, tmp_path / "raw.mp4")
    assert probe(tmp_path / "raw.mp4").seconds == pytest.approx(4.0)
    assert service.bill.count == 1


def test_what_waits_is_cancelled_and_costs_nothing(service: Service, made: Runway) -> None:
    service.took = 60.0
    one, two = made.submit(asked(), "key"), made.submit(asked(), "other")
    assert made.cancel(two) is Cancelled.DONE
    with pytest.raises(ProviderFailure) as caught:
        made.poll(two)
    assert caught.value.cause is Cause.CANCELLED
    assert "credits" not in caught.value.says
    assert made.cancel(one) is Cancelled.REFUSED
    assert made.poll(one) == Waiting("RUNNING")
    service.clock.turn(60.0)
    assert isinstance(made.poll(one), Done)
    assert made.cancel(one) is Cancelled.REFUSED
    assert isinstance(made.poll(one), Done), "what is paid for is not deleted"
    assert service.bill.rows == {one: 144}


def test_what_begins_while_it_is_cancelled_may_be_charged(service: Service, made: Runway) -> None:
    service.took = 60.0
    made.submit(asked(), "key")
    two = made.submit(asked(), "other")
    service.faults.throw("begins")
    assert made.cancel(two) is Cancelled.ASKED
    with pytest.raises(ProviderFailure, match="144 credits stay charged") as caught:
        made.poll(two)
    assert caught.value.cause is Cause.CANCELLED
    assert service.bill.rows == {two: 144}


def test_a_cancelled_task_that_is_forgotten_is_cancelled(service: Service, made: Runway) -> None:
    service.took = 60.0
    made.submit(asked(), "key")
    two = made.submit(asked(), "other")
    service.faults.throw("forgets")
    assert made.cancel(two) is Cancelled.DONE


def test_it_lists_nothing_and_calls_nobody_back(made: Runway) -> None:
    assert made.find(Sent("key", asked(), datetime.now(UTC))) is Trace.UNSURE
    assert made.hears({}, b"{}", datetime.now(UTC)) is None


@pytest.mark.parametrize(
    ("request_", "cited", "says"),
    [
        (asked("gen4_turbo"), (), "makes nothing from text, only from first frame"),
        (asked("gen4.5"), (("image", "reference"),), "makes nothing from references"),
        (asked("gen4.5", prompt="😀" * 501), (), "takes 1,000 characters, the prompt has 1,002"),
        (asked(prompt=" "), (), "no prompt"),
        (asked(), (("image", "last_frame"),), "A last frame needs a first one"),
        (asked(), (("image", "first_frame"), ("image", "reference")), "either first and last frames or references"),
        (asked(settings={"mode": "edit"}), (("image", "reference"),), "no clip to edit"),
        (asked(), (("image", "reference"),) * 10, "takes 9 image references here, this has 10"),
        (asked("aleph2", settings={"mode": "edit"}), (("video", "reference"),) * 2, "takes 1 video"),
        (
            asked("aleph2", settings={"mode": "edit"}),
            (("video", "reference"), ("image", "reference")),
            "takes no image",
        ),
    ],
)
def test_what_it_cannot_be_asked_is_said_in_a_sentence(
    house: House, request_: Request, cited: tuple[tuple[str, str], ...], says: str
) -> None:
    made = connect("http://127.0.0.1:9", house)
    said = made.refuses(replace(request_, citations=citing(house, *cited)))
    made.close()
    assert says in said
    assert said.endswith(".")


def test_without_a_key_it_is_not_ready() -> None:
    assert "`key` under [providers.runway]" in runway.plugin.ready(Settings())
    assert runway.plugin.asks(Settings()) == {}


def test_the_daily_limit_is_waited_for(service: Service, made: Runway) -> None:
    service.daily = 1
    made.submit(asked(), "key")
    with pytest.raises(NotNow, match="daily limit") as caught:
        made.submit(asked(), "key")
    assert (caught.value.cause, caught.value.after) == (Cause.RATE_LIMIT, 30.0)
    assert "24 hours" in caught.value.then
    service.clock.turn(86_401)
    made.submit(asked(), "key")
