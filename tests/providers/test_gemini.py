"""Gemini Omni against a pretend service: what is sent for each task, what comes back, what it costs, where keys go."""

import base64
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from fastapi import FastAPI, Request, Response
from pydantic import SecretStr

from rushes.kernel.money import Money
from rushes.media.probe import check_importable, probe
from rushes.providers import gemini
from rushes.providers.base import Cancelled, Citation, Done, House, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, Objection, ProviderFailure
from rushes.providers.gemini import Gemini, Settings
from rushes.providers.pricing import Usage
from tests.providers.orders import KEY, PICTURE, PROMPT, house, order, picture, sent
from tests.simulators import kit
from tests.simulators.gemini import ERRORS, Service, app
from tests.simulators.serving import served

OMNI = "gemini-omni-1.1-flash"
IMAGE = {"type": "image", "data": base64.b64encode(PICTURE).decode(), "mime_type": "image/png"}
TEXT = {"type": "text", "text": PROMPT}


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
def made(service: Service, running: tuple[Service, str], home: House) -> Iterator[Gemini]:
    with closing(gemini.connect(Settings(url=running[1], key=SecretStr(service.key)), home)) as provider:
        yield provider


def finished(service: Service, made: Gemini) -> Done:
    """An order, a minute later."""
    remote = made.submit(order(OMNI), KEY)
    service.clock.turn(61)
    done = made.poll(remote)
    assert isinstance(done, Done)
    return done


def test_words_alone_are_sent_to_be_made_in_the_background(service: Service, made: Gemini) -> None:
    made.submit(order(OMNI, size=(1920, 1080)), KEY)
    form = {"type": "video", "delivery": "uri", "aspect_ratio": "16:9", "resolution": "1080p", "duration": "5s"}
    assert service.asked == [
        {
            "model": OMNI,
            "input": [TEXT],
            "response_format": form,
            "generation_config": {"video_config": {"task": "text_to_video"}},
            "background": True,
            "store": True,
        }
    ]


def test_files_go_before_the_words_and_the_task_says_what_they_are(service: Service, made: Gemini, home: House) -> None:
    first, last = picture(home, slot="first_frame"), picture(home, slot="last_frame")
    clip = Citation(1, "LO-ALLEY", "motion", home.blobs.put_bytes(kit.clip(1.0, 128, 72)), kind="video")
    made.submit(order(OMNI, first), KEY)
    made.submit(order(OMNI, last, first), KEY)
    made.submit(order(OMNI, picture(home, 2), picture(home, 1)), KEY)
    made.submit(order(OMNI, clip, mode="edit"), KEY)
    frame, frames, references, edit = service.asked
    assert frame["input"] == [IMAGE, TEXT]
    assert frame["generation_config"]["video_config"] == {"task": "image_to_video"}
    assert frames["input"] == [IMAGE, IMAGE, TEXT]
    assert "generation_config" not in frames
    one, two = (kit.picture(300, 300, 10 * number) for number in (1, 2))
    assert [base64.b64decode(file["data"]) for file in references["input"][:2]] == [one, two]
    assert references["generation_config"]["video_config"] == {"task": "reference_to_video"}
    assert edit["input"][0]["mime_type"] == "video/mp4"
    assert edit["response_format"] == {"type": "video", "delivery": "uri"}
    assert edit["generation_config"]["video_config"] == {"task": "edit"}


@pytest.mark.parametrize(
    ("frames", "size", "asked"),
    [
        (24, (640, 360), ("360p", "16:9", "3s")),
        (73, (1280, 720), ("720p", "16:9", "4s")),
        (240, (3840, 2160), ("4k", "16:9", "10s")),
        (120, (720, 1280), ("720p", "9:16", "5s")),
    ],
)
def test_it_asks_for_the_least_that_is_enough(
    service: Service, made: Gemini, frames: int, size: tuple[int, int], asked: tuple[str, str, str]
) -> None:
    made.submit(order(OMNI, frames=frames, size=size), KEY)
    form = service.asked[0]["response_format"]
    assert (form["resolution"], form["aspect_ratio"], form["duration"]) == asked


def test_an_order_waits_its_turn_runs_and_is_delivered_with_its_tokens(
    service: Service, made: Gemini, home: House, tmp_path: Path
) -> None:
    asked = order(OMNI, picture(home))
    first, second, third = (made.submit(asked, KEY) for _ in range(3))
    assert made.poll(third) == Waiting("queued")
    assert made.poll(first) == Waiting("running")
    service.clock.turn(61)
    done = made.poll(second)
    assert isinstance(done, Done)
    assert done.reported == {"tokens": {"input": 2060, "text": 100, "video": 28960}}
    assert done.used == Usage(Decimal(31120), "token")
    assert done.cost == Money.of("0.51079", "USD")
    assert service.bill.total == pytest.approx(3 * 0.51079)
    estimate = gemini.plugin.estimate(asked)
    assert estimate.low == Money.of("0.50", "USD")
    assert estimate.low < done.cost < estimate.high
    made.fetch(asked, done, tmp_path / "clip.mp4")
    assert check_importable(probe(tmp_path / "clip.mp4"), tmp_path / "clip.mp4").frames == 120


