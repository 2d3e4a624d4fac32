"""A language model over HTTP, against a pretend server that speaks the protocol."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Response

from rushes.kernel.money import Money
from rushes.providers import chat
from rushes.providers.base import Done, House, Makes, Request, Sent, Trace
from rushes.providers.chat import Chat, Settings, Structure
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.storage.disk import Disk
from tests.simulators.chat import Fault, Service, app
from tests.simulators.serving import served

SCHEMA = {"type": "object", "properties": {"options": {"type": "array"}}}
LOGLINES = {"options": ["A courier must deliver a tape."]}


@pytest.fixture
def service() -> Service:
    return Service(key="sesame")


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    with served(app(service)) as url:
        yield f"{url}/v1"


def settings(address: str, **fields: Any) -> Settings:
    return Settings.model_validate({"url": address, "key": "sesame", "model": "m", "seconds": 5} | fields)


def request(stated: Settings) -> Request:
    plan = {"kind": "logline", "system": "You write.", "schema": SCHEMA}
    asked = dict(chat.asks(stated))
    return Request("chat", "Three loglines.", 0, "24", 0, 0, 1, settings=asked, plan=plan, makes=Makes.TEXT)


def connected(stated: Settings, tmp_path: Path) -> Chat:
    return chat.connect(stated, House(Disk(tmp_path / "blobs"), tmp_path, 1))


def asked(stated: Settings, tmp_path: Path) -> tuple[Done, str]:
    """Ask and bring home: what it reported, and the text."""
    made, out = connected(stated, tmp_path), tmp_path / "answer.txt"
    try:
        done = made.poll(made.submit(request(stated), "key"))
        assert isinstance(done, Done)
        made.fetch(request(stated), done, out)
    finally:
        made.close()
    return done, out.read_text()


def test_a_question_is_answered_in_json_at_the_price_of_its_tokens(
    service: Service, address: str, tmp_path: Path
) -> None:
    service.script = [LOGLINES]
    stated = settings(address, input_price="1", output_price="10")
    done, text = asked(stated, tmp_path)

    assert text == '{"options": ["A courier must deliver a tape."]}'
    assert done.reported == {"prompt_tokens": 4, "completion_tokens": 7, "model": "m-2026-11-01"}
    assert done.cost == Money(74, "USD")
    (body,) = service.asked
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


def test_the_estimate_reaches_from_the_question_alone_to_the_longest_answer() -> None:
    stated = settings("http://here", input_price="1", output_price="10", most_tokens=1000)
    estimate = chat.plugin.estimate(request(stated))

    assert Money(50, "USD") <= estimate.low < estimate.high
    assert estimate.high.micros - estimate.low.micros == 10_000
    assert "10 USD a million" in estimate.prices


def test_servers_that_take_no_schema_are_asked_for_an_object_or_for_nothing(
    service: Service, address: str, tmp_path: Path
) -> None:
    asked(settings(address, structure=Structure.OBJECT), tmp_path)
    asked(settings(address, structure=Structure.NONE), tmp_path)

    assert service.asked[0]["response_format"] == {"type": "json_object"}
    assert "response_format" not in service.asked[1]


@pytest.mark.parametrize(
    ("fault", "cause", "says"),
    [
        ("bad_schema", Cause.INVALID_REQUEST, "Invalid schema"),
        ("moderated", Cause.INPUT_MODERATION, "flagged"),
        ("refuses", Cause.OUTPUT_MODERATION, "cannot help"),
        ("cut", Cause.PROVIDER_FAULT, "cut off"),
        ("html", Cause.PROVIDER_FAULT, "no chat completion"),
    ],
)
def test_every_refusal_has_its_cause_a_sentence_and_a_next_step(
    service: Service, address: str, tmp_path: Path, fault: str, cause: Cause, says: str
) -> None:
    service.script = [Fault(fault)]

    with pytest.raises(ProviderFailure) as caught:
        asked(settings(address), tmp_path)
    assert caught.value.cause is cause
    assert says in caught.value.says
    assert caught.value.then


@pytest.mark.parametrize(
    ("fault", "cause", "says"),
    [
        ("no_credit", Cause.BALANCE, "exceeded your current quota"),
        ("unpaid", Cause.BALANCE, "hard limit"),
        ("busy", Cause.RATE_LIMIT, "Rate limit"),
        ("no_model", Cause.MODEL_NOT_OPEN, "does not exist"),
        ("forbidden", Cause.AUTH, "not allowed"),
        ("overloaded", Cause.PROVIDER_FAULT, "overloaded"),
    ],
)
def test_what_was_certainly_not_accepted_may_be_sent_again(
    service: Service, address: str, tmp_path: Path, fault: str, cause: Cause, says: str
) -> None:
    service.script = [Fault(fault)]

    with pytest.raises(NotNow) as caught:
        asked(settings(address), tmp_path)
    assert (caught.value.cause, service.billed) == (cause, 0)
    assert says in caught.value.says
    assert caught.value.then
    assert caught.value.after == (7.0 if fault in {"no_credit", "unpaid", "busy", "overloaded"} else 0.0)


def test_a_wrong_key_is_said_and_never_shown(service: Service, address: str, tmp_path: Path) -> None:
    with pytest.raises(NotNow) as caught:
        asked(settings(address, key="secret-key"), tmp_path)

    assert caught.value.cause is Cause.AUTH
    assert "secret-key" not in f"{caught.value.says} {caught.value.then} {caught.value.raw}"


@pytest.mark.parametrize("fault", [Fault("breaks"), Fault("drops"), Fault("gateway"), Fault("slow", "2")])
def test_an_answer_that_was_lost_may_have_been_billed_and_is_not_asked_for_again(
    service: Service, address: str, tmp_path: Path, fault: Fault
) -> None:
    service.script = [fault]
    made = connected(settings(address, seconds=0.5), tmp_path)

    with pytest.raises(Ambiguous):
        made.submit(request(settings(address)), "key")
    made.close()
    assert (service.billed, made.find(Sent("key", request(settings(address)), datetime.now(UTC)))) == (1, Trace.UNSURE)


@contextmanager
def answering(content: str | bytes, status: int = 200, headers: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a server that answers whatever it is asked with this."""
    made = FastAPI()

    @made.post("/v1/chat/completions")
    def complete() -> Response:
        return Response(content, status, headers, media_type="application/json")

    with served(made) as url:
        yield f"{url}/v1"


