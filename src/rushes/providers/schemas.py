"""
What a model takes, as its service publishes it: an OpenAPI document, a model that holds one, or a plain JSON schema.

All of them are brought to one plain schema without references, which a body is held against before it is sent. It says
what may be sent, so `null` is left out of it; a `pattern` is left to the service, whose expressions are not ours.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

MOST_PARTS = 5000
SCALARS = (
    *("type", "enum", "const", "default", "required", "additionalProperties"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minItems", "maxItems", "uniqueItems", "minLength", "maxLength"),
)
CHOICES = ("allOf", "anyOf", "oneOf")
NULL = {"type": "null"}


class NoSchema(ValueError):
    """A document in which no input schema can be found, or one that is none."""


def compact(document: Any) -> dict[str, Any]:
    """
    The schema of a model's input, plain.

    Raises:
        NoSchema: the document holds none that can be read.
    """
    root, node = _input(document)
    try:
        found = _Reader(root).plain(node)
    except RecursionError:
        raise NoSchema("It is nested too deeply.") from None
    if not isinstance(found.get("properties"), dict):
        raise NoSchema("It holds no schema of an input with fields.")
    if not all(math.isfinite(number) for number in _numbers(found)):
        raise NoSchema("A limit in it is no number.")
    try:
        Draft202012Validator.check_schema(found)
    except SchemaError as error:
        where = ".".join(map(str, error.absolute_path))
        raise NoSchema(f"It is no JSON schema: {where}: {error.message[:200]}") from None
    return found


def fault(schema: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    """What is wrong with a body, in a sentence that names the field, what is allowed and what was asked; or nothing."""
    errors = sorted(Draft202012Validator(schema).iter_errors(body), key=lambda error: str(error.absolute_path))
    return _said(errors[0]) if errors else ""


def fits(schema: Mapping[str, Any], value: Any) -> bool:
    """Whether a field takes a value."""
    return bool(Draft202012Validator(schema).is_valid(value))


def branches(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A field's schema, or each of those it is a choice of."""
    choices = [choice for key in CHOICES for choice in schema.get(key, ())]
    for choice in choices:
        yield from branches(choice)
    if not choices:
        yield schema


def listed(schema: Mapping[str, Any]) -> list[Any]:
    """The values a field lists as all it takes; none where it lists none."""
    return [
        value
        for branch in branches(schema)
        for value in (branch.get("enum") or ([branch["const"]] if "const" in branch else []))
        if fits(schema, value)
    ]


def typed(schema: Mapping[str, Any], *types: str) -> bool:
    """Whether a field may hold a value of one of these types."""
    said = [branch.get("type") for branch in branches(schema)]
    return any(one is None or bool({*types} & ({one} if isinstance(one, str) else {*one})) for one in said)


def _input(document: Any) -> tuple[Any, Any]:
    """A document and the part of it that describes the input."""
    for _ in range(3):
        held = _at(document, "latest_version") or _at(document, "openapi_schema")
        document = held if isinstance(held, dict) else document
    named = _at(document, "components", "schemas", "Input")
    paths = _at(document, "paths")
    posted = [
        _at(path, "post", "requestBody", "content", "application/json", "schema")
        for path in (paths.values() if isinstance(paths, dict) else ())
    ]
    plain = document if isinstance(_at(document, "properties"), dict) else None
    found = next((one for one in (named, *posted, plain) if isinstance(one, dict)), None)
    if found is None:
        raise NoSchema("It holds no schema of an input.")
    return document, found


def _at(document: Any, *path: str) -> Any:
    for key in path:
        document = document.get(key) if isinstance(document, dict) else None
    return document


