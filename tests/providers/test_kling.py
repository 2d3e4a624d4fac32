"""Kling against a pretend one: what is sent for each way to make a clip, what comes back, and what it costs."""

import base64
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from rushes.kernel.money import Money
from rushes.media.probe import check_importable, probe
from rushes.providers import kling
from rushes.providers.base import Cancelled, Citation, Done, House, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, Objection, ProviderFailure
from rushes.providers.kling import Kling, Settings
from rushes.providers.pricing import Usage
from tests.providers.orders import KEY, PICTURE, PROMPT, house, order, picture, sent
from tests.simulators.kling import CODES, Service, app
from tests.simulators.serving import served

OMNI, PLAIN, TURBO = "kling-3.0-omni", "kling-3.0", "kling-3.0-turbo"
OPTIONS = {"external_task_id": KEY, "watermark_info": {"enabled": False}}


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
def address(running: tuple[Service, str]) -> str:
    return running[1]


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path)


@pytest.fixture
def made(service: Service, address: str, home: House) -> Iterator[Kling]:
    with closing(kling.connect(Settings(url=address, key=SecretStr(service.key)), home)) as provider:
        yield provider


def test_words_alone_are_sent_to_the_path_of_each_model(service: Service, made: Kling) -> None:
    for model in (OMNI, PLAIN, TURBO):
        assert made.submit(order(model, size=(1920, 1080)), f"{KEY}{model}")
    bodies = dict(service.asked)
    shape = {"resolution": "1080p", "aspect_ratio": "16:9", "duration": 5}
    sound = {"audio": "native", "multi_shot": False}
    assert bodies["/omni-video/kling-3.0-omni"]["contents"] == [{"type": "prompt", "text": PROMPT}]
    assert bodies["/omni-video/kling-3.0-omni"]["settings"] == shape | sound
    assert bodies["/text-to-video/kling-3.0"]["prompt"] == PROMPT
    assert bodies["/text-to-video/kling-3.0"]["settings"] == shape | sound
    assert bodies["/text-to-video/kling-3.0-turbo"]["settings"] == shape


def test_a_first_and_a_last_frame_go_as_base64_and_give_the_clip_their_shape(
    service: Service, made: Kling, home: House
) -> None:
    frames = picture(home, slot="first_frame"), picture(home, slot="last_frame")
    made.submit(order(PLAIN, *frames, audio=False), KEY)
    [(path, body)] = service.asked
    bare = base64.b64encode(PICTURE).decode()
    assert path == "/image-to-video/kling-3.0"
    assert body == {
        "contents": [
            {"type": "prompt", "text": PROMPT},
            {"type": "first_frame", "url": bare},
            {"type": "last_frame", "url": bare},
        ],
        "settings": {"resolution": "720p", "duration": 5, "audio": "off", "multi_shot": False},
        "options": OPTIONS,
    }


def test_references_bear_the_names_by_which_the_prompt_calls_them(service: Service, made: Kling, home: House) -> None:
    without = Citation(2, "PR-TAPE", "prop")
    made.submit(order(OMNI, picture(home), without, picture(home, 3)), KEY)
    contents = service.asked[0][1]["contents"]
    assert [(one["type"], one.get("id")) for one in contents[1:]] == [
        ("refer_image", "image_1"),
        ("refer_image", "image_3"),
    ]


@pytest.mark.parametrize(
    ("frames", "size", "asked"),
    [
        (1, (1280, 720), ("720p", "16:9", 3)),
        (73, (1920, 1080), ("1080p", "16:9", 4)),
        (360, (3840, 2160), ("4k", "16:9", 15)),
        (120, (720, 1280), ("720p", "9:16", 5)),
        (120, (1000, 1000), ("1080p", "1:1", 5)),
        (120, (1920, 804), ("1080p", "16:9", 5)),
    ],
)
def test_it_asks_for_the_least_that_is_enough(
    service: Service, made: Kling, frames: int, size: tuple[int, int], asked: tuple[str, str, int]
) -> None:
    made.submit(order(OMNI, frames=frames, size=size), KEY)
    settings = service.asked[0][1]["settings"]
    assert (settings["resolution"], settings["aspect_ratio"], settings["duration"]) == asked


