"""What fal says of a request that it took: how it fails, what is not known yet, what is gone, what is cancelled."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.providers.base import Cancelled, Done, House, Waiting
from rushes.providers.base import Request as Asked
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, ProviderFailure
from rushes.providers.fal import Fal, Settings
from rushes.storage.disk import Disk
from tests.simulators.fal import KEY, Service, app
from tests.simulators.serving import served

ORDER = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
ASKED = Asked("seedance-2.0-mini", "Rain on glass.", 96, "24", 854, 480, 1)
FIELDS = st.sampled_from(
    ["status", "request_id", "response_url", "detail", "type", "loc", "error", "error_type", "video", "url", "metrics"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.sampled_from(["COMPLETED", "https://x/y.mp4"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def service() -> Service:
    return Service(seconds=0.0)


@pytest.fixture
def provider(service: Service, tmp_path: Path) -> Iterator[Fal]:
    with served(app(service)) as address:
        yield from opened(address, tmp_path)


def opened(address: str, folder: Path) -> Iterator[Fal]:
    told = {"url": address, "rest_url": address, "key": KEY}
    made = Fal(Settings.model_validate(told), House(Disk(folder / "blobs"), folder, 1))
    yield made
    made.close()


def failed(provider: Fal, service: Service, fails: str) -> ProviderFailure:
    service.faults.throw("fails", fails)
    remote = provider.submit(ASKED, ORDER)
    with pytest.raises(ProviderFailure) as raised:
        provider.poll(remote)
    assert raised.value.raw
    assert raised.value.then
    return raised.value


@pytest.mark.parametrize(
    ("fails", "cause", "medium"),
    [
        ("content_policy_violation:prompt", Cause.INPUT_MODERATION, Medium.TEXT),
        ("content_policy_violation:image_url", Cause.INPUT_MODERATION, Medium.IMAGE),
        ("content_policy_violation:video_urls", Cause.INPUT_MODERATION, Medium.VIDEO),
        ("content_policy_violation:audio_urls", Cause.INPUT_MODERATION, Medium.AUDIO),
        ("content_policy_violation:generated_video", Cause.OUTPUT_MODERATION, Medium.VIDEO),
        ("no_media_generated", Cause.PROVIDER_FAULT, None),
        ("file_download_error:image_url", Cause.INPUT_FETCH, None),
        ("image_load_error:image_url", Cause.INPUT_FETCH, None),
        *((f"{kind}:image_url", Cause.INVALID_REQUEST, None) for kind in ("image_too_small", "image_too_large")),
        *((f"{kind}:video_urls", Cause.INVALID_REQUEST, None) for kind in ("file_too_large", "face_detection_error")),
        *((f"{kind}:duration", Cause.INVALID_REQUEST, None) for kind in ("greater_than", "less_than_equal", "one_of")),
        *((f"unsupported_{kind}_format", Cause.INVALID_REQUEST, None) for kind in ("image", "audio", "video")),
        ("audio_duration_too_long", Cause.INVALID_REQUEST, None),
        ("a_type_of_next_year", Cause.INVALID_REQUEST, None),
        ("internal_server_error", Cause.PROVIDER_FAULT, None),
        ("generation_timeout", Cause.PROVIDER_FAULT, None),
        ("downstream_service_error", Cause.PROVIDER_FAULT, None),
        ("downstream_service_unavailable", Cause.PROVIDER_FAULT, None),
        ("request_timeout", Cause.PROVIDER_FAULT, None),
        ("startup_timeout", Cause.PROVIDER_FAULT, None),
        ("runner_scheduling_failure", Cause.PROVIDER_FAULT, None),
        ("runner_disconnected", Cause.PROVIDER_FAULT, None),
        ("runner_incomplete_response", Cause.PROVIDER_FAULT, None),
        ("internal_error", Cause.PROVIDER_FAULT, None),
        ("client_cancelled", Cause.CANCELLED, None),
        ("bad_request", Cause.INVALID_REQUEST, None),
    ],
)
def test_a_failure_has_the_cause_that_its_type_means(
    fails: str, cause: Cause, medium: Medium | None, provider: Fal, service: Service
) -> None:
    failure = failed(provider, service, fails)
    assert (failure.cause, failure.medium) == (cause, medium)
    assert fails.partition(":")[0] in failure.says


def test_what_the_platform_could_not_run_is_not_billed_and_what_a_model_refused_may_be(
    provider: Fal, service: Service
) -> None:
    failed(provider, service, "runner_disconnected")
    assert service.bill.count == 0
    failed(provider, service, "no_media_generated")
    assert service.bill.count == 1


def test_a_result_without_media_is_a_failure(provider: Fal, service: Service) -> None:
    assert failed(provider, service, "nothing").cause is Cause.PROVIDER_FAULT


@pytest.mark.parametrize("fault", ["not_yet", "status_empty", "result_late"])
def test_what_is_not_there_for_a_moment_is_waited_for(fault: str, provider: Fal, service: Service) -> None:
    remote = provider.submit(ASKED, ORDER)
    service.faults.throw(fault)
    assert isinstance(provider.poll(remote), Waiting)
    assert isinstance(provider.poll(remote), Done)


@pytest.mark.parametrize("fault", ["status_html", "result_html"])
def test_a_broken_answer_says_nothing_of_the_request(fault: str, provider: Fal, service: Service) -> None:
    remote = provider.submit(ASKED, ORDER)
    service.faults.throw(fault)
    with pytest.raises(NotNow):
        provider.poll(remote)
    assert isinstance(provider.poll(remote), Done)


@pytest.mark.parametrize("status", ["QUEUED_AGAIN", "FAILED", 7])
def test_a_status_nobody_knows_means_that_it_goes_on(status: Any, provider: Fal, service: Service) -> None:
    remote = provider.submit(ASKED, ORDER)
    service.faults.throw("status", status)
    assert provider.poll(remote) == Waiting()


def test_what_is_not_known_for_three_looks_is_gone(provider: Fal) -> None:
    remote = "bytedance/seedance-2.0|nobody"
    assert provider.poll(remote) == provider.poll(remote) == Waiting("unknown")
    with pytest.raises(ProviderFailure) as raised:
        provider.poll(remote)
    assert raised.value.cause is Cause.NOT_FOUND
    assert provider.poll(remote) == Waiting("unknown"), "the count begins again"


def test_a_clip_of_another_length_is_brought_home_as_it_is(provider: Fal, service: Service, tmp_path: Path) -> None:
    service.faults.throw("wrong_seconds", 1.0)
    done = provider.poll(provider.submit(ASKED, ORDER))
    assert isinstance(done, Done)
    provider.fetch(ASKED, done, tmp_path / "raw.mp4")
    assert (tmp_path / "raw.mp4").stat().st_size > 0


def test_a_download_that_breaks_off_is_begun_again(provider: Fal, service: Service, tmp_path: Path) -> None:
    done = provider.poll(provider.submit(ASKED, ORDER))
    assert isinstance(done, Done)
    service.faults.throw("file_cut")
    with pytest.raises(NotNow):
        provider.fetch(ASKED, done, tmp_path / "raw.mp4")
    provider.fetch(ASKED, done, tmp_path / "raw.mp4")
    assert service.bill.count == 1


def test_a_link_that_has_expired_is_a_failure(provider: Fal, service: Service, tmp_path: Path) -> None:
    done = provider.poll(provider.submit(ASKED, ORDER))
    assert isinstance(done, Done)
    service.clock.turn(8 * 86400)
    with pytest.raises(ProviderFailure) as raised:
        provider.fetch(ASKED, done, tmp_path / "raw.mp4")
    assert raised.value.cause is Cause.EXPIRED


def test_what_waits_is_cancelled_what_runs_may_go_on_and_what_is_over_stays(provider: Fal, service: Service) -> None:
    service.seconds = 60.0
    running, also, waiting = (provider.submit(ASKED, ORDER) for _ in range(3))
    assert provider.cancel(waiting) is Cancelled.DONE
    assert provider.cancel(running) is Cancelled.ASKED
    service.clock.turn(61)
    assert provider.cancel(also) is Cancelled.REFUSED
    assert provider.cancel("bytedance/seedance-2.0|nobody") is Cancelled.REFUSED
    assert isinstance(provider.poll(running), Done), "what was billed is brought home"
    assert service.bill.count == 1


def test_a_wish_to_cancel_that_is_not_heard_is_not_now(provider: Fal, service: Service) -> None:
    remote = provider.submit(ASKED, ORDER)
    service.key = "another"
    with pytest.raises(NotNow) as raised:
        provider.cancel(remote)
    assert raised.value.cause is Cause.AUTH


STATUSES = st.sampled_from([200, 202, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503])


class Hostile:
    """A server that answers everything with the same."""

    def __init__(self) -> None:
        self.status, self.content = 200, b""

    def app(self) -> FastAPI:
        made = FastAPI()

        @made.api_route("/{path:path}", methods=["GET", "POST", "PUT"])
        async def every(request: Request) -> Response:
            return Response(self.content, self.status, media_type="application/json")

        return made


@pytest.fixture
def hostile() -> Hostile:
    return Hostile()


@pytest.fixture
def victim(hostile: Hostile, tmp_path: Path) -> Iterator[Fal]:
    with served(hostile.app()) as address:
        yield from opened(address, tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATUSES, JSON | st.binary(max_size=40))
def test_whatever_comes_only_our_errors_come_out(hostile: Hostile, victim: Fal, status: int, answer: Any) -> None:
    hostile.status = status
    hostile.content = b"" if status == 204 else answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    with suppress(ProviderFailure, NotNow, Ambiguous):
        assert isinstance(victim.submit(ASKED, ORDER), str)
    with suppress(ProviderFailure, NotNow):
        assert isinstance(victim.poll("a/b|r1"), Waiting | Done)
    with suppress(NotNow):
        assert victim.cancel("a/b|r1") in Cancelled