def test_a_file_that_is_not_ready_is_fetched_again(service: Service, made: Gemini, tmp_path: Path) -> None:
    done, target = finished(service, made), tmp_path / "clip.mp4"
    for fault in ("processing", "truncates"):
        service.faults.throw(fault)
        with pytest.raises(NotNow):
            made.fetch(order(OMNI), done, target)
    made.fetch(order(OMNI), done, target)
    service.faults.throw("broken")
    with pytest.raises(ProviderFailure) as caught:
        made.fetch(order(OMNI), done, target)
    assert caught.value.cause is Cause.PROVIDER_FAULT


def test_after_two_days_the_file_is_gone(service: Service, made: Gemini, tmp_path: Path) -> None:
    done = finished(service, made)
    service.clock.turn(49 * 3600)
    with pytest.raises(ProviderFailure) as caught:
        made.fetch(order(OMNI), done, tmp_path / "clip.mp4")
    assert caught.value.cause is Cause.EXPIRED


def test_our_key_goes_to_google_and_nowhere_its_files_lead(service: Service, made: Gemini, tmp_path: Path) -> None:
    seen: list[str | None] = []
    elsewhere = FastAPI()

    @elsewhere.get("/clip.mp4")
    def clip(request: Request) -> Response:
        seen.append(request.headers.get("x-goog-api-key"))
        return Response(kit.clip(3.0, 128, 72), media_type="video/mp4")

    done = finished(service, made)
    with served(elsewhere) as url:
        service.faults.throw("redirects", f"{url}/clip.mp4")
        made.fetch(order(OMNI), done, tmp_path / "clip.mp4")
        made.fetch(order(OMNI), Done(f"{url}/clip.mp4"), tmp_path / "clip.mp4")
    assert seen == [None, None]


def test_a_clip_that_comes_with_the_answer_is_kept(service: Service, made: Gemini, home: House, tmp_path: Path) -> None:
    service.faults.throw("inline")
    done = finished(service, made)
    assert home.blobs.has(done.output)
    made.fetch(order(OMNI), done, tmp_path / "clip.mp4")
    assert check_importable(probe(tmp_path / "clip.mp4"), tmp_path / "clip.mp4").frames == 120


def test_a_refusal_is_an_interaction_without_a_clip(service: Service, made: Gemini) -> None:
    service.faults.throw("silent")
    with pytest.raises(ProviderFailure) as caught:
        finished(service, made)
    assert (caught.value.cause, caught.value.objection) == (Cause.OUTPUT_MODERATION, Objection.SAFETY)
    assert service.bill.count == 0


def test_a_clip_that_was_made_and_is_nowhere_is_no_refusal(service: Service, made: Gemini) -> None:
    service.faults.throw("lost")
    with pytest.raises(ProviderFailure, match="where it is") as caught:
        finished(service, made)
    assert caught.value.cause is Cause.PROVIDER_FAULT


@pytest.mark.parametrize(
    ("fault", "value", "cause"),
    [
        ("fails", "internal", Cause.PROVIDER_FAULT),
        ("fails", "too_many_requests", Cause.RATE_LIMIT),
        ("fails", "SAFETY", Cause.OUTPUT_MODERATION),
        ("fails", "PROHIBITED_CONTENT", Cause.OUTPUT_MODERATION),
        ("ends", "incomplete", Cause.PROVIDER_FAULT),
        ("ends", "requires_action", Cause.PROVIDER_FAULT),
        ("ends", "budget_exceeded", Cause.BALANCE),
        ("ends", "cancelled", Cause.CANCELLED),
    ],
)
def test_whatever_ends_without_a_clip_has_its_cause(
    service: Service, made: Gemini, fault: str, value: str, cause: Cause
) -> None:
    service.faults.throw(fault, value)
    with pytest.raises(ProviderFailure) as caught:
        finished(service, made)
    assert caught.value.cause is cause
    assert caught.value.then.endswith(".")
    assert service.bill.count == 0


def test_a_word_it_never_said_before_means_that_it_still_runs(service: Service, made: Gemini) -> None:
    remote = made.submit(order(OMNI), KEY)
    service.faults.throw("status", "rendering")
    assert made.poll(remote) == Waiting("rendering")