def test_a_server_that_repeats_the_key_is_quoted_without_it(tmp_path: Path) -> None:
    said = '{"error": {"message": "Incorrect API key: Bearer sesame"}}'
    with answering(said, 401) as url, pytest.raises(NotNow) as failed:
        asked(settings(url), tmp_path)
    assert "Incorrect API key: Bearer [the key]" in failed.value.says
    assert "sesame" not in failed.value.says + failed.value.raw


@pytest.mark.parametrize("usage", ['{"prompt_tokens": "abc"}', "[1]", '{"prompt_tokens": 1e999}', "7", "null"])
@pytest.mark.parametrize("tokens", ["-5", "1" + "0" * 40])
def test_tokens_nobody_can_have_used_cost_nothing(usage: str, tokens: str, tmp_path: Path) -> None:
    usage = usage.replace("}", f', "completion_tokens": {tokens}}}')
    said = f'{{"usage": {usage}, "choices": [{{"message": {{"content": "Yes."}}}}]}}'
    with answering(said) as url:
        done, text = asked(settings(url, input_price="1", output_price="10"), tmp_path)
    assert done.cost in (None, Money(0, "USD"))
    assert (done.reported["completion_tokens"], text) == (0, "Yes.")


def test_what_no_file_or_database_keeps_as_text_is_left_out(tmp_path: Path) -> None:
    said = r'{"model": "m\u0000", "choices": [{"message": {"content": "a\ud800b\u0000c"}}]}'
    with answering(said) as url:
        done, text = asked(settings(url), tmp_path)
    assert (done.reported["model"], text) == ("m", "a?bc")


def test_an_answer_nested_without_end_is_no_answer(tmp_path: Path) -> None:
    with answering("[" * 200_000) as url, pytest.raises(ProviderFailure, match="is no chat completion"):
        asked(settings(url), tmp_path)


@pytest.mark.parametrize("status", [200, 400])
def test_an_answer_without_end_is_not_read_to_its_end(tmp_path: Path, status: int) -> None:
    packed = gzip.compress(bytes(chat.LARGEST_ANSWER + 1))
    with answering(packed, status, {"content-encoding": "gzip"}) as url, pytest.raises(ProviderFailure, match="8 MiB"):
        asked(settings(url), tmp_path)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "127.0.0.1:9", "ftp://here", "http://[", "http://a b"])
def test_where_nobody_listens_nothing_was_sent(tmp_path: Path, url: str) -> None:
    with pytest.raises(NotNow, match="Nobody answers") as caught:
        asked(settings(url), tmp_path)
    assert caught.value.cause is Cause.PROVIDER_FAULT


def test_without_a_model_there_is_nothing_to_ask_with() -> None:
    assert chat.asks(Settings()) == {}
    assert "Name a model" in chat.plugin.ready(Settings())
    assert chat.plugin.ready(Settings(model="m")) == ""
    assert chat.asks(Settings(model="m", input_price=Decimal("0.15")))["input_price"] == "0.15"


def test_an_old_question_is_the_same_to_the_letter() -> None:
    old = ("model", "structure", "most_tokens", "input_price", "output_price")
    assert tuple(chat.asks(Settings(model="m"))) == old
    assert request(settings("http://here")).digest == "7d3dd1052796ddeeb93cc7c8efd45f3d0999a105cb1380dc03ed3eea81742235"
    newer = settings("http://here", dialect="ark", limit="max_completion_tokens", vision=True)
    assert chat.asks(newer).keys() - set(old) == {"dialect", "limit", "vision"}