def test_an_order_waits_its_turn_runs_and_is_delivered_with_its_bill(
    service: Service, made: Kling, tmp_path: Path
) -> None:
    asked = order(OMNI, frames=72)
    first, second, third = (made.submit(asked, f"{KEY}-{number}") for number in range(3))
    assert made.poll(third) == Waiting("queued")
    assert dict(made.look([first, third])) == {first: Waiting("running"), third: Waiting("queued")}
    service.clock.turn(61)
    done = made.poll(second)
    assert isinstance(done, Done)
    assert (done.cost, done.used) == (Money.of("0.336", "USD"), Usage(Decimal("2.4"), "credit"))
    assert done.cost == kling.plugin.estimate(asked).high
    assert service.bill.total == pytest.approx(3 * 0.336)
    target = tmp_path / "clip.mp4"
    made.fetch(asked, done, target)
    assert check_importable(probe(target), target).frames == 72


def test_what_was_paid_in_money_costs_what_kling_says(service: Service, made: Kling) -> None:
    service.charge_type = "cash"
    remote = made.submit(order(PLAIN, audio=False), KEY)
    service.clock.turn(61)
    done = made.poll(remote)
    assert isinstance(done, Done)
    assert (done.cost, done.used) == (Money.of("0.42", "USD"), None)


@pytest.mark.parametrize("fault", ["drops", "breaks", "html"])
def test_an_answer_that_was_lost_is_ambiguous_and_the_task_is_found_by_our_key(
    service: Service, made: Kling, fault: str
) -> None:
    service.faults.throw(fault)
    with pytest.raises(Ambiguous):
        made.submit(order(OMNI), KEY)
    found = made.find(sent(order(OMNI)))
    assert [found] == list(service.floor.jobs)
    service.clock.turn(61)
    assert isinstance(made.poll(str(found)), Done)
    assert service.bill.count == 1


def test_what_was_never_taken_is_absent_after_a_minute_and_unsure_before(made: Kling) -> None:
    assert made.find(sent(order(OMNI), ago=5)) is Trace.UNSURE
    assert made.find(sent(order(OMNI), ago=90)) is Trace.ABSENT


def test_a_task_that_is_another_orders_is_not_this_one(service: Service, made: Kling) -> None:
    remote = made.submit(order(OMNI), KEY)
    assert made.find(sent(order(OMNI), ago=90, taken=(remote,))) is Trace.UNSURE


def test_where_nobody_listens_nothing_was_sent(home: House) -> None:
    with (
        closing(kling.connect(Settings(url="http://127.0.0.1:9"), home)) as made,
        pytest.raises(NotNow, match="Nobody answers"),
    ):
        made.submit(order(OMNI), KEY)


NOT_NOW = {
    **dict.fromkeys((1000, 1001, 1002, 1003, 1004, 1304), Cause.AUTH),
    **dict.fromkeys((1100, 1101, 1102), Cause.BALANCE),
    1103: Cause.MODEL_NOT_OPEN,
    1302: Cause.RATE_LIMIT,
    1303: Cause.CONCURRENCY,
}
FOR_GOOD = {
    **dict.fromkeys((1200, 1201), Cause.INVALID_REQUEST),
    **dict.fromkeys((1202, 1203), Cause.NOT_FOUND),
    **dict.fromkeys((1300, 1301), Cause.INPUT_MODERATION),
}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_cause_whatever_the_http_status(service: Service, made: Kling, code: int) -> None:
    service.faults.throw("refuses", code)
    with pytest.raises((NotNow, ProviderFailure, Ambiguous)) as caught:
        made.submit(order(OMNI), KEY)
    error = caught.value
    assert service.floor.jobs == {}
    if not isinstance(error, NotNow | ProviderFailure):
        assert code in {5000, 5001, 5002}
        return
    expected = NOT_NOW if isinstance(error, NotNow) else FOR_GOOD
    assert expected[code] is error.cause
    assert error.then.endswith(".")
    assert str(code) in error.raw