@dataclass
class _Reader:
    """Follows the references of one document, each until it comes round to itself, and no more than is sensible."""

    root: Any
    left: int = MOST_PARTS

    def plain(self, node: Any, within: tuple[str, ...] = ()) -> dict[str, Any]:
        """A schema without references and nulls; what goes round in circles ends in one that takes anything."""
        self.left -= 1
        if self.left < 0:
            raise NoSchema(f"It has more than {MOST_PARTS} parts.")
        if not isinstance(node, dict):
            return {}
        found = {key: node[key] for key in SCALARS if key in node}
        if isinstance(node.get("properties"), dict):
            found["properties"] = {str(name): self.plain(one, within) for name, one in node["properties"].items()}
        if "items" in node:
            found["items"] = self.plain(node["items"], within)
        for key in CHOICES:
            choices = node.get(key, [])
            found |= {key: [self.plain(one, within) for one in choices if one != NULL]} if _some(choices) else {}
        if "$ref" in node:
            found["allOf"] = [self._referred(node["$ref"], within), *found.get("allOf", [])]
        return _merged(_exclusive(_without_null(found)))

    def _referred(self, reference: Any, within: tuple[str, ...]) -> dict[str, Any]:
        """What a reference inside the document points to."""
        if not isinstance(reference, str) or not reference.startswith("#"):
            raise NoSchema(f"It refers to another document: {str(reference)[:200]}")
        if reference in within:
            return {}
        steps = [step.replace("~1", "/").replace("~0", "~") for step in reference[1:].split("/") if step]
        return self.plain(_at(self.root, *steps), (*within, reference))


def _some(choices: Any) -> bool:
    return isinstance(choices, list) and any(one != NULL for one in choices)


def _without_null(found: dict[str, Any]) -> dict[str, Any]:
    if isinstance(found.get("type"), list):
        types = [one for one in found["type"] if one != "null"]
        found["type"] = types[0] if len(types) == 1 else types
    if isinstance(found.get("enum"), list):
        found["enum"] = [value for value in found["enum"] if value is not None]
    return found


def _exclusive(found: dict[str, Any]) -> dict[str, Any]:
    """OpenAPI before 3.1 says with a boolean that a limit is itself not allowed."""
    for exclusive, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        said = found.get(exclusive)
        if isinstance(said, bool):
            del found[exclusive]
            if said and limit in found:
                found[exclusive] = found.pop(limit)
    return found


def _merged(found: dict[str, Any]) -> dict[str, Any]:
    """A choice of one is no choice; it stays one where both it and its holder limit the same thing."""
    for key in CHOICES:
        if len(found.get(key, ())) == 1 and not (found[key][0].keys() & found.keys()):
            found |= found.pop(key)[0]
    return found


def _numbers(node: Any) -> Iterator[float]:
    if isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _numbers(inner)
    elif isinstance(node, float):
        yield node


def _said(error: ValidationError) -> str:
    """One violation as a person would say it."""
    field = ".".join(map(str, error.absolute_path)) or "the input"
    asked, limit = _shown(error.instance), error.validator_value
    match error.validator:
        case "required":
            lacking = ", ".join(f"`{name}`" for name in limit if name not in error.instance)
            return f"it also wants {lacking}, which nothing here says: give it a value under `sets`"
        case "enum" | "const":
            allowed = ", ".join(map(_shown, limit if isinstance(limit, list) else [limit]))
            return f"`{field}` takes {allowed}; {asked} was asked"
        case "minimum" | "exclusiveMinimum":
            bound = "at least" if error.validator == "minimum" else "more than"
            return f"`{field}` takes {bound} {limit}; {asked} was asked"
        case "maximum" | "exclusiveMaximum":
            bound = "at most" if error.validator == "maximum" else "less than"
            return f"`{field}` takes {bound} {limit}; {asked} was asked"
        case "maxLength" | "minLength":
            bound = "at most" if error.validator == "maxLength" else "at least"
            return f"`{field}` takes {bound} {limit} characters; it has {len(error.instance)}"
        case "maxItems" | "minItems":
            bound = "at most" if error.validator == "maxItems" else "at least"
            return f"`{field}` takes {bound} {limit}; {len(error.instance)} were asked"
    return f"`{field}` does not take {asked}: {error.message[:200]}"


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:80]}..."