def test_a_look_that_was_refused_is_no_end_and_one_at_nothing_is(service: Service, made: Gemini) -> None:
    remote = made.submit(order(OMNI), KEY)
    service.faults.throw("bad look")
    with pytest.raises(NotNow):
        made.poll(remote)
    service.faults.throw("forgets")
    with pytest.raises(ProviderFailure) as caught:
        made.poll(remote)
    assert caught.value.cause is Cause.NOT_FOUND


NOT_NOW = {
    **dict.fromkeys(("bad key", "no key", "unauthenticated"), Cause.AUTH),
    **dict.fromkeys(("no billing", "no credit"), Cause.BALANCE),
    "rate": Cause.RATE_LIMIT,
    "unavailable": Cause.PROVIDER_FAULT,
}
FOR_GOOD = {
    "invalid": Cause.INVALID_REQUEST,
    "safety": Cause.INPUT_MODERATION,
    "phrase": Cause.INPUT_MODERATION,
    "no model": Cause.NOT_FOUND,
}


@pytest.mark.parametrize("way", ["refuses", "front"])
@pytest.mark.parametrize("name", ERRORS)
def test_every_refusal_has_its_cause(service: Service, made: Gemini, name: str, way: str) -> None:
    service.faults.throw(way, name)
    with pytest.raises((NotNow, ProviderFailure, Ambiguous)) as caught:
        made.submit(order(OMNI), KEY)
    error = caught.value
    if not isinstance(error, NotNow | ProviderFailure):
        assert name in {"internal", "deadline"}
        return
    assert (NOT_NOW if isinstance(error, NotNow) else FOR_GOOD)[name] is error.cause
    assert error.then.endswith(".")
    assert ERRORS[name][2] in error.says


@pytest.mark.parametrize("fault", ["drops", "breaks", "html"])
def test_an_answer_that_was_lost_is_ambiguous_and_cannot_be_found(service: Service, made: Gemini, fault: str) -> None:
    service.faults.throw(fault)
    with pytest.raises(Ambiguous):
        made.submit(order(OMNI), KEY)
    assert service.bill.count == 1
    assert made.find(sent(order(OMNI), ago=600)) is Trace.UNSURE


def test_what_is_asked_to_stop_may_stop(service: Service, made: Gemini) -> None:
    running, done = made.submit(order(OMNI), KEY), made.submit(order(OMNI, size=(640, 360)), KEY)
    assert made.cancel(running) is Cancelled.ASKED
    with pytest.raises(ProviderFailure) as caught:
        made.poll(running)
    assert caught.value.cause is Cause.CANCELLED
    service.clock.turn(61)
    assert made.cancel(done) is Cancelled.REFUSED
    assert isinstance(made.poll(done), Done)


def test_a_wrong_key_is_said_and_never_shown(running: tuple[Service, str], home: House) -> None:
    with closing(gemini.connect(Settings(url=running[1], key=SecretStr("sesame")), home)) as made:
        for call in (lambda: made.submit(order(OMNI), KEY), lambda: made.poll("v1_001=")):
            with pytest.raises(NotNow) as caught:
                call()
            assert caught.value.cause is Cause.AUTH
            assert "sesame" not in f"{caught.value.says} {caught.value.then} {caught.value.raw}"


def test_what_its_pages_rule_out_is_refused_here(made: Gemini, home: House) -> None:
    first, last, one = picture(home, slot="first_frame"), picture(home, slot="last_frame"), picture(home)
    blob = home.blobs.put_bytes(b"clip")
    clip, voice = (Citation(1, "LO-ALLEY", "motion", blob, kind=kind) for kind in ("video", "audio"))
    assert made.refuses(order(OMNI, first, last)) == ""
    assert made.refuses(order(OMNI, one, Citation(2, "PR-TAPE", "prop"))) == ""
    assert made.refuses(order(OMNI, clip, one, mode="edit")) == ""
    for refused in (
        order(OMNI, last),
        order(OMNI, clip),
        order(OMNI, mode="edit"),
        order(OMNI, clip, clip, mode="edit"),
        order(OMNI, clip, mode="extend"),
        order(OMNI, voice),
        order(OMNI, Citation(1, "PR-TAPE", "prop"), picture(home, 2)),
        order(OMNI, *(picture(home, number) for number in range(1, 8))),
    ):
        assert made.refuses(refused).endswith(".")


@pytest.mark.parametrize(
    ("size", "price"), [((640, 360), "0.15"), ((1280, 720), "0.50"), ((1920, 1080), "0.75"), ((3840, 2160), "1.50")]
)
def test_five_seconds_cost_what_its_price_page_says(size: tuple[int, int], price: str) -> None:
    estimate = gemini.plugin.estimate(order(OMNI, size=size))
    assert estimate.low == Money.of(price, "USD")
    assert estimate.low.micros < estimate.high.micros < estimate.low.micros + 50_000