def test_over_the_packs_tasks_it_is_sent_again_later(service: Service, made: Kling) -> None:
    for number in range(service.limit):
        made.submit(order(OMNI), f"{KEY}-{number}")
    with pytest.raises(NotNow) as caught:
        made.submit(order(OMNI), KEY)
    assert caught.value.cause is Cause.CONCURRENCY


def test_a_wrong_key_is_said_and_never_shown(address: str, home: House) -> None:
    with closing(kling.connect(Settings(url=address, key=SecretStr("sesame")), home)) as made:
        for call in (partial(made.submit, order(OMNI), KEY), partial(made.poll, "1")):
            with pytest.raises(NotNow) as caught:
                call()
            assert caught.value.cause is Cause.AUTH
            assert "sesame" not in f"{caught.value.says} {caught.value.then} {caught.value.raw}"


@pytest.mark.parametrize(
    ("says", "cause", "objection"),
    [
        ("triggering the content risk control of the platform", Cause.OUTPUT_MODERATION, Objection.SAFETY),
        ("generation failed", Cause.PROVIDER_FAULT, None),
    ],
)
def test_a_task_that_failed_says_why_and_is_not_billed(
    service: Service, made: Kling, says: str, cause: Cause, objection: Objection | None
) -> None:
    service.faults.throw("fails", says)
    remote = made.submit(order(OMNI), KEY)
    service.clock.turn(61)
    with pytest.raises(ProviderFailure, match=says) as caught:
        made.poll(remote)
    assert (caught.value.cause, caught.value.objection) == (cause, objection)
    [(_, failure)] = made.look([remote])
    assert isinstance(failure, ProviderFailure)
    assert service.bill.count == 0


def test_a_word_it_never_said_before_means_that_it_still_runs(service: Service, made: Kling) -> None:
    remote = made.submit(order(OMNI), KEY)
    service.faults.throw("status", "rendering")
    assert made.poll(remote) == Waiting("rendering")


def test_a_task_it_does_not_mention_is_not_known_to_be_over(service: Service, made: Kling) -> None:
    remote = made.submit(order(OMNI), KEY)
    service.faults.throw("forgets", times=2)
    with pytest.raises(NotNow) as caught:
        made.poll(remote)
    assert caught.value.cause is Cause.NOT_FOUND
    assert list(made.look([remote, "1"])) == []
    assert made.poll(remote) == Waiting("running")


@pytest.mark.parametrize("code", [1002, 1302, 5000])
def test_a_look_that_was_refused_says_nothing_of_the_task(service: Service, made: Kling, code: int) -> None:
    remote = made.submit(order(OMNI), KEY)
    service.faults.throw("look refuses", code, times=2)
    with pytest.raises(NotNow):
        made.poll(remote)
    assert list(made.look([remote])) == []


def test_a_download_may_break_or_come_too_late(service: Service, made: Kling, tmp_path: Path) -> None:
    asked, target = order(OMNI, frames=72), tmp_path / "clip.mp4"
    remote = made.submit(asked, KEY)
    service.clock.turn(61)
    done = made.poll(remote)
    assert isinstance(done, Done)
    service.faults.throw("truncates")
    with pytest.raises(NotNow):
        made.fetch(asked, done, target)
    made.fetch(asked, done, target)
    service.clock.turn(31 * 86400)
    with pytest.raises(ProviderFailure) as caught:
        made.fetch(asked, done, target)
    assert caught.value.cause is Cause.EXPIRED


