"""Requests as nobody friendly sends them, for every operation that an application describes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from tests.providers.orders import each_spoilt

SHAPES = {
    "^[A-Z]{3}$": "USD",
    r"^[0-9]{1,6}(\.[0-9]{1,6})?$": "1.50",
    "^[0-9a-f]{64}$": "a" * 64,
    "^[A-Z]{2}-[A-Z0-9][A-Z0-9-]*$": "CH-ADA",
    r"^S([0-9]{2,4}[A-Z]?)-SH([0-9]{2,4}[A-Z]?)$": "S01-SH01",
    "^(shot|panel|sheet|draft)(:[A-Z0-9][A-Z0-9-]{0,79})?$": "shot:S01-SH01",
    "^(S[0-9]{2,4}[A-Z]?)?$": "S01",
    "^(take:[A-Z0-9][A-Z0-9-]{0,79}|cut:[1-9][0-9]{0,8})$": "take:S01-SH01-T01",
    "^[A-Z0-9-]*$": "FRONT",
    "^(S([0-9]{2,4}[A-Z]?))?$": "S01",
}
WORDS = (
    "", "\0", "x" * 5000, "-1", "9" * 40, "1e999", "NaN", "null", "true", "[]", "../../etc/passwd", "%", "\u202e\u0301",
    "S01-SH01'; drop table orders; --", "{{7*7}}", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)  # fmt: skip
BODIES = (
    b"", b"{", b"null", b"[]", b"7", b'"x"', b"\xff\xfe\x00", b"[" * 2000, b'{"a":' * 2000, b"9" * 5000,
    json.dumps({"orders": ["x"] * 25_000}).encode(), json.dumps(["x"] * 25_000).encode(), b'{"\\u0000": "\\ud800"}',
    b"PK\x03\x04" + bytes(500), b"%PDF-1.7\n" + bytes(500), b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
    b"Title: \0\n\nINT. HALL - DAY\n\nBen.\n", b"shot,action,seconds\nS01-SH01,\0,1e999\n",
)  # fmt: skip


@dataclass(frozen=True)
class Operation:
    """
    Something one can ask for: how, where, with what in its path and its query, and what its body is to be.

    `needs` is what its query must have, as it should be.
    """

    method: str
    path: str
    name: str
    inside: tuple[str, ...]
    asked: tuple[str, ...]
    needs: Mapping[str, Any]
    body: Mapping[str, Any] | None
    takes_json: bool

    @property
    def writes(self) -> bool:
        """Whether it changes something."""
        return self.method != "get"

    def at(self, **inside: object) -> str:
        """Its address, with what is said in the places of its path."""
        address = self.path
        for name in self.inside:
            address = address.replace(f"{{{name}}}", quote(str(inside[name]), safe=""))
        return address


def operations(described: Mapping[str, Any]) -> list[Operation]:
    """Every operation of an OpenAPI document."""
    return [
        _operation(method, path, told, described)
        for path, methods in described["paths"].items()
        for method, told in methods.items()
    ]


def _operation(method: str, path: str, told: Mapping[str, Any], described: Mapping[str, Any]) -> Operation:
    fields = told.get("parameters", ())
    content = told.get("requestBody", {}).get("content", {})
    schema = next((each["schema"] for each in content.values()), None)
    named = [tuple(one["name"] for one in fields if one["in"] == place) for place in ("path", "query")]
    body = None if schema is None else {"schema": schema, "all": described}
    needs = {
        one["name"]: _example(one["schema"], described) for one in fields if one["in"] == "query" and one["required"]
    }
    return Operation(method, path, told["operationId"], named[0], named[1], needs, body, "application/json" in content)


def example(operation: Operation) -> Any:
    """A body as it should be."""
    assert operation.body is not None
    return _example(operation.body["schema"], operation.body["all"])


def _example(schema: Mapping[str, Any], every: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        return _example(every["components"]["schemas"][schema["$ref"].rpartition("/")[2]], every)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return _example(choices[0], every)
    if "prefixItems" in schema:
        return [_example(item, every) for item in schema["prefixItems"]]
    if schema.get("type") == "object":
        return {name: _example(told, every) for name, told in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [_example(schema["items"], every)] if schema.get("items") else []
    least, word = schema.get("minimum", 1), SHAPES.get(schema.get("pattern", ""), "x" * schema.get("minLength", 1))
    uuid = str(UUID(int=7)) if schema.get("format") == "uuid" else word
    return {"integer": least, "number": least, "boolean": False}.get(str(schema.get("type")), uuid)


def bodies(operation: Operation) -> Iterator[bytes]:
    """Bodies as nobody friendly sends them: of no form, then of the form with something wrong in each place."""
    if operation.body is None:
        return
    yield from BODIES
    if operation.takes_json:
        good = example(operation)
        yield json.dumps(good).encode()
        for spoilt in map(json.dumps, each_spoilt(good)):
            yield spoilt.encode()
            if "\\u0000" in spoilt:
                yield spoilt.replace("\\u0000", "").encode()
