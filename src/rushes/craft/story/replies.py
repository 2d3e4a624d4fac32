"""Answers of language models as text: the JSON object in them, and the schemas that hold them to its shape."""

import json
from typing import Any

from pydantic import BaseModel

LONGEST = 2_000_000
TRIES = 8


def json_in(text: str) -> dict[str, Any] | None:
    """
    The first JSON object in a text, clean of what no text holds; None where there is none.

    Fences, words before it and after it are passed over. Only the first few braces are tried, so time stays linear.
    """
    decoder = json.JSONDecoder(strict=False)
    at = -1
    for _ in range(TRIES):
        at = text.find("{", at + 1, LONGEST)
        if at < 0:
            return None
        try:
            found, _ = decoder.raw_decode(text[:LONGEST], at)
        except (ValueError, RecursionError):
            continue
        return _clean(found) if isinstance(found, dict) else None
    return None


def schema(shape: type[BaseModel]) -> dict[str, Any]:
    """A model's JSON schema as services want it: every field required, nothing else allowed, references resolved."""
    whole = shape.model_json_schema()
    definitions = whole.pop("$defs", {})
    strict: dict[str, Any] = _strict(whole, definitions)
    return strict


def short(text: str, most: int = 80) -> str:
    """The beginning of a text, on one line."""
    flat = " ".join(text[: 4 * most].split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def _strict(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_strict(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _strict(definitions[node["$ref"].rpartition("/")[2]], definitions)
    kept = {key: each for key, each in node.items() if key not in ("title", "default", "description")}
    if "properties" in kept:
        properties = {name: _strict(each, definitions) for name, each in kept["properties"].items()}
        return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {key: _strict(each, definitions) for key, each in kept.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {_clean(name): _clean(each) for name, each in value.items()}
    return value
