"""Pictures from OpenAI's shape of a server: wire bodies, sizes, links, and what goes wrong on the way."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from rushes.kernel.money import Money
from rushes.providers import protocol
from rushes.providers.base import Done, Sent, Trace
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, ProviderFailure
from rushes.providers.openai import plugin
from rushes.providers.pricing import Usage
from tests.providers.servers import KEY, Studio, studio
from tests.simulators import kit
from tests.simulators.openai import Service


@pytest.fixture
def service() -> Service:
    return Service(key="sesame")


@pytest.fixture
def here(service: Service, tmp_path: Path) -> Iterator[Studio]:
    with studio(tmp_path, service) as made:
        yield made


def size(content: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(content)).size


def test_a_picture_from_words_comes_with_the_answer(here: Studio, service: Service) -> None:
    done, content = here.brought(here.picture())
    assert service.asked == [
        {"model": "image-1", "prompt": "Wren lays the tape on the counter.", "n": 1, "size": "1280x720"}
    ]
    assert size(content) == (1280, 720)
    assert done.used == Usage(Decimal(1624), "token")
    assert done.reported == {"size": "1280x720"}
    estimate = plugin.estimate(here.picture())
    assert (estimate.low, estimate.high) == (Money.of("0.04", "USD"),) * 2
    assert service.bill.count == 1
    assert service.bill.total == pytest.approx(estimate.high.micros / 1e6)


def test_a_picture_from_pictures_goes_out_as_a_form_in_their_order(here: Studio, service: Service) -> None:
    red, blue = kit.picture(64, 64, 255), kit.picture(32, 32, 0, "JPEG")
    here.brought(here.picture(citations=here.shown(red, blue)))
    assert [(sent.field, sent.kind, sent.content) for sent in service.files[0]] == [
        ("image[]", "image/png", red),
        ("image[]", "image/jpeg", blue),
    ]
    assert service.asked[0]["size"] == "1280x720"
    assert service.sent[0]["content-type"].startswith("multipart/form-data")


def test_a_server_of_vllm_omni_is_told_the_seed_and_what_to_leave_out(service: Service, tmp_path: Path) -> None:
    service.image = "vllm_omni"
    with studio(tmp_path, service) as here:
        here.brought(here.picture(settings={"seed": 7, "negative": "text"}))
        here.brought(here.picture(settings={"seed": 7}, citations=here.shown(kit.picture(8, 8))))
    words, pictures = service.asked
    assert (words["seed"], words["negative_prompt"]) == (7, "text")
    assert (pictures["seed"], "negative_prompt" in pictures) == ("7", False)


def test_a_server_that_answers_with_a_link_is_followed_while_the_link_lives(service: Service, tmp_path: Path) -> None:
    service.image = "localai"
    with studio(tmp_path, service) as here:
        _, content = here.brought(here.picture())
        assert size(content) == (1280, 720)

        asked = here.picture(attempt=2)
        remote = here.provider.submit(asked, KEY)
        service.faults.throw("short")
        with pytest.raises(NotNow, match="broke off"):
            here.fetched(asked, remote)
        assert size(here.fetched(asked, remote)[1]) == (1280, 720)
        service.clock.turn(7200)
        with pytest.raises(ProviderFailure) as gone:
            here.fetched(asked, remote)
    assert (gone.value.cause, service.bill.count) == (Cause.EXPIRED, 2)


def test_words_that_the_server_rewrote_are_told(here: Studio, service: Service) -> None:
    service.faults.throw("revises", "A red bird on a counter, cinematic.")
    done, _ = here.brought(here.picture())
    assert done.reported["revised_prompt"] == "A red bird on a counter, cinematic."


def test_the_quality_that_is_set_is_asked_for(service: Service, tmp_path: Path) -> None:
    with studio(tmp_path, service, image_quality="high") as here:
        here.brought(here.picture())
    assert service.asked[0]["quality"] == "high"


@pytest.mark.parametrize(
    ("offered", "wanted", "chosen"),
    [
        ((), (1280, 720), (1280, 720)),
        ((), (1920, 1080), (1920, 1088)),
        (("1024x1024", "1536x1024", "1024x1536"), (1280, 720), (1536, 1024)),
        (("1024x1024", "1536x1024", "1024x1536"), (1080, 1920), (1024, 1536)),
        (("640x360", "1280x720", "1920x1080"), (700, 394), (1280, 720)),
        (("640x360", "1280x720", "1920x1080"), (3840, 2160), (1920, 1080)),
        (("512x512",), (1280, 720), (512, 512)),
    ],
)
def test_the_size_is_the_least_that_is_enough_in_the_nearest_ratio(
    offered: tuple[str, ...], wanted: tuple[int, int], chosen: tuple[int, int]
) -> None:
    assert protocol.size(offered, *wanted) == chosen


@pytest.mark.parametrize(
    ("named", "cause", "after"),
    [
        ("wrong_key", Cause.AUTH, 0),
        ("forbidden", Cause.AUTH, 0),
        ("no_model", Cause.MODEL_NOT_OPEN, 0),
        ("busy", Cause.RATE_LIMIT, 9),
        ("no_credit", Cause.BALANCE, 9),
        ("unpaid", Cause.BALANCE, 0),
        ("no_quota", Cause.BALANCE, 0),
        ("overloaded", Cause.PROVIDER_FAULT, 9),
    ],
)
def test_what_was_not_accepted_may_be_sent_again_and_costs_nothing(
    here: Studio, service: Service, named: str, cause: Cause, after: float
) -> None:
    service.faults.throw("refuse", named)
    with pytest.raises(NotNow) as caught:
        here.provider.submit(here.picture(), KEY)
    assert (caught.value.cause, caught.value.after, service.bill.count) == (cause, after, 0)
    assert caught.value.then


@pytest.mark.parametrize("named", ["moderated", "sensitive"])
def test_what_a_moderator_objects_to_is_the_words_where_there_is_nothing_else(
    here: Studio, service: Service, named: str
) -> None:
    service.faults.throw("refuse", named, times=2)
    with pytest.raises(ProviderFailure) as words:
        here.provider.submit(here.picture(), KEY)
    with pytest.raises(ProviderFailure) as either:
        here.provider.submit(here.picture(citations=here.shown(kit.picture(8, 8))), KEY)
    assert (words.value.cause, words.value.medium) == (Cause.INPUT_MODERATION, Medium.TEXT)
    assert (either.value.cause, either.value.medium) == (Cause.INPUT_MODERATION, None)


def test_a_wrong_key_that_is_said_back_is_never_shown(service: Service, tmp_path: Path) -> None:
    with studio(tmp_path, service, image_key="secret-key") as here, pytest.raises(NotNow) as caught:
        here.provider.submit(here.picture(), KEY)
    assert caught.value.cause is Cause.AUTH
    assert "[the key]" in caught.value.says
    assert "secret-key" not in caught.value.says + caught.value.raw


@pytest.mark.parametrize("fault", ["drops", "broken", "gateway", "slow"])
def test_an_answer_that_was_lost_may_have_been_billed(service: Service, tmp_path: Path, fault: str) -> None:
    service.faults.throw("stumble", fault)
    with studio(tmp_path, service, seconds=0.4) as here:
        with pytest.raises(Ambiguous):
            here.provider.submit(here.picture(), KEY)
        assert here.provider.find(Sent(KEY, here.picture(), datetime.now(UTC))) is Trace.UNSURE
    assert service.bill.count == 1


def test_where_nobody_listens_nothing_was_sent(tmp_path: Path, service: Service) -> None:
    with studio(tmp_path, service, image_url="http://127.0.0.1:9/v1") as here, pytest.raises(NotNow):
        here.provider.submit(here.picture(), KEY)


@pytest.mark.parametrize(
    "said",
    [
        {"data": []},
        {"data": [{}]},
        {"data": "picture"},
        {"data": [{"b64_json": "!!"}]},
        {"data": [{"b64_json": "R0lGODlh"}]},
        {"data": [{"url": "file:///etc/passwd"}]},
        {"data": [{"url": 7}]},
    ],
)
def test_an_answer_without_a_picture_is_a_failure(here: Studio, service: Service, said: Any) -> None:
    service.faults.throw("instead", said)
    with pytest.raises(ProviderFailure) as failed:
        here.brought(here.picture())
    assert failed.value.cause is Cause.PROVIDER_FAULT


def test_a_page_instead_of_an_answer_is_a_failure_that_names_the_address(here: Studio, service: Service) -> None:
    service.faults.throw("stumble", "html")
    with pytest.raises(ProviderFailure) as failed:
        here.brought(here.picture())
    assert "image_url" in failed.value.then
    assert "It works!" in failed.value.raw


def test_a_picture_of_another_kind_is_no_result(here: Studio, service: Service) -> None:
    service.faults.throw("form", "WEBP")
    with pytest.raises(ProviderFailure, match="no PNG or JPEG"):
        here.brought(here.picture())


def test_what_cannot_be_asked_for_is_said_before(here: Studio, tmp_path: Path) -> None:
    refuses = here.provider.refuses
    assert refuses(here.picture(citations=here.shown(*[kit.picture(8, 8)] * 16))) == ""
    assert "16 pictures at most, not 17" in refuses(here.picture(citations=here.shown(*[kit.picture(8, 8)] * 17)))
    assert "take the clip" in refuses(here.picture(citations=here.shown(b"mp4", kind="video")))


def test_an_answer_that_is_no_longer_kept_is_not_found(here: Studio) -> None:
    for remote in (f"image:{'0' * 64}", "image:", "text:1", "image:../../etc/passwd"):
        with pytest.raises(ProviderFailure) as lost:
            here.provider.poll(remote)
        assert lost.value.cause is Cause.NOT_FOUND
    assert isinstance(here.provider.poll(here.provider.submit(here.picture(), KEY)), Done)
