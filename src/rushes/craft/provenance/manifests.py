"""Facts as a C2PA manifest definition, to the rules of specification 2.4 and its conformance checks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rushes.craft.provenance import kinds
from rushes.craft.provenance.facts import FilmFacts, Model, Oversight, Program, Prompt, Reference, Step, TakeFacts
from rushes.craft.provenance.sources import Source, composite_of
from rushes.kernel.hashing import sha256

SPECIFICATION = "2.4"
# A source type is forbidden on `opened` and asked of every other action but these.
NO_SOURCE = {"c2pa.opened", "c2pa.placed", "c2pa.transcoded", "c2pa.converted", "c2pa.repackaged", "c2pa.published"}
Json = dict[str, object]


@dataclass(frozen=True)
class Ingredient:
    """One ingredient: what is recorded of it, its type, and its bytes (a file, or words that are not stored)."""

    record: Json
    mime: str
    content: Path | bytes


def of_take(
    facts: TakeFacts, program: Program, mime: str, *, origin: Ingredient | None
) -> tuple[Json, list[Ingredient]]:
    """A take's manifest: created here, or opened when `origin` is the file it was brought in as."""
    inputs = [*_prompts(facts.prompt), *map(_reference, facts.references)]
    if origin is None:
        first: Json = {"action": "c2pa.created", "digitalSourceType": facts.source.uri}
        first["softwareAgent"] = {"name": facts.agent.name, "version": facts.agent.version}
        cited = inputs
    else:
        first, cited = {"action": "c2pa.opened"}, [origin]
        inputs = [origin]
    first["when"] = stamp(facts.when)
    if cited:
        first["parameters"] = {"ingredientIds": [ingredient.record["label"] for ingredient in cited]}
    models = [facts.model] if facts.model and origin is None else []
    actions = [first, *(_step(step, stamp(facts.when), facts.source) for step in facts.steps)]
    return _manifest(facts.code, mime, program, actions, models, facts.oversight), inputs


def origin_of(path: Path, mime: str, source: Source | None) -> Ingredient:
    """The file a take was brought in as; `source` is what its bringer declares, None when the file says it itself."""
    return _file(path.name, "original", "parentOf", path, mime, source)


def of_film(facts: FilmFacts, program: Program, mime: str, parts: list[Ingredient]) -> Json:
    """A film's manifest: what it is, each part placed, each further step."""
    kind = composite_of(part.source for part in facts.parts)
    when = stamp(facts.when)
    created: Json = {
        "action": "c2pa.created",
        "digitalSourceType": kind.uri,
        "when": when,
        "softwareAgent": {"name": program.name, "version": program.version},
    }
    placed: list[Json] = [
        {"action": "c2pa.placed", "when": when, "parameters": {"ingredientIds": [part.record["label"]]}}
        for part in parts
    ]
    steps = [_step(step, when, kind) for step in facts.steps]
    return _manifest(facts.title, mime, program, [created, *placed, *steps], facts.models, facts.oversight)


def _step(step: Step, when: str, kind: Source) -> Json:
    action: Json = {"action": step.action, "when": when, "description": step.description}
    if step.action not in NO_SOURCE:
        action["digitalSourceType"] = kind.uri
    return action


def part_of(title: str, number: int, path: Path, mime: str, source: Source | None) -> Ingredient:
    """A part of the film; `source` only when the file carries no manifest of its own, as the rules ask."""
    return _file(title, f"part{number}", "componentOf", path, mime, source)


def stamp(when: datetime) -> str:
    """A moment as C2PA writes it, in UTC to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _manifest(
    title: str, mime: str, program: Program, actions: list[Json], models: Iterable[Model], oversight: Oversight
) -> Json:
    assertions: list[Json] = [
        {"label": "c2pa.actions.v2", "created": True, "data": {"allActionsIncluded": True, "actions": actions}},
        *(_disclosure(model, oversight) for model in models),
        {"label": "cawg.training-mining", "data": {"entries": _no_training()}},
    ]
    generator = {"name": program.name, "version": program.version, "specVersion": SPECIFICATION}
    return {"claim_generator_info": [generator], "title": title, "format": mime, "assertions": assertions}


def _disclosure(model: Model, oversight: Oversight) -> Json:
    data: Json = {
        "modelType": "c2pa.types.model",
        "modelName": model.name,
        "modelIdentifier": model.identifier,
        "contentProfile": {"humanOversightLevel": str(oversight)},
    }
    return {"label": "c2pa.ai-disclosure", "created": True, "data": data}


def _no_training() -> Json:
    refused: Json = {"use": "notAllowed"}
    return {f"cawg.{use}": refused for use in ("ai_generative_training", "data_mining")}


def _prompts(prompt: Prompt | None) -> list[Ingredient]:
    if prompt is None or not prompt.text:
        return []
    content = prompt.text.encode()
    record: Json = {
        "title": "prompt",
        "label": "prompt",
        "relationship": "inputTo",
        "instance_id": f"sha256:{sha256([content])}",
    }
    if prompt.publish:
        record["description"] = prompt.text
    return [Ingredient(record, "text/plain", content)]


def _reference(reference: Reference) -> Ingredient:
    record: Json = {
        "title": reference.title,
        "label": f"reference-{reference.title}-{reference.sha256[:8]}",
        "relationship": "inputTo",
        "instance_id": f"sha256:{reference.sha256}",
    }
    return Ingredient(record, kinds.mime_of(reference.path), reference.path)


def _file(title: str, label: str, relationship: str, path: Path, mime: str, source: Source | None) -> Ingredient:
    record: Json = {"title": title, "label": label, "relationship": relationship}
    if source is not None:
        record["digital_source_type"] = source.uri
    return Ingredient(record, mime, path)