def test_a_clip_that_came_shorter_than_asked_is_reported_as_it_came(service: Service, made: Kling) -> None:
    service.faults.throw("shorter", 3)
    remote = made.submit(order(OMNI), KEY)
    service.clock.turn(61)
    done = made.poll(remote)
    assert isinstance(done, Done)
    assert done.reported == {"seconds": "3"}
    assert done.cost == Money.of("0.56", "USD")


def test_nothing_can_be_cancelled(service: Service, made: Kling) -> None:
    remote = made.submit(order(OMNI), KEY)
    assert made.cancel(remote) is Cancelled.REFUSED
    service.clock.turn(61)
    assert isinstance(made.poll(remote), Done)


def test_a_picture_that_is_gone_is_said_before_anything_is_sent(service: Service, made: Kling) -> None:
    lost = Citation(1, "CH-WREN", "identity", "f" * 64)
    with pytest.raises(ProviderFailure) as caught:
        made.submit(order(OMNI, lost), KEY)
    assert caught.value.cause is Cause.INPUT_FETCH
    assert service.asked == []


def test_what_its_pages_rule_out_is_refused_here(made: Kling, home: House) -> None:
    first, last = picture(home, slot="first_frame"), picture(home, slot="last_frame")
    clip = Citation(1, "LO-ALLEY", "motion", home.blobs.put_bytes(b"clip"), kind="video")
    assert made.refuses(order(OMNI, first, last, picture(home))) == ""
    for refused in (
        order(PLAIN, picture(home)),
        order(OMNI, *(picture(home, number) for number in range(1, 9))),
        order(TURBO, first, last),
        order(PLAIN, last),
        order(OMNI, clip),
        order(OMNI, mode="edit"),
    ):
        assert made.refuses(refused).endswith(".")


@pytest.mark.parametrize(
    ("model", "size", "audio", "price"),
    [
        (OMNI, (1280, 720), True, "0.56"),
        (OMNI, (1920, 1080), False, "0.56"),
        (PLAIN, (1920, 1080), True, "0.84"),
        (PLAIN, (3840, 2160), True, "2.10"),
        (TURBO, (1920, 1080), False, "0.70"),
    ],
)
def test_five_seconds_cost_what_its_price_page_says(model: str, size: tuple[int, int], audio: bool, price: str) -> None:
    estimate = kling.plugin.estimate(order(model, size=size, audio=audio))
    assert estimate.low == estimate.high == Money.of(price, "USD")
    assert estimate.used is not None
    assert estimate.used[0] == Usage(Decimal(price) / Decimal("0.14"), "credit")


def test_its_settings_say_what_is_lacking_and_where_the_account_is() -> None:
    assert "key" in kling.ready(Settings())
    assert "webhook_secret" in kling.ready(
        Settings(key=SecretStr("key-of-a-test"), webhook_secret=SecretStr("whsec_é"))
    )
    assert kling.ready(Settings(key=SecretStr("key-of-a-test"), webhook_secret=SecretStr("whsec_c2VjcmV0"))) == ""
    assert kling.asks(Settings(key=SecretStr("key-of-a-test"))) == {"host": "https://api-singapore.klingai.com"}


def test_it_is_told_where_to_call_only_where_there_is_an_address(
    service: Service, address: str, tmp_path: Path
) -> None:
    reached = house(tmp_path, callback=lambda key: f"https://studio.example/hooks/kling/{key}")
    with closing(kling.connect(Settings(url=address, key=SecretStr(service.key)), reached)) as made:
        remote = made.submit(order(OMNI), KEY)
    assert service.asked[0][1]["options"] == OPTIONS | {"callback_url": f"https://studio.example/hooks/kling/{KEY}"}
    messages = service.messages()
    service.clock.turn(61)
    messages += service.messages()
    assert [one.url for one in messages] == [f"https://studio.example/hooks/kling/{KEY}"] * 2
    now = datetime.fromtimestamp(service.clock.now(), UTC)
    heard = {made.hears(one.headers, one.body, now) for one in [*reversed(messages), messages[0]]}
    assert heard == {remote}
