"""Replicate against its simulator: what is sent, how it ends, and that nothing is ordered twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest

from rushes.kernel.money import Money
from rushes.media.probe import check_importable, probe
from rushes.providers import replicate
from rushes.providers.base import Cancelled, Citation, Done, House, Request, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.pricing import Usage
from rushes.providers.replicate import Replicate, Settings
from rushes.storage.disk import Disk
from tests.simulators import kit
from tests.simulators.replicate import KEY, SECRET, Service, app
from tests.simulators.serving import served

ORDER = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
ASKED = Request("seedance-2.5", "Rain on glass.", 120, "24", 1280, 720, 1, settings={"seed": 7})
PLAIN = {"properties": {"prompt": {"type": "string"}, "duration": {"type": "integer"}}}
VERSION = "f" * 64


@pytest.fixture
def service() -> Service:
    made = Service(seconds=0.0)
    made.versions = {VERSION: "alibaba/wan-3", "house/quick": "alibaba/wan-3"}
    return made


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    with served(app(service)) as url:
        yield f"{url}/v1"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path, 1, callback=lambda key: f"https://studio.example/told/{key}")


@pytest.fixture
def connect(address: str, house: House) -> Iterator[Callable[..., Replicate]]:
    made: list[Replicate] = []

    def connected(**fields: Any) -> Replicate:
        told = {"url": address, "key": KEY, "webhook_secret": SECRET}
        made.append(Replicate(Settings.model_validate(told | fields), house))
        return made[-1]

    yield connected
    for provider in made:
        provider.close()


def cited(house: House, *files: tuple[str, str]) -> Request:
    content = {"image": kit.picture(64, 64), "video": kit.clip(0.25, 64, 36), "audio": kit.sound(0.1)}
    citations = [
        Citation(number, "CH-WREN", "identity", house.blobs.put_bytes(content[kind]), kind, slot)
        for number, (kind, slot) in enumerate(files, start=1)
    ]
    return replace(ASKED, citations=tuple(citations))


def mine(endpoint: str, **fields: Any) -> dict[str, Any]:
    return {"id": "mine", "endpoint": endpoint, "input": PLAIN, "price": "0.2"} | fields


def test_a_clip_from_words_alone(service: Service, connect: Callable[..., Replicate], tmp_path: Path) -> None:
    provider, target = connect(), tmp_path / "raw.mp4"
    remote = provider.submit(ASKED, ORDER)
    [sent] = service.asked
    assert sent["model"] == "bytedance/seedance-2.5"
    assert sent["input"] == {
        "prompt": "Rain on glass.",
        "duration": 5,
        "resolution": "720p",
        "aspect_ratio": "16:9",
        "generate_audio": True,
        "seed": 7,
    }
    assert (sent["webhook"], sent["webhook_events_filter"]) == (f"https://studio.example/told/{ORDER}", ["completed"])
    done = provider.poll(remote)
    assert isinstance(done, Done)
    assert (done.cost, done.used) == (None, None), "it is billed by what is made, and does not say how much"
    provider.fetch(ASKED, done, target)
    assert check_importable(probe(target), target).frames == 120
    assert replicate.plugin.estimate(ASKED).low == Money.of("1.156", "USD")
    assert service.bill.total == pytest.approx(1.156)


@pytest.mark.parametrize(
    ("files", "settings_", "fields", "fixed"),
    [
        ([("image", "first_frame")], {}, {"image"}, {"aspect_ratio": "adaptive", "duration": 5}),
        ([("image", "first_frame"), ("image", "last_frame")], {}, {"image", "last_frame_image"}, {"duration": 5}),
        (
            [("image", "reference"), ("audio", "reference")],
            {},
            {"reference_images", "reference_audios"},
            {"aspect_ratio": "16:9"},
        ),
        (
            [("video", "reference")],
            {"mode": "edit"},
            {"reference_videos"},
            {"duration": -1, "aspect_ratio": "adaptive"},
        ),
    ],
)
def test_files_are_uploaded_to_it_and_sent_as_links(
    files: list[tuple[str, str]], settings_: dict[str, Any], fields: set[str], fixed: dict[str, Any], service: Service,
    connect: Callable[..., Replicate], house: House,
) -> None:  # fmt: skip
    connect().submit(replace(cited(house, *files), settings=settings_), ORDER)
    sent = service.asked[0]["input"]
    assert {name for name in sent if "image" in name or name.startswith("reference")} == fields
    assert sent | fixed == sent
    for name in fields:
        for link in sent[name] if isinstance(sent[name], list) else [sent[name]]:
            assert service.files[link.rpartition("/")[2]][0]


@pytest.mark.parametrize(
    ("endpoint", "path", "version"),
    [
        ("alibaba/wan-3", "/models/alibaba/wan-3/predictions", {}),
        (f"alibaba/wan-3:{VERSION}", "/predictions", {"version": VERSION}),
        (VERSION, "/predictions", {"version": VERSION}),
        ("deployments/house/quick", "/deployments/house/quick/predictions", {}),
    ],
)
def test_models_versions_and_deployments_are_each_asked_at_their_place(
    endpoint: str, path: str, version: dict[str, str], connect: Callable[..., Replicate]
) -> None:
    assert replicate._place(endpoint) == (path, version)
    provider = connect(models=[mine(endpoint)])
    assert isinstance(provider.poll(provider.submit(replace(ASKED, model="mine"), ORDER)), Done)


def test_the_schema_it_publishes_can_be_given_as_it_is(
    service: Service, connect: Callable[..., Replicate], address: str
) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    published = httpx2.get(f"{address}/models/minimax/h3", headers=headers).json()
    provider = connect(models=[mine("minimax/h3", input=published)])
    provider.submit(replace(ASKED, model="mine"), ORDER)
    told = {"prompt": "Rain on glass.", "duration": 5, "resolution": "768P", "ratio": "16:9"}
    assert service.asked[0]["input"] == told


def test_what_is_billed_by_the_machine_costs_what_it_ran(service: Service, connect: Callable[..., Replicate]) -> None:
    service.seconds = 41.0
    service.models["house/own"] = PLAIN["properties"]
    provider = connect(models=[mine("house/own", unit="machine_second", price="0.0014", takes=(20, 90))])
    remote = provider.submit(replace(ASKED, model="mine"), ORDER)
    service.clock.turn(41)
    done = provider.poll(remote)
    assert isinstance(done, Done)
    assert done.used == Usage(Decimal("41.0"), "second")
    assert done.cost == Money.of("0.0574", "USD")
    assert service.bill.total == pytest.approx(0.0574)


@pytest.mark.parametrize(
    ("endpoint", "cost"),
    [(f"alibaba/wan-3:{VERSION}", "0.0574"), (VERSION, "0.0574"), ("deployments/house/quick", None)],
)
def test_a_version_costs_what_it_ran_and_a_deployment_does_not_say_which_it_was(
    endpoint: str, cost: str | None, service: Service, connect: Callable[..., Replicate]
) -> None:
    service.seconds = 41.0
    provider = connect(models=[mine(endpoint, unit="machine_second", price="0.0014", takes=(20, 90))])
    remote = provider.submit(replace(ASKED, model="mine"), ORDER)
    service.clock.turn(41)
    done = provider.poll(remote)
    assert isinstance(done, Done)
    assert done.cost == (Money.of(cost, "USD") if cost else None)


@pytest.mark.parametrize("shape", ["text", "list", "object"])
def test_what_was_made_is_found_in_any_shape(shape: str, service: Service, connect: Callable[..., Replicate]) -> None:
    service.faults.throw("shape", shape)
    provider = connect()
    done = provider.poll(provider.submit(ASKED, ORDER))
    assert isinstance(done, Done)
    assert done.output.endswith(".mp4")


def test_what_a_schema_does_not_allow_is_refused_before_anything_is_sent(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    provider, asked = connect(), replace(ASKED, frames=960)
    with pytest.raises(ProviderFailure, match="`duration` takes at most 30; 40 seconds were asked") as raised:
        provider.submit(asked, ORDER)
    assert raised.value.cause is Cause.INVALID_REQUEST
    assert provider.refuses(asked) == raised.value.says
    assert service.asked == []


@pytest.mark.parametrize(
    ("fault", "cause", "after"),
    [
        ("no_credit", Cause.BALANCE, 0),
        ("busy", Cause.RATE_LIMIT, 30),
        ("throttled", Cause.RATE_LIMIT, 12),
        ("unavailable", Cause.PROVIDER_FAULT, 0),
    ],
)
def test_what_was_certainly_not_taken_may_be_sent_again(
    fault: str, cause: Cause, after: float, service: Service, connect: Callable[..., Replicate]
) -> None:
    service.faults.throw(fault)
    provider = connect()
    with pytest.raises(NotNow) as raised:
        provider.submit(ASKED, ORDER)
    assert (raised.value.cause, raised.value.after) == (cause, after)
    assert service.asked == []
    assert provider.submit(ASKED, ORDER)


@pytest.mark.parametrize("fault", ["breaks", "drops", "html", "no_id"])
def test_what_may_have_been_taken_is_never_sent_again(
    fault: str, service: Service, connect: Callable[..., Replicate]
) -> None:
    service.faults.throw(fault)
    with pytest.raises(Ambiguous):
        connect().submit(ASKED, ORDER)
    assert len(service.asked) == 1


def test_an_answer_that_comes_too_late_is_as_good_as_none(service: Service, connect: Callable[..., Replicate]) -> None:
    service.faults.throw("slow", 0.3)
    provider = connect()
    provider._wire.http.timeout = 0.1
    with pytest.raises(Ambiguous):
        provider.submit(ASKED, ORDER)
    assert len(service.asked) == 1


def test_a_wrong_token_holds_up_the_account_wherever_it_is_used(
    connect: Callable[..., Replicate], house: House
) -> None:
    provider = connect(key="wrong")
    asked = cited(house, ("image", "first_frame"))
    for call in (
        lambda: provider.submit(ASKED, ORDER),
        lambda: provider.submit(asked, ORDER),
        lambda: provider.poll("p1"),
    ):
        with pytest.raises(NotNow) as raised:
            call()
        assert raised.value.cause is Cause.AUTH


def test_a_file_that_is_not_taken_stops_the_order_before_it_costs(
    service: Service, connect: Callable[..., Replicate], house: House
) -> None:
    service.faults.throw("upload_refused")
    with pytest.raises(ProviderFailure) as raised:
        connect().submit(cited(house, ("image", "first_frame")), ORDER)
    assert raised.value.cause is Cause.INPUT_FETCH
    assert service.asked == []


def test_a_model_that_is_gone_or_an_input_it_does_not_take_is_a_failure(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    provider = connect(models=[mine("nobody/nothing")])
    with pytest.raises(ProviderFailure) as raised:
        provider.submit(replace(ASKED, model="mine"), ORDER)
    assert raised.value.cause is Cause.MODEL_NOT_OPEN
    service.models["bytedance/seedance-2.5"]["resolution"] = {"enum": ["4k"]}
    with pytest.raises(ProviderFailure, match="resolution must be one of") as raised:
        provider.submit(ASKED, ORDER)
    assert raised.value.cause is Cause.INVALID_REQUEST


@pytest.mark.parametrize(
    ("fails", "cause"),
    [
        ("The input or output was flagged as sensitive. Please try again. (E005)", Cause.INPUT_MODERATION),
        ("NSFW content detected in the output", Cause.OUTPUT_MODERATION),
        ("Prediction failed to start (E6716)", Cause.PROVIDER_FAULT),
        ("Out of memory (E1001)", Cause.PROVIDER_FAULT),
        ("", Cause.PROVIDER_FAULT),
        ("aborted", Cause.CANCELLED),
        ("nothing", Cause.PROVIDER_FAULT),
    ],
)
def test_how_it_ended_has_one_cause(
    fails: str, cause: Cause, service: Service, connect: Callable[..., Replicate]
) -> None:
    service.faults.throw("fails", fails or "unexplained")
    provider = connect()
    remote = provider.submit(ASKED, ORDER)
    with pytest.raises(ProviderFailure) as raised:
        provider.poll(remote)
    assert raised.value.cause is cause
    assert raised.value.raw
    assert raised.value.then


def test_after_an_hour_what_was_made_is_gone(
    service: Service, connect: Callable[..., Replicate], tmp_path: Path
) -> None:
    provider = connect()
    remote = provider.submit(ASKED, ORDER)
    done = provider.poll(remote)
    assert isinstance(done, Done)
    service.clock.turn(3601)
    late = provider.poll(remote)
    assert isinstance(late, Done), "it was made, and is paid"
    for each in (late, done):
        with pytest.raises(ProviderFailure) as raised:
            provider.fetch(ASKED, each, tmp_path / "raw.mp4")
        assert raised.value.cause is Cause.EXPIRED


def test_what_waits_costs_nothing_when_it_is_cancelled_and_what_runs_is_billed(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    service.seconds = 60.0
    provider = connect()
    running, also, third, waiting = (provider.submit(replace(ASKED, attempt=n), ORDER) for n in range(4))
    assert [provider.poll(one) for one in (third, waiting)] == [Waiting(), Waiting("queued")]
    service.clock.turn(10)
    assert provider.cancel(waiting) is Cancelled.DONE
    assert service.bill.count == 0
    assert provider.cancel(running) is Cancelled.ASKED
    assert service.bill.count == 1
    with pytest.raises(ProviderFailure) as raised:
        provider.poll(running)
    assert raised.value.cause is Cause.CANCELLED
    service.clock.turn(60)
    assert provider.cancel(also) is Cancelled.REFUSED
    assert provider.cancel("nobody") is Cancelled.REFUSED


def test_what_a_machine_ran_until_it_was_cancelled_is_billed_and_booked(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    service.seconds = 60.0
    service.models["house/own"] = PLAIN["properties"]
    provider = connect(models=[mine("house/own", unit="machine_second", price="0.0014", takes=(20, 90))])
    remote = provider.submit(replace(ASKED, model="mine"), ORDER)
    service.clock.turn(10)
    assert provider.cancel(remote) is Cancelled.ASKED
    with pytest.raises(ProviderFailure) as raised:
        provider.poll(remote)
    assert raised.value.cost == Money.of("0.014", "USD")
    assert service.bill.total == pytest.approx(0.014)


def test_what_is_not_known_for_three_looks_is_gone_and_a_strange_status_goes_on(
    service: Service, connect: Callable[..., Replicate]
) -> None:
    provider = connect()
    remote = provider.submit(ASKED, ORDER)
    service.faults.throw("not_yet", times=2)
    assert provider.poll(remote) == provider.poll(remote) == Waiting("unknown")
    service.faults.throw("status", "warming")
    assert provider.poll(remote) == Waiting()
    service.faults.throw("look_html")
    with pytest.raises(NotNow):
        provider.poll(remote)
    assert isinstance(provider.poll(remote), Done)
    service.faults.throw("not_yet", times=3)
    with pytest.raises(ProviderFailure) as raised:
        [provider.poll(remote) for _ in range(3)]
    assert raised.value.cause is Cause.NOT_FOUND


def test_a_download_that_breaks_off_is_begun_again(
    service: Service, connect: Callable[..., Replicate], tmp_path: Path
) -> None:
    provider = connect()
    done = provider.poll(provider.submit(ASKED, ORDER))
    assert isinstance(done, Done)
    service.faults.throw("file_cut")
    with pytest.raises(NotNow):
        provider.fetch(ASKED, done, tmp_path / "raw.mp4")
    provider.fetch(ASKED, done, tmp_path / "raw.mp4")
    assert service.bill.count == 1


def test_without_a_token_it_is_not_ready() -> None:
    assert "`key` under [providers.replicate]" in replicate.ready(Settings())
    assert replicate.ready(Settings.model_validate({"key": "k"})) == ""
