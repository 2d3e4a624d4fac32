"""Clips by the shape of `/v1/videos`: each dialect's wire body, looking, bringing home, and what goes wrong."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest

from rushes.kernel.money import Money
from rushes.media.probe import check_importable, probe
from rushes.providers import openai
from rushes.providers.base import Done, Waiting
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, ProviderFailure
from rushes.providers.openai import plugin
from rushes.providers.pricing import Usage
from tests.providers.servers import KEY, Studio, studio
from tests.simulators import kit
from tests.simulators.openai import Service
from tests.simulators.openai_videos import forget


@pytest.fixture
def service() -> Service:
    return Service(key="sesame")


@pytest.fixture
def here(service: Service, tmp_path: Path) -> Iterator[Studio]:
    with studio(tmp_path, service) as made:
        yield made


@pytest.fixture
def omni(tmp_path: Path) -> Iterator[Studio]:
    with studio(tmp_path, Service(video="vllm_omni")) as made:
        yield made


@pytest.fixture
def reseller(tmp_path: Path) -> Iterator[Studio]:
    with studio(tmp_path, Service(key="sesame", video="newapi")) as made:
        yield made


def frames(film: bytes) -> int:
    """How many frames a clip has."""
    with NamedTemporaryFile(suffix=".mp4") as file:
        Path(file.name).write_bytes(film)
        return check_importable(probe(Path(file.name)), Path(file.name)).frames


def test_openais_shape_is_a_form_of_whole_seconds_and_known_sizes(here: Studio, service: Service) -> None:
    first = kit.picture(1280, 720)
    asked = here.clip(frames=100, citations=here.shown(first, slot="first_frame"))
    done, film = here.brought(asked)

    assert service.asked == [{"model": "video-1", "prompt": "Rain. Wren runs.", "seconds": "8", "size": "1280x720"}]
    (sent,) = service.files[0]
    assert (sent.field, sent.kind, sent.content) == ("input_reference", "image/png", first)
    assert frames(film) == 192
    assert (done.cost, done.used) == (Money.of("0.80", "USD"), Usage(Decimal(8), "second"))
    assert done.reported == {"model": "video-1", "size": "1280x720", "seconds": "8"}
    estimate = plugin.estimate(asked)
    assert (estimate.low, estimate.high) == (done.cost, done.cost)
    assert service.bill.total == pytest.approx(0.8)


def test_vllm_omni_is_asked_for_frames_their_rate_and_a_seed(omni: Studio) -> None:
    settings = {"seed": 7, "negative": "text, logos"}
    _, film = omni.brought(omni.clip(frames=50, width=640, height=360, settings=settings))
    assert omni.service.asked[0] == {
        "model": "video-1",
        "prompt": "Rain. Wren runs.",
        "width": "640",
        "height": "368",
        "num_frames": "57",
        "fps": "24",
        "seed": "7",
        "negative_prompt": "text, logos",
    }
    assert frames(film) == 57
    assert str(plugin.estimate(omni.clip(frames=50)).used) == str((Usage(Decimal("2.083"), "second"),) * 2)


def test_a_model_with_a_rate_of_its_own_is_asked_for_as_long_a_clip(tmp_path: Path) -> None:
    service = Service(video="vllm_omni")
    with studio(tmp_path, service, video_rate=16, video_sound=True) as here:
        here.brought(here.clip(frames=96))
        here.brought(here.clip(frames=96, settings={"audio": False}))
    loud, silent = service.asked
    assert (loud["num_frames"], loud["fps"], loud["generate_sound"]) == ("65", "16", "true")
    assert "generate_sound" not in silent


def test_a_reseller_of_new_api_is_sent_an_object_with_the_picture_in_it(reseller: Studio) -> None:
    first = kit.picture(16, 16)
    asked = reseller.clip(
        frames=100, settings={"seed": 7, "negative": "text"}, citations=reseller.shown(first, slot="first_frame")
    )
    done, film = reseller.brought(asked)
    sent = reseller.service.asked[0]
    assert sent.pop("image").startswith("data:image/png;base64,")
    assert sent == {
        "model": "video-1",
        "prompt": "Rain. Wren runs.",
        "duration": 5,
        "width": 1280,
        "height": 720,
        "n": 1,
        "seed": 7,
        "metadata": {"negative_prompt": "text"},
    }
    assert reseller.service.sent[-1]["authorization"] == "Bearer sesame"
    assert (frames(film), done.cost) == (120, None)
    assert plugin.estimate(asked).high == Money.of("0.50", "USD")


def test_a_reseller_is_given_a_link_where_the_house_has_one(reseller: Studio) -> None:
    class Bucket:
        def link(self, sha256: str, suffix: str) -> str:
            return f"https://bucket.example/{sha256}{suffix}"

    provider = openai.connect(reseller.settings, replace(reseller.house, relay=Bucket()))
    shown = reseller.shown(kit.picture(8, 8, form="JPEG"), slot="first_frame")
    provider.submit(reseller.clip(citations=shown), KEY)
    provider.close()
    assert reseller.service.asked[0]["image"] == f"https://bucket.example/{shown[0].sha256}.jpeg"


def test_an_older_reseller_says_where_the_clip_is_where_others_say_why_it_failed(reseller: Studio) -> None:
    reseller.service.older = True
    done, film = reseller.brought(reseller.clip())
    assert done.output.endswith("/content")
    assert frames(film) == 72


def test_its_own_page_wraps_nothing(reseller: Studio) -> None:
    remote = reseller.provider.submit(reseller.clip(), KEY)
    reseller.service.faults.throw(
        "instead", {"task_id": "t", "status": "succeeded", "url": "https://cdn.example/a.mp4"}
    )
    answer = reseller.provider.poll(remote)
    assert isinstance(answer, Done)
    assert answer.output == "https://cdn.example/a.mp4"


def test_our_key_goes_to_the_server_and_to_nobody_else(reseller: Studio) -> None:
    asked = reseller.clip()
    elsewhere = Done(reseller.settings.video_url.replace("127.0.0.1", "localhost") + "/videos/x/content")
    with pytest.raises(ProviderFailure) as refused:
        reseller.provider.fetch(asked, elsewhere, reseller.house.scratch / "raw")
    assert refused.value.cause is Cause.EXPIRED
    assert "authorization" not in reseller.service.sent[-1]


def test_a_clip_waits_in_the_queue_and_then_is_made(here: Studio, service: Service) -> None:
    remotes = [here.provider.submit(here.clip(attempt=attempt), KEY) for attempt in (1, 2, 3)]
    assert [here.provider.poll(remote) for remote in remotes] == [Waiting(), Waiting(), Waiting("queued")]
    service.clock.turn(60)
    assert isinstance(here.provider.poll(remotes[0]), Done)
    assert here.provider.poll(remotes[2]) == Waiting()
    assert [id.partition(":")[0] for id in remotes] == ["video"] * 3


@pytest.mark.parametrize("status", ["unknown", "paused", "", 7, None, ["completed"], {"is": "failed"}])
def test_a_status_that_is_not_known_is_waited_for(here: Studio, service: Service, status: Any) -> None:
    remote = here.provider.submit(here.clip(), KEY)
    service.faults.throw("status", status)
    assert here.provider.poll(remote) == Waiting()


@pytest.mark.parametrize("said", [{}, {"data": None}, {"id": "video_1"}, {"error": None}, [], "?", b"", b"null"])
def test_an_empty_look_is_no_end(here: Studio, service: Service, said: Any) -> None:
    remote = here.provider.submit(here.clip(), KEY)
    service.faults.throw("instead", said)
    assert here.provider.poll(remote) == Waiting()


@pytest.mark.parametrize("fault", [400, 404, 429, 500, 502, "drops"])
def test_a_look_that_was_not_answered_says_nothing_of_the_clip(here: Studio, service: Service, fault: Any) -> None:
    remote = here.provider.submit(here.clip(), KEY)
    service.faults.throw("unwell", fault)
    with pytest.raises(NotNow) as unknown:
        here.provider.poll(remote)
    assert unknown.value.cause is (Cause.RATE_LIMIT if fault == 429 else Cause.PROVIDER_FAULT)
    assert here.provider.poll(remote) == Waiting()


def test_a_key_that_is_taken_away_holds_the_look_and_loses_nothing(here: Studio, service: Service) -> None:
    remote = here.provider.submit(here.clip(), KEY)
    service.key = "another"
    with pytest.raises(NotNow) as held:
        here.provider.poll(remote)
    assert held.value.cause is Cause.AUTH


@pytest.mark.parametrize("video", ["openai", "vllm_omni", "newapi"])
def test_a_server_that_was_started_anew_no_longer_knows_it(tmp_path: Path, video: str) -> None:
    service = Service(video=video)
    with studio(tmp_path, service) as here:
        remote = here.provider.submit(here.clip(), KEY)
        forget(service)
        with pytest.raises(ProviderFailure) as lost:
            here.provider.poll(remote)
    assert lost.value.cause is Cause.NOT_FOUND


@pytest.mark.parametrize("video", ["openai", "newapi"])
@pytest.mark.parametrize(
    ("failure", "cause", "medium"),
    [("moderation", Cause.OUTPUT_MODERATION, Medium.VIDEO), ("memory", Cause.PROVIDER_FAULT, None)],
)
def test_a_clip_that_failed_says_why_and_is_not_billed(
    tmp_path: Path, video: str, failure: str, cause: Cause, medium: Medium | None
) -> None:
    service = Service(video=video)
    service.faults.throw("fails", failure)
    with studio(tmp_path, service) as here, pytest.raises(ProviderFailure) as failed:
        here.brought(here.clip())
    if video == "newapi":  # which tells the sentence alone
        cause, medium = Cause.PROVIDER_FAULT, None
    assert (failed.value.cause, failed.value.medium, service.bill.count) == (cause, medium, 0)
    assert "moderation system" in failed.value.says or "out of memory" in failed.value.says
    assert failed.value.raw


@pytest.mark.parametrize("named", ["wrong_key", "busy", "no_credit", "no_quota", "no_model", "overloaded"])
def test_what_was_not_accepted_may_be_sent_again(here: Studio, service: Service, named: str) -> None:
    service.faults.throw("refuse", named)
    with pytest.raises(NotNow):
        here.provider.submit(here.clip(), KEY)
    assert service.floor.jobs == {}


@pytest.mark.parametrize("fault", ["drops", "broken", "gateway", "html"])
def test_an_answer_without_an_id_may_be_an_order(here: Studio, service: Service, fault: str) -> None:
    service.faults.throw("stumble", fault)
    with pytest.raises(Ambiguous):
        here.provider.submit(here.clip(), KEY)
    assert len(service.floor.jobs) == 1


def test_a_form_that_is_wrong_is_refused_with_the_servers_words(omni: Studio) -> None:
    with pytest.raises(ProviderFailure, match="prompt: invalid") as refused:
        omni.provider.submit(omni.asked(omni.clip().makes, "", frames=24), KEY)
    assert refused.value.cause is Cause.INVALID_REQUEST


def test_a_result_that_is_not_there_yet_or_comes_short_is_fetched_again(here: Studio, service: Service) -> None:
    asked = here.clip()
    remote = here.provider.submit(asked, KEY)
    service.clock.turn(60)
    for fault, says in (("not_yet", "no clip yet"), ("short", "broke off")):
        service.faults.throw(fault)
        with pytest.raises(NotNow, match=says):
            here.fetched(asked, remote)
    assert frames(here.fetched(asked, remote)[1]) == 96
    service.clock.turn(7200)
    with pytest.raises(ProviderFailure) as gone:
        here.fetched(asked, remote)
    assert (gone.value.cause, service.bill.count) == (Cause.EXPIRED, 1)


def test_a_clip_of_another_length_is_brought_home_as_it_is(here: Studio, service: Service) -> None:
    service.faults.throw("length", 2.0)
    assert frames(here.brought(here.clip())[1]) == 48


def test_what_cannot_be_asked_for_is_said_before(here: Studio, omni: Studio, tmp_path: Path) -> None:
    refuses, picture = here.provider.refuses, kit.picture(8, 8)
    assert refuses(here.clip(citations=here.shown(picture, slot="first_frame"))) == ""
    assert "longest clip it makes is 12 seconds" in refuses(here.clip(frames=24 * 13))
    assert omni.provider.refuses(omni.clip(frames=24 * 13)) == ""
    for citations in (
        here.shown(picture),
        here.shown(picture, slot="last_frame"),
        here.shown(picture, picture, slot="first_frame"),
        here.shown(picture, slot="first_frame", kind="video"),
    ):
        assert "one picture, as the first frame" in refuses(here.clip(citations=citations))


def test_lengths_and_sizes_that_are_set_stand_over_those_of_the_dialect(tmp_path: Path) -> None:
    told = {"video_lengths": [6, 10], "video_sizes": ["832x480", "480x832"]}
    with studio(tmp_path, Service(video="newapi"), **told) as here:
        here.provider.submit(here.clip(frames=24 * 7), KEY)
        here.provider.submit(here.clip(frames=24, width=720, height=1280), KEY)
        assert "10 seconds" in here.provider.refuses(here.clip(frames=24 * 11))
        first, second = here.service.asked
    assert [(one["duration"], one["width"], one["height"]) for one in (first, second)] == [
        (10, 832, 480),
        (6, 480, 832),
    ]
