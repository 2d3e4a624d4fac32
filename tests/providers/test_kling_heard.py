"""Kling's messages and its answers, believed or not: signatures, times, and whatever JSON may come."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from rushes.providers import kling
from rushes.providers.base import Done, Trace, Waiting
from rushes.providers.kling import Kling, Settings
from tests.providers.orders import (
    ANYTHING,
    KEY,
    Anything,
    answering,
    each_spoilt,
    house,
    kept,
    order,
    plain,
    sent,
    spoilt,
)

SECRET = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
AT = 1781080794
BODY = b'{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}'
HEADERS = {
    "webhook-id": "9876543210",
    "webhook-timestamp": str(AT),
    "webhook-signature": "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=",
}
NOW = datetime.fromtimestamp(AT + 2, UTC)


@pytest.fixture(scope="module")
def said() -> Anything:
    return Anything()


@pytest.fixture(scope="module")
def made(said: Anything, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kling]:
    """Kling at an address that answers whatever it is told to."""
    with (
        answering(said) as url,
        closing(
            kling.connect(Settings(url=url, key=SecretStr("key-of-a-test")), house(tmp_path_factory.mktemp("house")))
        ) as made,
    ):
        yield made


def hearing(secret: str, tmp_path: Path) -> Kling:
    made = kling.connect(Settings(webhook_secret=SecretStr(secret)), house(tmp_path))
    made.close()
    return made


def test_the_example_of_its_own_pages_is_believed(tmp_path: Path) -> None:
    assert hearing(SECRET, tmp_path).hears(HEADERS, BODY, NOW) == "1234567890"


def test_while_a_secret_is_changed_one_of_two_signatures_is_enough(tmp_path: Path) -> None:
    both = HEADERS | {"webhook-signature": f"v1,AAAA {HEADERS['webhook-signature']} v2,BBBB"}
    assert hearing(SECRET, tmp_path).hears(both, BODY, NOW) == "1234567890"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        HEADERS | {"webhook-id": "9876543211"},
        HEADERS | {"webhook-timestamp": str(AT + 1)},
        HEADERS | {"webhook-timestamp": "soon"},
        HEADERS | {"webhook-timestamp": "\u0661"},
        HEADERS | {"webhook-signature": ""},
        HEADERS | {"webhook-signature": "v1,\ud800"},
        HEADERS | {"webhook-signature": HEADERS["webhook-signature"].removeprefix("v1,")},
        HEADERS | {"webhook-signature": HEADERS["webhook-signature"].replace("v1", "v2")},
    ],
)
def test_a_message_that_was_tampered_with_is_not(tmp_path: Path, headers: dict[str, str]) -> None:
    assert hearing(SECRET, tmp_path).hears(headers, BODY, NOW) is None


def test_nor_one_whose_body_was_changed_or_that_is_old(tmp_path: Path) -> None:
    made = hearing(SECRET, tmp_path)
    assert made.hears(HEADERS, BODY.replace(b"1234567890", b"1234567891"), NOW) is None
    assert made.hears(HEADERS, BODY, datetime.fromtimestamp(AT + 301, UTC)) is None
    assert made.hears(HEADERS, BODY, datetime.fromtimestamp(AT - 301, UTC)) is None
    assert made.hears(HEADERS, BODY, datetime.fromtimestamp(AT + 299, UTC)) == "1234567890"


def test_an_account_without_a_secret_sends_no_signature_and_its_messages_are_hints(tmp_path: Path) -> None:
    made = hearing("", tmp_path)
    assert made.hears({}, BODY, NOW) == "1234567890"
    for body in (b"", b"[]", b"{}", b"null", b'{"id": {}}', b'{"id": "../../secret"}', b"[" * 100_000, b"\xff"):
        assert made.hears({}, body, NOW) is None


def answer(**task: Any) -> dict[str, Any]:
    """What a look shows of one task."""
    shown = {"id": "1", "status": "succeeded", "message": "", "external_id": KEY, "outputs": [], "billing": []} | task
    return {"code": 0, "message": "SUCCEED", "request_id": "r", "data": [shown]}


CLIP = {"type": "video", "id": "v1", "url": "https://cdn.example/1.mp4", "duration": "5"}
CASH = {"charge_type": "cash", "amount": "0.7", "currency": "USD"}
GOOD = (
    answer(outputs=[CLIP], billing=[{"charge_type": "unit", "amount": "5", "package_type": "video"}]),
    answer(outputs=[CLIP], billing=[CASH, CASH]),
    answer(status="failed", message="triggering the content risk control of the platform"),
    answer(status="processing"),
    {"code": 0, "data": {"id": "1", "status": "submitted"}},
    {"code": 1303, "message": "parallel task over resource pack limit"},
)
BODIES = st.one_of(ANYTHING, *map(spoilt, GOOD))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES, status=st.sampled_from([200] * 9 + [204, 302, 400, 404, 429, 500, 503]))
def test_whatever_comes_is_an_answer_or_one_of_our_errors(made: Kling, said: Anything, body: Any, status: int) -> None:
    said.content, said.status = json.dumps(body).encode(), status
    asked = order("kling-3.0-omni")
    remote = kept(lambda: made.submit(asked, KEY))
    assert isinstance(remote, str | Exception)
    assert remote
    found = kept(lambda: made.find(sent(asked, ago=90)))
    assert isinstance(found, str | Trace | Exception)
    seen = kept(lambda: made.poll("1"))
    assert isinstance(seen, Waiting | Done | Exception)
    for _, one in made.look(["1", "2"]):
        assert isinstance(one, Waiting | Done | Exception)
    if isinstance(seen, Done):
        assert plain({"output": seen.output, "reported": dict(seen.reported)})
        assert seen.cost is None or seen.cost.micros >= 0


@pytest.mark.parametrize("good", GOOD, ids=range(len(GOOD)))
def test_no_one_thing_in_an_answer_is_taken_for_granted(made: Kling, said: Anything, good: Any) -> None:
    for body in each_spoilt(good):
        said.say(body)
        seen = kept(lambda: made.poll("1"))
        assert isinstance(seen, Waiting | Done | Exception)
        if isinstance(seen, Done):
            assert plain({"output": seen.output, "reported": dict(seen.reported)})


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_what_is_no_json_after_a_create_may_be_a_task(made: Kling, said: Anything, content: bytes) -> None:
    said.content, said.status = content, 200
    assert type(kept(lambda: made.submit(order("kling-3.0-omni"), KEY))).__name__ == "Ambiguous"
    assert type(kept(lambda: made.find(sent(order("kling-3.0-omni"), ago=90)))).__name__ == "NotNow"


def test_a_key_that_is_repeated_in_an_answer_is_not_kept(tmp_path: Path) -> None:
    said = Anything()
    failed = {"id": "1", "status": "failed", "message": "no task for Bearer sesame"}
    said.say({"code": 0, "data": [failed]})
    with (
        answering(said) as url,
        closing(kling.connect(Settings(url=url, key=SecretStr("sesame")), house(tmp_path))) as made,
    ):
        error = kept(lambda: made.poll("1"))
    assert "sesame" not in f"{getattr(error, 'says', 'sesame')} {getattr(error, 'raw', 'sesame')}"
