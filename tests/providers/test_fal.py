"""fal against its simulator: what is sent, what is refused, and that nothing is ordered twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rushes.media.probe import check_importable, probe
from rushes.providers import fal
from rushes.providers.base import Citation, Done, House, Request, Sent, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.fal import Fal, Settings
from rushes.storage.disk import Disk
from tests.simulators import kit
from tests.simulators.fal import KEY, Service, app
from tests.simulators.serving import served

ORDER = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
ASKED = Request("seedance-2.0", "Rain on glass.", 120, "24", 1280, 720, 1)


@pytest.fixture
def service() -> Service:
    return Service(seconds=0.0)


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    with served(app(service)) as url:
        yield url


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path, 1)


@pytest.fixture
def connect(address: str, house: House) -> Iterator[Callable[..., Fal]]:
    made: list[Fal] = []

    def connected(**fields: Any) -> Fal:
        told = {"url": address, "rest_url": address, "key": KEY}
        callback = fields.pop("callback", house.callback)
        made.append(Fal(Settings.model_validate(told | fields), replace(house, callback=callback)))
        return made[-1]

    yield connected
    for provider in made:
        provider.close()


def cited(house: House, *files: tuple[str, str]) -> Request:
    """A request with files that are there: kind and slot of each."""
    content = {"image": kit.picture(64, 64), "video": kit.clip(0.25, 64, 36), "audio": kit.sound(0.1)}
    citations = [
        Citation(number, "CH-WREN", "identity", house.blobs.put_bytes(content[kind]), kind, slot)
        for number, (kind, slot) in enumerate(files, start=1)
    ]
    return replace(ASKED, citations=tuple(citations))


def test_a_clip_from_words_alone(service: Service, connect: Callable[..., Fal], tmp_path: Path) -> None:
    provider, target = connect(), tmp_path / "raw.mp4"
    remote = provider.submit(replace(ASKED, settings={"audio": False}), ORDER)
    assert remote == "bytedance/seedance-2.0|00000000-0000-0000-0000-000000000001"
    [sent] = service.asked
    assert sent["path"] == "bytedance/seedance-2.0/text-to-video"
    assert sent["body"] == {
        "prompt": "Rain on glass.",
        "duration": "5",
        "resolution": "720p",
        "aspect_ratio": "16:9",
        "generate_audio": False,
    }
    done = provider.poll(remote)
    assert isinstance(done, Done)
    assert done.cost is None
    assert done.reported == {"seed": 42, "machine_seconds": 42.1}
    provider.fetch(ASKED, done, target)
    assert check_importable(probe(target), target).frames == 120
    assert service.bill.count == 1


def test_what_it_costs_is_what_the_service_would_bill(service: Service, connect: Callable[..., Fal]) -> None:
    provider = connect()
    for asked in (ASKED, replace(ASKED, model="seedance-2.0-mini"), replace(ASKED, width=1920, height=1080)):
        provider.poll(provider.submit(asked, ORDER))
        [*_, billed] = service.bill.rows.values()
        quoted = fal.plugin.estimate(asked)
        assert quoted.low.micros / 1e6 == pytest.approx(billed, rel=0.03)
        assert quoted.high.micros / 1e6 >= billed * 0.99


@pytest.mark.parametrize(
    ("files", "path", "fields"),
    [
        ([("image", "first_frame")], "image-to-video", {"image_url": 1}),
        ([("image", "first_frame"), ("image", "last_frame")], "image-to-video", {"image_url": 1, "end_image_url": 1}),
        ([("image", "reference"), ("video", "reference")], "reference-to-video", {"image_urls": 1, "video_urls": 1}),
        ([("image", "reference"), ("audio", "reference")], "reference-to-video", {"image_urls": 1, "audio_urls": 1}),
    ],
)
def test_files_are_uploaded_to_its_storage_and_sent_as_links(
    files: list[tuple[str, str]], path: str, fields: dict[str, int], service: Service, connect: Callable[..., Fal],
    house: House,
) -> None:  # fmt: skip
    connect().submit(cited(house, *files), ORDER)
    [sent] = service.asked
    assert sent["path"] == f"bytedance/seedance-2.0/{path}"
    for name in fields:
        links = sent["body"][name]
        for link in links if isinstance(links, list) else [links]:
            content, mime, _ = service.files[link.rpartition("/")[2]]
            assert content
            assert mime in {"image/png", "video/mp4", "audio/wav"}
    assert {name for name in sent["body"] if "url" in name} == fields.keys()


def test_a_film_is_changed_or_gone_on_with_where_the_card_says_so(
    service: Service, connect: Callable[..., Fal], house: House
) -> None:
    asked = replace(cited(house, ("video", "reference")), model="seedance-2.5", settings={"mode": "extend", "seed": 9})
    connect().submit(asked, ORDER)
    assert service.asked[0]["body"] | {"video_urls": []} == {
        "prompt": "Rain on glass.",
        "task": "extension",
        "video_urls": [],
        "duration": "5",
        "resolution": "720p",
        "aspect_ratio": "auto",
        "generate_audio": True,
        "seed": 9,
    }


def test_files_and_results_expire(service: Service, connect: Callable[..., Fal], house: House) -> None:
    provider = connect(kept_days=2)
    provider.poll(provider.submit(cited(house, ("image", "first_frame")), ORDER))
    assert service.asked[0]["headers"]["x-fal-object-lifecycle-preference"] == '{"expiration_duration_seconds": 172800}'
    assert {round(until - service.clock.now()) for _, _, until in service.files.values()} == {172800}


def test_the_key_goes_along_and_its_own_retries_stay_on(service: Service, connect: Callable[..., Fal]) -> None:
    connect().submit(ASKED, ORDER)
    headers = service.asked[0]["headers"]
    assert headers["authorization"] == f"Key {KEY}"
    assert "x-fal-no-retry" not in headers


def test_a_model_that_only_the_settings_know_is_asked_by_its_schema(
    service: Service, connect: Callable[..., Fal]
) -> None:
    mine = {
        "id": "mine",
        "endpoint": "bytedance/seedance-2.0/fast/text-to-video",
        "input": {"properties": {"prompt": {"type": "string"}, "duration": {"enum": ["4", "8"]}}},
        "price": "0.2",
    }
    provider = connect(models=[mine])
    assert isinstance(provider.poll(provider.submit(replace(ASKED, model="mine"), ORDER)), Done)
    assert service.asked[0]["body"] == {"prompt": "Rain on glass.", "duration": "8"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"frames": 480}, "`duration` takes 4, 5, .*, 15; 20 seconds were asked"),
        ({"model": "lumen"}, "There is no model 'lumen' here"),
        ({"model": "kling-3.0-pro", "prompt": "r" * 2501}, "`prompt` takes at most 2500 characters; it has 2501"),
    ],
)
def test_what_a_schema_does_not_allow_is_refused_before_anything_is_sent(
    change: dict[str, Any], says: str, service: Service, connect: Callable[..., Fal]
) -> None:
    provider, asked = connect(), replace(ASKED, **change)
    with pytest.raises(ProviderFailure, match=says) as raised:
        provider.submit(asked, ORDER)
    assert raised.value.cause is Cause.INVALID_REQUEST
    assert provider.refuses(asked) == raised.value.says
    assert provider.refuses(ASKED) == ""
    assert service.asked == []
    assert service.files == {}


@pytest.mark.parametrize(
    ("fault", "cause", "after"),
    [
        ("locked", Cause.BALANCE, 0),
        ("busy", Cause.RATE_LIMIT, 7),
        ("unavailable", Cause.PROVIDER_FAULT, 3),
    ],
)
def test_what_was_certainly_not_taken_may_be_sent_again(
    fault: str, cause: Cause, after: float, service: Service, connect: Callable[..., Fal]
) -> None:
    service.faults.throw(fault)
    provider = connect()
    with pytest.raises(NotNow) as raised:
        provider.submit(ASKED, ORDER)
    assert (raised.value.cause, raised.value.after) == (cause, after)
    assert service.asked == []
    assert provider.submit(ASKED, ORDER)


def test_a_wrong_key_holds_up_the_account_and_is_not_repeated(connect: Callable[..., Fal]) -> None:
    with pytest.raises(NotNow) as raised:
        connect(key="wrong").submit(ASKED, ORDER)
    assert raised.value.cause is Cause.AUTH
    assert "wrong" not in raised.value.raw
    with pytest.raises(NotNow) as raised:
        connect(key="wrong").poll("bytedance/seedance-2.0|r1")
    assert raised.value.cause is Cause.AUTH


def test_nobody_at_the_address_is_not_now(connect: Callable[..., Fal]) -> None:
    with pytest.raises(NotNow):
        connect(url="http://127.0.0.1:9").submit(ASKED, ORDER)


@pytest.mark.parametrize("fault", ["breaks", "drops", "html", "no_id"])
def test_what_may_have_been_taken_is_never_sent_again_and_cannot_be_looked_up(
    fault: str, service: Service, connect: Callable[..., Fal]
) -> None:
    service.faults.throw(fault)
    provider = connect()
    with pytest.raises(Ambiguous):
        provider.submit(ASKED, ORDER)
    assert len(service.asked) == 1, "it was taken, once"
    assert provider.find(Sent(ORDER, ASKED, datetime.now(UTC))) is Trace.UNSURE


def test_an_id_that_a_person_sees_there_is_looked_at_where_its_model_is(connect: Callable[..., Fal]) -> None:
    provider = connect()
    remote = provider.submit(ASKED, ORDER)
    assert provider.named(ASKED, remote.partition("|")[2]) == provider.named(ASKED, remote) == remote
    assert provider.named(replace(ASKED, model="none"), "r1") == "r1"


def test_an_answer_that_comes_too_late_is_as_good_as_none(service: Service, connect: Callable[..., Fal]) -> None:
    service.faults.throw("slow", 0.3)
    provider = connect()
    provider._queue.http.timeout = 0.1
    with pytest.raises(Ambiguous):
        provider.submit(ASKED, ORDER)
    assert len(service.asked) == 1


def test_an_endpoint_that_is_gone_is_a_failure_of_that_model_alone(
    service: Service, connect: Callable[..., Fal]
) -> None:
    del service.apps["bytedance/seedance-2.0/text-to-video"]
    with pytest.raises(ProviderFailure) as raised:
        connect().submit(ASKED, ORDER)
    assert raised.value.cause is Cause.MODEL_NOT_OPEN


def test_what_only_the_service_knows_to_be_wrong_is_refused_with_the_field(
    service: Service, connect: Callable[..., Fal], house: House
) -> None:
    with pytest.raises(
        ProviderFailure, match=r"Audio needs an image or a video \(feature_not_supported, body.audio_urls"
    ) as raised:
        connect().submit(cited(house, ("audio", "reference")), ORDER)
    assert raised.value.cause is Cause.INVALID_REQUEST
    assert service.asked == []


def test_addresses_at_another_host_are_not_followed(service: Service, connect: Callable[..., Fal]) -> None:
    service.faults.throw("foreign")
    provider = connect()
    remote = provider.submit(ASKED, ORDER)
    assert remote.startswith("bytedance/seedance-2.0|")
    assert isinstance(provider.poll(remote), Done)


def test_files_go_to_no_storage_but_its_own(service: Service, connect: Callable[..., Fal], house: House) -> None:
    service.faults.throw("foreign_storage")
    with pytest.raises(NotNow, match="not its own"):
        connect().submit(cited(house, ("image", "first_frame")), ORDER)
    assert service.asked == []


def test_a_file_that_is_not_taken_stops_the_order_before_it_costs(
    service: Service, connect: Callable[..., Fal], house: House
) -> None:
    service.faults.throw("upload_refused")
    with pytest.raises(ProviderFailure) as raised:
        connect().submit(cited(house, ("image", "first_frame")), ORDER)
    assert raised.value.cause is Cause.INPUT_FETCH
    assert service.asked == []


@pytest.mark.parametrize(
    ("path", "url", "app_"),
    [
        ("a/b/c/d", "{}/a/b/requests/r1", "a/b"),
        ("a/b/c/d", "{}/a/b-moved/requests/r1", "a/b-moved"),
        ("workflows/a/b/c", "{}/workflows/a/b/requests/r1", "workflows/a/b"),
        ("workflows/a/b/c", None, "workflows/a/b"),
        ("a/b/c", "{}.evil.example/x/y/requests/r1", "a/b"),
        ("a/b/c", "{}/../../admin/requests/r1", "a/b"),
        ("a/b/c", "{}/x/y/requests/another", "a/b"),
        ("a/b/c", ["not", "text"], "a/b"),
    ],
)
def test_where_a_request_is_looked_at_is_its_own_word_or_the_rule(
    path: str, url: Any, app_: str, connect: Callable[..., Fal], address: str
) -> None:
    told = url.format(address) if isinstance(url, str) else url
    assert connect()._app(path, told, "r1") == app_


def test_without_a_key_it_is_not_ready() -> None:
    assert "`key` under [providers.fal]" in fal.ready(Settings())
    assert fal.ready(Settings.model_validate({"key": "k"})) == ""


def test_what_waits_is_queued_and_what_runs_is_running(service: Service, connect: Callable[..., Fal]) -> None:
    service.seconds = 60.0
    provider = connect()
    remotes = [provider.submit(ASKED, ORDER) for _ in range(3)]
    assert [provider.poll(remote) for remote in remotes] == [Waiting(), Waiting(), Waiting("queued")]
    service.clock.turn(61)
    assert isinstance(provider.poll(remotes[0]), Done)
    assert provider.poll(remotes[2]) == Waiting()
