"""A task at Ark from its queue to the file: looks, what it used and cost, links, cancelling, webhooks."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rushes.kernel.money import Money
from rushes.media.probe import check_importable, probe
from rushes.providers.ark import MOST_AT_ONCE, Ark
from rushes.providers.base import Cancelled, Done, Waiting
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.providers.pricing import Usage
from tests.providers.ark_account import KEY, Account, opened
from tests.simulators.ark import Service
from tests.simulators.kit import clip

DAY = 24 * 3600


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def ark(account: Account) -> Iterator[Ark]:
    with account.ark() as connected:
        yield connected


def orders(account: Account, ark: Ark, many: int) -> list[str]:
    """That many clips, ordered."""
    return [ark.submit(account.request(attempt=number), KEY) for number in range(1, many + 1)]


def failed(ark: Ark, remote: str) -> ProviderFailure:
    """How a task failed."""
    with pytest.raises(ProviderFailure) as caught:
        ark.poll(remote)
    return caught.value


def test_three_of_a_model_run_and_the_others_wait(account: Account, ark: Ark) -> None:
    remotes = [*orders(account, ark, 4), ark.submit(account.request("seedance-2.5"), KEY)]
    assert [ark.poll(remote) for remote in remotes] == [Waiting("running")] * 3 + [
        Waiting("queued"),
        Waiting("running"),
    ]
    account.service.clock.turn(4)
    assert [type(ark.poll(remote)) for remote in remotes] == [Done, Done, Done, Waiting, Done]


def test_a_finished_clip_says_what_it_used_what_that_costs_and_how_it_was_made(account: Account, ark: Ark) -> None:
    request = account.request(settings={"seed": 78674})
    done = account.made(ark, request)

    assert done.used == Usage(Decimal(108_900), "token")
    assert done.cost == Money.of("0.7623", "USD")
    assert account.service.bill.total == pytest.approx(0.7623)
    said = done.reported
    assert (said["seed"], said["resolution"], said["ratio"], said["duration"]) == (78674, "720p", "16:9", 5)
    assert said["framespersecond"] == 24


@pytest.mark.parametrize(
    ("host", "model", "fields", "tokens", "cost"),
    [
        ("byteplus", "seedance-2.0", {"width": 1920, "height": 1080}, 245_025, Money.of("1.886693", "USD")),
        ("byteplus", "seedance-2.0", {"width": 3840, "height": 2160}, 980_100, Money.of("3.9204", "USD")),
        ("byteplus", "seedance-2.5", {"frames": 720}, 648_900, Money.of("6.94323", "USD")),
        ("byteplus", "seedance-1.5-pro", {}, 108_900, Money.of("0.26136", "USD")),
        ("byteplus", "seedance-1.5-pro", {"settings": {"audio": False}}, 108_900, Money.of("0.13068", "USD")),
        ("volcengine", "seedance-2.0-mini", {}, 108_900, Money.of("2.5047", "CNY")),
        ("volcengine", "seedance-1.0-pro", {}, 103_818, Money.of("1.55727", "CNY")),
    ],
)
def test_what_it_costs_is_what_ark_bills(
    tmp_path: Path, host: str, model: str, fields: dict[str, Any], tokens: int, cost: Money
) -> None:
    with opened(tmp_path, Service(host=host), settings={"host": host}) as account, account.ark() as ark:
        done = account.made(ark, account.request(model, **fields))
        assert (done.used, done.cost) == (Usage(Decimal(tokens), "token"), cost)
        assert account.service.bill.total == pytest.approx(cost.micros / 1e6, abs=2e-6)


def test_a_clip_made_from_another_costs_less_a_token(account: Account) -> None:
    """The task does not say that there was one; its tokens do."""
    cited = (replace(account.file(clip(2.5, 960, 540), "video"), asset="M"),)
    account.relay = Bucket()
    with account.ark() as ark:
        done = account.made(ark, account.request(frames=96, citations=cited))
    assert done.used
    assert done.used.amount == (24 * (5 + 4) + 1) * 900
    assert done.cost == Money(int(done.used.amount * 43 / 10), "USD")
    assert account.service.bill.total == pytest.approx(done.cost.micros / 1e6)


class Bucket:
    """A relay in the open internet, where the pretend Ark does not go: it takes a clip there to last five seconds."""

    def link(self, sha256: str, suffix: str) -> str:
        """An address."""
        return f"https://bucket.example/{sha256}{suffix}"


def test_the_clip_is_fetched_whole_and_its_last_frame_by_its_own_address(
    account: Account, ark: Ark, tmp_path: Path
) -> None:
    request = account.request()
    done = account.made(ark, request)
    ark.fetch(request, done, tmp_path / "raw.mp4")
    video = check_importable(probe(tmp_path / "raw.mp4"), tmp_path / "raw.mp4")
    assert video.frames == 121

    ark.fetch(request, Done(done.reported["last_frame"]), tmp_path / "last.png")
    frame = replace(account.image(), sha256=account.house.blobs.put_file(tmp_path / "last.png"))
    assert account.house.blobs.read(frame.sha256).startswith(b"\x89PNG")


def test_a_clip_of_another_length_says_so_by_itself(account: Account, ark: Ark, tmp_path: Path) -> None:
    account.service.faults.throw("duration", 8)
    done = account.made(ark, account.request())
    ark.fetch(account.request(), done, tmp_path / "raw.mp4")
    assert check_importable(probe(tmp_path / "raw.mp4"), tmp_path / "raw.mp4").frames == 193


def test_a_download_that_comes_short_is_tried_again_and_a_dead_link_is_not(
    account: Account, ark: Ark, tmp_path: Path
) -> None:
    done, target = account.made(ark, account.request()), tmp_path / "raw.mp4"
    account.service.faults.throw("cut")
    with pytest.raises(NotNow):
        ark.fetch(account.request(), done, target)
    ark.fetch(account.request(), done, target)

    account.service.clock.turn(DAY + 1)
    with pytest.raises(ProviderFailure) as caught:
        ark.fetch(account.request(), done, target)
    assert caught.value.cause is Cause.EXPIRED


def test_after_a_day_there_is_no_link_but_the_cost_is_known(account: Account, ark: Ark, tmp_path: Path) -> None:
    remote = ark.submit(account.request(), KEY)
    account.service.clock.turn(2 * DAY)
    done = ark.poll(remote)
    assert isinstance(done, Done)
    assert (done.output, done.cost) == ("", Money.of("0.7623", "USD"))
    with pytest.raises(ProviderFailure) as caught:
        ark.fetch(account.request(), done, tmp_path / "raw.mp4")
    assert caught.value.cause is Cause.EXPIRED


def test_a_link_that_is_not_there_yet_is_asked_for_again(account: Account, ark: Ark, tmp_path: Path) -> None:
    remote = ark.submit(account.request(), KEY)
    account.service.clock.turn(60)
    account.service.faults.throw("without", ["content"], times=2)
    done = ark.poll(remote)
    assert isinstance(done, Done)
    with pytest.raises(NotNow):
        ark.fetch(account.request(), done, tmp_path / "raw.mp4")
    ark.fetch(account.request(), done, tmp_path / "raw.mp4")
    assert probe(tmp_path / "raw.mp4").video


def test_after_seven_days_ark_knows_nothing_of_it(account: Account, ark: Ark) -> None:
    remote = ark.submit(account.request(), KEY)
    account.service.clock.turn(8 * DAY)
    assert failed(ark, remote).cause is Cause.NOT_FOUND


def test_what_ark_did_not_come_to_in_time_has_expired_and_is_not_billed(account: Account, ark: Ark) -> None:
    remote = ark.submit(account.request(prompt="A tape. [[fail:expire]]"), KEY)
    account.service.clock.turn(2 * DAY + 1)
    assert failed(ark, remote).cause is Cause.EXPIRED
    assert account.service.bill.count == 0


def test_a_status_nobody_knows_still_runs(account: Account, ark: Ark) -> None:
    remote = ark.submit(account.request(), KEY)
    account.service.clock.turn(60)
    account.service.faults.throw("status", "polishing")
    account.service.faults.throw("without", ["status"], times=1)
    assert ark.poll(remote) == Waiting("unknown")
    account.service.faults.throw("status", "polishing")
    assert ark.poll(remote) == Waiting("polishing")
    account.service.faults.throw("without", ["usage", "seed", "error", "model"])
    done = ark.poll(remote)
    assert isinstance(done, Done)
    assert (done.used, done.cost, "seed" in done.reported) == (None, None, False)


@pytest.mark.parametrize("fault", ["busy", "page"])
def test_a_look_that_is_not_answered_says_nothing_of_the_clip(account: Account, ark: Ark, fault: str) -> None:
    remote = ark.submit(account.request(), KEY)
    for code in ("RequestBurstTooFast", "AccountOverdueError", "AuthenticationError", "InternalServiceError"):
        account.service.faults.throw(fault, code)
        with pytest.raises(NotNow):
            ark.poll(remote)
    assert isinstance(ark.poll(remote), Waiting)


def test_hundreds_are_looked_at_in_a_few_calls(account: Account, ark: Ark) -> None:
    remotes = orders(account, ark, MOST_AT_ONCE + 20)
    account.service.clock.turn(3)
    asked = counted(ark)
    answers = dict(ark.look([*remotes, "cgt-nobody-knows"]))

    assert len(asked) == 2 + 3 + 1
    assert sum(isinstance(answer, Done) for answer in answers.values()) == 3
    assert sum(answer == Waiting("running") for answer in answers.values()) == 3
    assert sum(answer == Waiting("queued") for answer in answers.values()) == MOST_AT_ONCE + 20 - 6
    gone = answers["cgt-nobody-knows"]
    assert isinstance(gone, ProviderFailure)
    assert gone.cause is Cause.NOT_FOUND


def counted(ark: Ark) -> list[str]:
    """The addresses it asks from now on."""
    asked: list[str] = []
    ark._wire.http.event_hooks["request"].append(lambda request: asked.append(str(request.url)))
    return asked


def test_where_the_list_is_not_answered_nothing_is_said(account: Account, ark: Ark) -> None:
    remotes = orders(account, ark, 2)
    account.service.faults.throw("busy", "ServerOverloaded")
    with pytest.raises(NotNow):
        list(ark.look(remotes))
    account.service.faults.throw("busy", "InvalidParameter")
    assert dict(ark.look(remotes)) == dict.fromkeys(remotes, Waiting("running"))


def test_clips_and_pictures_are_looked_at_together(account: Account, ark: Ark) -> None:
    picture = ark.submit(account.still(), KEY)
    answers = dict(ark.look([ark.submit(account.request(), KEY), picture]))
    assert [type(answer) for answer in answers.values()] == [Done, Waiting]
    assert ark.cancel(picture) is Cancelled.REFUSED


def test_only_what_waits_can_be_cancelled_and_nothing_that_is_over_is_deleted(account: Account, ark: Ark) -> None:
    running, *_, waiting = orders(account, ark, 4)
    assert ark.cancel(running) is Cancelled.REFUSED
    assert ark.cancel(waiting) is Cancelled.DONE
    assert ark.cancel(waiting) is Cancelled.DONE
    assert failed(ark, waiting).cause is Cause.CANCELLED

    account.service.clock.turn(60)
    assert ark.cancel(running) is Cancelled.REFUSED
    assert isinstance(ark.poll(running), Done)
    assert ark.cancel("cgt-nobody-knows") is Cancelled.REFUSED
    assert account.service.bill.count == 3


def test_a_clip_that_begins_between_the_look_and_the_cancelling_goes_on(account: Account, ark: Ark) -> None:
    *_, waiting = orders(account, ark, 4)
    ark._wire.http.event_hooks["request"].append(
        lambda request: account.service.clock.turn(4) if request.method == "DELETE" else None
    )
    assert ark.cancel(waiting) is Cancelled.REFUSED
    assert ark.poll(waiting) == Waiting("running")


def test_a_wish_to_cancel_that_was_not_heard_may_be_said_again(account: Account, ark: Ark) -> None:
    *_, waiting = orders(account, ark, 4)
    account.service.faults.throw("busy", "AccountOverdueError")
    with pytest.raises(NotNow):
        ark.cancel(waiting)
    assert ark.cancel(waiting) is Cancelled.DONE


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ({"id": "cgt-20260514101521-nk5ct", "status": "running"}, "cgt-20260514101521-nk5ct"),
        ({"id": "cgt-20260514101521-nk5ct", "status": "polishing", "more": 1}, "cgt-20260514101521-nk5ct"),
        ({"id": "cgt-20260514101521-nk5ct"}, None),
        ({"id": "../../keys", "status": "running"}, None),
        ({"id": "cgt-1\n", "status": "running"}, None),
        ({"id": 7, "status": "running"}, None),
        ({"status": "running"}, None),
        (["cgt-20260514101521-nk5ct"], None),
    ],
)
def test_a_message_is_believed_for_its_shape_alone(ark: Ark, said: Any, heard: str | None) -> None:
    assert ark.hears({}, json.dumps(said).encode(), datetime.now(UTC)) == heard


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"[" * 100_000, b'{"id": "cgt-1", "status": "running"', b" " * 2**21]
)
def test_what_is_no_message_is_not_believed(ark: Ark, body: bytes) -> None:
    assert ark.hears({"content-type": "application/json"}, body, datetime.now(UTC)) is None


def test_a_long_wait_for_an_answer_ends(tmp_path: Path) -> None:
    with opened(tmp_path, settings={"seconds": 0.1}) as account, account.ark() as ark:
        done = account.made(ark, account.request())
        account.service.faults.throw("crawl", 0.3)
        before = time.monotonic()
        with pytest.raises(NotNow):
            ark.fetch(account.request(), done, tmp_path / "raw.mp4")
        assert time.monotonic() - before < 2
