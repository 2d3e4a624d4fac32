"""ElevenLabs when it does not do as asked: every code has its cause, a lost answer stays lost, no answer breaks us."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Response
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.providers.base import Done, Makes, Request, Sent, Trace
from rushes.providers.elevenlabs import ElevenLabs
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, Objection, ProviderFailure
from tests.providers.saying import Saying, odd
from tests.providers.test_elevenlabs import WREN, asked, connected, delivered, score, stated
from tests.simulators.elevenlabs import Service, app
from tests.simulators.serving import served

MUSIC = asked(Makes.MUSIC, "In the manner of somebody.", plan=score(4.0))
SETTINGS = stated()
LINE = asked(Makes.SPEECH, "Play it again.", plan=WREN)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    with served(app(service)) as url:
        yield url


@pytest.mark.parametrize(
    ("fault", "cause", "then"),
    [
        ("no_permission", Cause.AUTH, "what the key is allowed to do"),
        ("quota", Cause.BALANCE, "Add credits"),
        ("concurrency", Cause.CONCURRENCY, ""),
        ("busy", Cause.RATE_LIMIT, ""),
    ],
)
def test_what_is_not_now_is_sent_again_later(
    service: Service, address: str, tmp_path: Path, fault: str, cause: Cause, then: str
) -> None:
    service.faults.throw(fault)
    with pytest.raises(NotNow) as caught:
        delivered(stated(address), LINE, tmp_path)
    assert caught.value.cause is cause
    assert then in caught.value.then
    assert service.bill.count == 0
    assert caught.value.after == (7.0 if fault in {"concurrency", "busy"} else 0.0)


def test_credits_that_do_not_reach_stop_the_account_not_the_order(
    service: Service, address: str, tmp_path: Path
) -> None:
    service.credits = 20
    with pytest.raises(NotNow, match="exceeds your quota") as caught:
        delivered(stated(address), LINE, tmp_path)
    assert caught.value.cause is Cause.BALANCE


def test_a_wrong_key_is_said_and_never_shown(address: str, tmp_path: Path) -> None:
    with pytest.raises(NotNow) as caught:
        delivered(stated(address, key="not-sesame"), LINE, tmp_path)
    assert caught.value.cause is Cause.AUTH
    assert "not-sesame" not in f"{caught.value.says} {caught.value.raw}"


@pytest.mark.parametrize(
    ("fault", "cause", "objection", "then"),
    [
        ("moderated", Cause.INPUT_MODERATION, Objection.SAFETY, "Word it otherwise"),
        ("bad_prompt", Cause.INPUT_MODERATION, Objection.COPYRIGHT, "it suggests: A slow orchestral piece."),
        ("bad_plan", Cause.INPUT_MODERATION, Objection.COPYRIGHT, "positive_global_styles"),
        ("voice", Cause.INVALID_REQUEST, None, "Mend `voices`"),
        ("too_long", Cause.INVALID_REQUEST, None, "mend the line"),
        ("tier", Cause.MODEL_NOT_OPEN, None, "Choose a plan"),
        ("new_code", Cause.INVALID_REQUEST, None, "Read what it says"),
    ],
)
def test_every_refusal_has_its_cause_and_a_next_step(
    service: Service, address: str, tmp_path: Path, fault: str, cause: Cause, objection: Objection | None, then: str
) -> None:
    service.faults.throw(fault)
    with pytest.raises(ProviderFailure) as caught:
        delivered(stated(address), MUSIC, tmp_path)
    assert caught.value.cause is cause
    assert caught.value.objection is objection
    assert caught.value.medium is (Medium.TEXT if objection else None)
    assert then in caught.value.then
    assert service.bill.count == 0


def test_a_body_it_cannot_read_is_refused_by_field(address: str, tmp_path: Path) -> None:
    long = replace(MUSIC, plan=score(601.0))
    made = connected(stated(address), tmp_path)
    with pytest.raises(ProviderFailure, match=r"music_length_ms: Input should be between 3000 and 600000"):
        made.submit(long, "key")
    made.close()


@pytest.mark.parametrize("fault", ["drops", "breaks", "gateway", "slow"])
def test_an_answer_that_was_lost_was_billed_and_is_neither_sent_again_nor_found(
    service: Service, address: str, tmp_path: Path, fault: str
) -> None:
    service.faults.throw(fault, 0.4)
    made = connected(stated(address, seconds=0.15), tmp_path)
    with pytest.raises(Ambiguous):
        made.submit(LINE, "key")
    assert made.find(Sent("key", LINE, datetime.now(UTC))) is Trace.UNSURE
    made.close()
    assert service.bill.count == 1


def test_an_overloaded_service_took_nothing(service: Service, address: str, tmp_path: Path) -> None:
    service.faults.throw("overload")
    with pytest.raises(NotNow) as caught:
        delivered(stated(address), LINE, tmp_path)
    assert caught.value.cause is Cause.PROVIDER_FAULT


def test_where_nobody_listens_nothing_was_sent(tmp_path: Path) -> None:
    with pytest.raises(NotNow, match="Nobody answers"):
        delivered(stated(), LINE, tmp_path)


@pytest.mark.parametrize("said", ['{"audio_base64": null}', '{"audio_base64": "!"}', "<html>Hello</html>", "[]"])
@pytest.mark.parametrize("request_", [LINE, MUSIC])
def test_an_answer_that_is_no_sound_is_a_failure_that_keeps_what_was_said(
    service: Service, address: str, tmp_path: Path, said: str, request_: Request
) -> None:
    service.faults.throw("says", said)
    with pytest.raises(ProviderFailure, match="is no sound, and it may be billed") as caught:
        delivered(stated(address), request_, tmp_path)
    assert caught.value.raw == said


@pytest.mark.parametrize("cost", ["many", "-5", "NaN", "1e99", "0x10"])
def test_credits_nobody_can_have_used_are_none(service: Service, address: str, tmp_path: Path, cost: str) -> None:
    service.faults.throw("cost", cost)
    done, _ = delivered(stated(address), LINE, tmp_path)
    assert (done.cost, done.used) == (None, None)


def test_a_sound_of_another_length_is_delivered_as_it_came(service: Service, address: str, tmp_path: Path) -> None:
    service.faults.throw("lasts", 1.0)
    done, target = delivered(stated(address), LINE, tmp_path)
    assert target.stat().st_size > 1000
    assert done.cost is not None


@contextmanager
def answering(status: int, content: bytes) -> Iterator[str]:
    """The address of a server that answers whatever it is asked with this."""
    made = FastAPI()

    @made.post("/{path:path}")
    def answer(path: str) -> Response:
        return Response(content, status, media_type="application/json", headers={"character-cost": "12"})

    with served(made) as url:
        yield url


def test_a_key_that_is_repeated_in_a_refusal_is_not_kept(tmp_path: Path) -> None:
    detail = {
        "status": "invalid_api_key",
        "message": "Invalid API key: sesame",
        "data": {"prompt_suggestion": "sesame"},
    }
    with answering(400, json.dumps({"detail": detail}).encode()) as url, pytest.raises(NotNow) as caught:
        delivered(stated(url), LINE, tmp_path)
    assert "sesame" not in f"{caught.value.says} {caught.value.then} {caught.value.raw}"
    assert "[the key]" in caught.value.says


KEYS = (
    "detail", "status", "code", "message", "data", "loc", "msg", "prompt_suggestion", "audio_base64", "alignment",
    "characters", "character_start_times_seconds", "character_end_times_seconds", "voice_segments", "voice_id",
    "start_time_seconds", "end_time_seconds", "dialogue_input_index", "character_start_index", "normalized_alignment",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ElevenLabs, Saying]]:
    """The adapter on a line that says whatever a test wants."""
    made, line = connected(SETTINGS, tmp_path_factory.mktemp("hostile")), Saying({"character-cost": "3"})
    made.close()
    made._wire = line
    yield made, line
    line.close()


@settings(max_examples=300, deadline=None)
@given(
    status=st.sampled_from([200, 200, 201, 204, 302, 400, 401, 402, 403, 404, 422, 429, 500, 503]),
    body=odd(KEYS, ["SUQz", "quota_exceeded", "bad_prompt"]),
)
def test_whatever_json_comes_only_our_own_errors_come_out(
    hostile: tuple[ElevenLabs, Saying], status: int, body: Any
) -> None:
    made, line = hostile
    line.answers = [(status, json.dumps(body).encode("utf-8", "replace"))]
    try:
        done = made.poll(made.submit(LINE, "key"))
    except (ProviderFailure, NotNow, Ambiguous):
        return
    assert isinstance(done, Done)
    assert "\0" not in json.dumps(dict(done.reported), allow_nan=False)


@settings(max_examples=200, deadline=None)
@given(body=odd(KEYS))
def test_whatever_is_said_of_a_sound_it_is_kept(hostile: tuple[ElevenLabs, Saying], body: Any) -> None:
    made, line = hostile
    said = body if isinstance(body, dict) else {"alignment": body, "voice_segments": [body]}
    line.answers = [(200, json.dumps(said | {"audio_base64": "SUQzBAA="}).encode("utf-8", "replace"))]
    done = made.poll(made.submit(LINE, "key"))
    assert isinstance(done, Done)
    assert "\0" not in json.dumps(dict(done.reported), allow_nan=False, ensure_ascii=False)
