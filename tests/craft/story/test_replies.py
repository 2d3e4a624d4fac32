"""Answers as services give them: fences, chatter, broken JSON, and what no text may hold."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.story import desk, replies


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '```json\n{"a": 1}\n```',
        'Here you are:\n\n{"a": 1}\n\nI hope that helps {not}.',
        'In {curly} words: {"a": 1}',
        '\ufeff  {"a": 1}{"a": 2}',
    ],
)
def test_the_object_is_found_whatever_stands_around_it(text: str) -> None:
    assert replies.json_in(text) == {"a": 1}


@pytest.mark.parametrize("text", ["", "No.", "[1, 2]", '{"a": ', "{" * 100_000, '{"a":' * 50_000])
def test_what_is_no_object_is_none_and_never_an_error(text: str) -> None:
    assert replies.json_in(text) is None


def test_what_no_text_may_hold_is_taken_out() -> None:
    assert replies.json_in(r'{"a": "x\u0000y\ud800z"}') == {"a": "xy?z"}
    assert replies.json_in('{"a": "two\nlines"}') == {"a": "two\nlines"}


@given(st.text())
def test_any_text_is_read_or_is_none(text: str) -> None:
    assert replies.json_in(text) is None or isinstance(replies.json_in(text), dict)


def test_a_flood_of_braces_takes_linear_time() -> None:
    began = time.process_time()
    replies.json_in('{"a": [' * 200_000)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("kind", desk.kinds())
def test_every_schema_is_strict_and_refers_to_nothing(kind: str) -> None:
    schema = replies.schema(desk.kinds()[kind].shape)
    assert "abstain" in schema["required"]
    assert "$ref" not in str(schema)
    for node in _objects(schema):
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


def _objects(node: object) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for each in node for found in _objects(each)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == "object" else []
    return own + [found for each in node.values() for found in _objects(each)]
