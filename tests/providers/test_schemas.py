"""Input schemas as services publish them, brought to one plain schema."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.providers import schemas
from rushes.providers.schemas import NoSchema

RATIO = {"type": "string", "enum": ["16:9", "1:1"], "title": "aspect_ratio", "description": "An enumeration."}
INPUT = {
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "title": "Prompt", "x-order": 0, "maxLength": 12},
        "aspect_ratio": {"allOf": [{"$ref": "#/components/schemas/aspect_ratio"}], "default": "16:9"},
        "seed": {"type": "integer", "nullable": True},
        "image": {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]},
        "strength": {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 1},
    },
}
COGS = {"openapi": "3.0.2", "components": {"schemas": {"Input": INPUT, "aspect_ratio": RATIO}}}
QUEUE = {
    "openapi": "3.1.0",
    "paths": {
        "/requests/{id}": {"get": {}},
        "/owner/app": {
            "post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/In"}}}}}
        },
    },
    "components": {"schemas": {"In": INPUT, "aspect_ratio": RATIO}},
}
DOCUMENTS = {
    "an OpenAPI document with an Input": COGS,
    "a model that holds one": {"owner": "o", "latest_version": {"openapi_schema": COGS}},
    "a version that holds one": {"openapi_schema": COGS},
    "an OpenAPI document with a POST": QUEUE,
}
WORDS = st.sampled_from(
    ["type", "enum", "anyOf", "allOf", "$ref", "properties", "items", "required", "minimum", "paths", "components"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | WORDS, inner, max_size=4),
    max_leaves=25,
)
DOCUMENT = JSON | st.fixed_dictionaries({"properties": st.dictionaries(st.sampled_from("abc"), JSON, max_size=3)})


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_schema_is_found_wherever_it_lies_and_stands_by_itself(document: dict[str, Any]) -> None:
    found = schemas.compact(document)
    assert found["required"] == ["prompt"]
    assert found["properties"] == {
        "prompt": {"type": "string", "maxLength": 12},
        "aspect_ratio": {"type": "string", "enum": ["16:9", "1:1"], "default": "16:9"},
        "seed": {"type": "integer"},
        "image": {"type": "string"},
        "strength": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    }


def test_a_plain_schema_stays_as_it_is_and_is_the_same_when_done_twice() -> None:
    once = schemas.compact(COGS)
    assert schemas.compact(once) == once
    assert schemas.compact(json.loads(json.dumps(once))) == once


def test_a_choice_stays_one_where_both_sides_limit_the_same() -> None:
    node = {"minimum": 1, "allOf": [{"minimum": 5, "type": "integer"}]}
    found = schemas.compact({"properties": {"steps": node}})["properties"]["steps"]
    assert not schemas.fits(found, 3)
    assert schemas.fits(found, 5)


def test_what_refers_to_itself_ends_in_something_that_takes_anything() -> None:
    own = {"properties": {"text": {"type": "string"}, "next": {"$ref": "#/components/schemas/Input"}}}
    found = schemas.compact({"components": {"schemas": {"Input": own}}})
    assert found["properties"]["next"]["properties"]["next"] == {}


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (None, "no schema of an input"),
        ({"openapi": "3.0.2", "paths": {}}, "no schema of an input"),
        ({"components": {"schemas": {"Input": {"type": "object"}}}}, "with fields"),
        ({"properties": {"a": {"$ref": "https://elsewhere.example/a.json"}}}, "another document"),
        ({"properties": {"a": {"type": "text"}}}, "properties.a.type"),
        ({"properties": {"a": {"minimum": float("nan")}}}, "no number"),
        ({"properties": {"a": {"maximum": float("inf")}}}, "no number"),
        ({"properties": {f"a{number}": {} for number in range(6000)}}, "more than 5000 parts"),
    ],
)
def test_what_is_no_schema_is_refused_in_a_sentence(document: Any, says: str) -> None:
    with pytest.raises(NoSchema, match=says):
        schemas.compact(document)


def test_a_document_that_grows_when_it_is_read_is_given_up() -> None:
    """Ten references in each of ten schemas are ten thousand million."""
    many = {
        f"s{n}": {"properties": {f"p{k}": {"$ref": f"#/components/schemas/s{n + 1}"} for k in range(10)}}
        for n in range(10)
    }
    with pytest.raises(NoSchema, match="more than"):
        schemas.compact({"components": {"schemas": {"Input": many["s0"], **many}}})


def test_a_document_nested_beyond_sense_is_given_up() -> None:
    node: dict[str, Any] = {}
    for _ in range(3000):
        node = {"items": node}
    with pytest.raises(NoSchema, match="nested too deeply"):
        schemas.compact({"properties": {"a": node}})


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"prompt": "rain"}, ""),
        ({}, "it also wants `prompt`, which nothing here says: give it a value under `sets`"),
        ({"prompt": "thirteen long"}, "`prompt` takes at most 12 characters; it has 13"),
        ({"prompt": "x", "aspect_ratio": "2:1"}, "`aspect_ratio` takes 16:9, 1:1; 2:1 was asked"),
        ({"prompt": "x", "strength": 0}, "`strength` takes more than 0; 0 was asked"),
        ({"prompt": "x", "strength": 2}, "`strength` takes at most 1; 2 was asked"),
        ({"prompt": "x", "seed": "7"}, "`seed` does not take 7: '7' is not of type 'integer'"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_allowed_and_what_was_asked(body: dict[str, Any], says: str) -> None:
    assert schemas.fault(schemas.compact(COGS), body) == says


def test_a_choice_between_lists_lists_what_any_of_them_takes() -> None:
    schema = {"anyOf": [{"enum": ["auto"]}, {"type": "object", "properties": {"width": {}}}, {"const": "hd"}]}
    assert schemas.listed(schema) == ["auto", "hd"]
    assert schemas.typed(schema, "object")


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_whatever_comes_is_a_schema_or_refused(document: Any) -> None:
    try:
        found = schemas.compact(document)
    except NoSchema:
        return
    assert isinstance(schemas.fault(found, {}), str)
