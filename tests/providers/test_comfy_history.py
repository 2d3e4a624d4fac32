"""What ComfyUI keeps of work that is over, also where it is not what it should be."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.kernel import hashing
from rushes.providers import comfy_history, comfyui
from rushes.providers.base import Answer, Cancelled, Done, House, Request, Sent, Trace, Waiting
from rushes.providers.comfyui import Comfy, Settings
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.storage.disk import Disk
from tests.providers.test_comfy_nodes import INFO
from tests.simulators.serving import served

ID = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
KEYS = st.sampled_from(
    ["status", "status_str", "messages", "outputs", "prompt", "images", "filename", "type", "completed", ID, "rushes",
     "execution_success", "execution_error", "timestamp", "queue_running", "queue_pending", "prompt_id", "node_errors",
     "error", "errors", "name", "58", "success"]
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | KEYS
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=5),
    max_leaves=25,
)


def entry(outputs: Any = None, *messages: Any, **status: Any) -> dict[str, Any]:
    """An entry of the history."""
    told = {"status_str": "success", "completed": True, "messages": list(messages)} | status
    return {"prompt": [0, ID, {}, {}, ["9"]], "outputs": outputs or {}, "status": told}


def file(name: str, type: str = "output") -> dict[str, str]:
    return {"filename": name, "subfolder": "rushes", "type": type}


@pytest.mark.parametrize(
    ("outputs", "name"),
    [
        ({"9": {"images": [file("a.mp4")], "animated": [True]}}, "a.mp4"),
        ({"9": {"gifs": [file("a.mp4") | {"format": "video/h264-mp4"}]}}, "a.mp4"),
        ({"9": {"audio": [file("a.flac")]}}, "a.flac"),
        ({"1": {"images": [file("in.mp4", "input")]}, "9": {"images": [file("out.mp4")]}}, "out.mp4"),
        ({"1": {"images": [file("seen.mp4", "temp")]}, "9": {"images": [file("kept.png")]}}, "kept.png"),
        ({"1": {"images": [file("seen.png", "temp")]}}, "seen.png"),
        ({"1": {"images": [file("a.png")]}, "9": {"video": [file("b.mp4")]}, "5": {"text": ["c.mp4"]}}, "b.mp4"),
        ({"1": {"images": [file("in.mp4", "input")]}}, None),
        ({"1": {"text": ["hello"], "images": "none"}, "2": []}, None),
    ],
)
def test_the_result_is_what_was_saved_before_what_was_shown_and_never_what_was_given(outputs: Any, name: str) -> None:
    assert comfy_history.result(entry(outputs)).get("filename") == name


def test_the_node_that_a_template_names_goes_before_all_others() -> None:
    said = entry({"1": {"images": [file("a.mp4")]}, "9": {"images": [file("b.png", "temp")]}})
    assert comfy_history.result(said)["filename"] == "a.mp4"
    said["prompt"][3] = {"rushes": {"output": "9"}}
    assert comfy_history.result(said) == {"filename": "b.png", "subfolder": "rushes", "type": "temp"}


def test_the_last_message_tells_a_failure_from_an_interruption() -> None:
    error = ["execution_error", {"node_id": "3", "node_type": "KSampler", "exception_message": "no"}]
    stopped = ["execution_interrupted", {"node_id": "3"}]
    for messages, cause in (
        ([error], Cause.PROVIDER_FAULT),
        ([error, stopped], Cause.CANCELLED),
        ([], Cause.PROVIDER_FAULT),
    ):
        with pytest.raises(ProviderFailure) as caught:
            comfy_history.check(entry({}, *messages, status_str="error", completed=False))
        assert caught.value.cause is cause


def test_what_is_there_and_says_nothing_readable_is_waited_for() -> None:
    odd: list[Any] = [17, [], {"status": "odd"}, {"status": {"status_str": "resting"}, "outputs": {}}]
    for said in odd:
        with hostile([(json.dumps({ID: said}).encode(), 200)]) as comfy:
            assert isinstance(comfy.poll(ID), Waiting)
    with hostile([(json.dumps({ID: {"outputs": {"9": {"images": [file("old.mp4")]}}}}).encode(), 200)]) as comfy:
        assert isinstance(comfy.poll(ID), Done), "old versions tell no status"


def test_how_long_it_worked_is_told_by_its_messages_where_they_can_be_believed() -> None:
    def worked(begun: Any, over: Any) -> Decimal | None:
        return comfy_history.worked(
            entry({}, ["execution_start", {"timestamp": begun}], ["execution_success", {"timestamp": over}])
        )

    assert worked(1_000, 21_500) == Decimal("20.5")
    assert worked(2_000, 1_000) is worked("1", "2") is worked(0, float("inf")) is worked(None, None) is None


def test_a_graph_that_no_database_keeps_is_left_out() -> None:
    def kept(graph: object) -> object:
        return comfy_history.graph({"prompt": [0, ID, graph, {}, []]})

    assert kept({"1": {"inputs": {"text": "Wren"}}}) == {"1": {"inputs": {"text": "Wren"}}}
    unfit: list[Any] = [{"1": float("nan")}, {"1": "\0"}, {"1": "\ud800"}, {"1": "x" * 300_000}, [], "graph"]
    assert [kept(bad) for bad in unfit] == [{}] * len(unfit)


@contextmanager
def hostile(said: list[tuple[bytes, int]]) -> Iterator[Comfy]:
    """A connection to something that says one thing, with a status, to whatever is asked, except about its nodes."""
    made = FastAPI()

    @made.api_route("/{path:path}", methods=["GET", "POST"])
    async def answer(path: str) -> Response:
        kind = path.partition("/")[2]
        return Response(json.dumps({kind: INFO[kind]})) if path.startswith("object_info/") else Response(*said[0])

    with TemporaryDirectory() as folder, served(made) as url:
        comfy = comfyui.connect(Settings(url=url, seconds=5), House(Disk(Path(folder)), Path(folder), 1))
        try:
            yield comfy
        finally:
            comfy.close()


def test_whatever_answers_only_errors_of_ours_come_out() -> None:
    asked, said = Request("wan22-5b", "Wren.", 24, "24", 128, 96, 1), [(b"", 200)]
    with hostile(said) as comfy:

        @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(
            body=JSON.map(json.dumps) | JSON.map(lambda inner: json.dumps({ID: inner})) | st.text(),
            status=st.sampled_from([200, 200, 200, 202, 302, 400, 404, 429, 500]),
        )
        def ask(body: str, status: int) -> None:
            said[0] = (body.encode("utf-8", "replace"), status)
            with suppress(ProviderFailure, NotNow, Ambiguous):
                assert isinstance(comfy.submit(asked, ID), str)
            with suppress(ProviderFailure, NotNow):
                assert isinstance(comfy.find(Sent(ID, asked, datetime.now(UTC))), str | Trace)
            with suppress(ProviderFailure, NotNow):
                kept(comfy.poll(ID))
            with suppress(ProviderFailure, NotNow):
                assert comfy.cancel(ID) in Cancelled

        ask()


def kept(answer: Answer) -> None:
    """What an answer says can be kept by any database."""
    assert isinstance(answer, Waiting | Done)
    if isinstance(answer, Done):
        hashing.canonical(answer.reported)
        assert answer.output.isascii()


def test_what_holds_all_that_is_looked_for_in_one_answer_is_read_as_it_stands() -> None:
    both = {ID: entry({"9": {"images": [file("a\ud800.mp4")]}}), "queue_running": [], "queue_pending": []}
    with hostile([(json.dumps(both).encode(), 200)]) as comfy:
        done = comfy.poll(ID)
        kept(done)
        assert isinstance(done, Done)
        assert done.output.startswith("filename=a%3F.mp4")
        assert comfy.cancel(ID) is Cancelled.REFUSED
