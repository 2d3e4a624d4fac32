"""
How a pretend ComfyUI checks a workflow before it takes it, written from `execution.py` (0.38, read 2026-11-26).

A node that is not there refuses the whole; otherwise each output is checked by itself, with what it needs, and a
workflow of which one output is sound is taken, with the errors of the others.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Error = dict[str, Any]
NUMBERS = {"INT": int, "FLOAT": float}
UPLOADS = ("image_upload", "video_upload", "audio_upload")


def validate(prompt: Any, info: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[Error | None, list[str], Any]:
    """The error that refuses it, the outputs that will be made, and the errors of nodes."""
    for id, node in prompt.items():
        if node.get("class_type") not in info:
            return missing(id, node), [], {}
    outputs = [id for id, node in prompt.items() if info[node["class_type"]]["output_node"]]
    if not outputs:
        return said("prompt_no_outputs", "Prompt has no outputs", ""), [], {}
    found = {id: list(_errors(prompt, id, info, files)) for id in prompt}
    bad = {id: [one for one in sorted(needed(prompt, id)) if found[one]] for id in outputs}
    errors = {
        node: {
            "errors": found[node],
            "dependent_outputs": [id for id in outputs if node in bad[id]],
            "class_type": prompt[node]["class_type"],
        }
        for node in prompt
        if any(node in wrong for wrong in bad.values())
    }
    good = [id for id in outputs if not bad[id]]
    if good:
        return None, good, errors
    details = "\n".join(f"{one['message']}: {one['details']}" for id in errors for one in errors[id]["errors"])
    return said("prompt_outputs_failed_validation", "Prompt outputs failed validation", details), [], errors


def missing(id: str, node: Mapping[str, Any]) -> Error:
    """The error about a node that is not there."""
    title = node.get("_meta", {}).get("title", node.get("class_type"))
    says = f"Node '{title}' not found. The custom node may not be installed."
    more = {"node_id": id, "class_type": node.get("class_type"), "node_title": title}
    return said("missing_node_type", says, f"Node ID '#{id}'", **more)


def said(type: str, message: str, details: str, **more: Any) -> Error:
    """An error as ComfyUI says it."""
    return {"type": type, "message": message, "details": details, "extra_info": more}


def needed(prompt: Mapping[str, Any], id: str) -> set[str]:
    """A node and all that it takes from."""
    found = {id}
    for value in prompt[id]["inputs"].values():
        if isinstance(value, list) and value[0] in prompt:
            found |= needed(prompt, value[0])
    return found


def _errors(prompt: Any, id: str, info: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Error]:
    given = prompt[id]["inputs"]
    for name, spec, required in _inputs(info[prompt[id]["class_type"]]["input"], given):
        if name not in given:
            if required:
                yield said("required_input_missing", "Required input is missing", name, input_name=name)
            continue
        value, options = given[name], spec[1] if len(spec) > 1 else {}
        if isinstance(value, list):
            yield from _link(prompt, info, name, spec[0], value)
        elif any(options.get(upload) for upload in UPLOADS):
            if value not in files:
                details = f"{name} - Invalid {name} file: {value}"
                yield said("custom_validation_failed", "Custom validation failed for node", details, input_name=name)
        else:
            yield from _value(name, spec[0], options, value)


def _inputs(inputs: Any, given: Any, above: str = "") -> Iterator[tuple[str, list[Any], bool]]:
    for section in ("required", "optional"):
        for name, spec in inputs.get(section, {}).items():
            if spec[0] == "COMFY_AUTOGROW_V3":
                continue
            if spec[0] != "COMFY_DYNAMICCOMBO_V3":
                yield f"{above}{name}", spec, section == "required"
                continue
            for option in spec[1]["options"]:  # one that was not chosen, or is none, is not checked at all
                if option["key"] == given.get(f"{above}{name}"):
                    yield from _inputs(option["inputs"], given, f"{above}{name}.")


def _link(prompt: Any, info: Any, name: str, wanted: Any, value: list[Any]) -> Iterator[Error]:
    if len(value) != 2:
        says = "Bad linked input, must be a length-2 list of [node_id, slot_index]"
        yield said("bad_linked_input", says, name, input_name=name)
        return
    if value[0] not in prompt:
        yield said("exception_during_validation", "Exception when validating node", f"'{value[0]}'")
        return
    comes = info[prompt[value[0]]["class_type"]]["output"][value[1]]
    if comes not in str(wanted).split(","):
        details = f"{name}, received_type({comes}) mismatch input_type({wanted})"
        yield said("return_type_mismatch", "Return type mismatch between linked nodes", details, input_name=name)


def _value(name: str, kind: Any, options: Mapping[str, Any], value: Any) -> Iterator[Error]:
    if isinstance(kind, str) and kind in NUMBERS:
        try:
            value = NUMBERS[kind](value)
        except (TypeError, ValueError) as error:
            says = f"Failed to convert an input value to a {kind} value"
            yield said("invalid_input_type", says, f"{name}, {value}, {error}", input_name=name)
            return
        if "min" in options and value < options["min"]:
            says = f"Value {value} smaller than min of {options['min']}"
            yield said("value_smaller_than_min", says, name, input_name=name, received_value=value)
        if "max" in options and value > options["max"]:
            says = f"Value {value} bigger than max of {options['max']}"
            yield said("value_bigger_than_max", says, name, input_name=name, received_value=value)
    listed = kind if isinstance(kind, list) else options.get("options") if kind == "COMBO" else None
    if listed is not None and value not in listed:
        shown = str(listed) if len(listed) <= 20 else f"(list of length {len(listed)})"
        details = f"{name}: {value!r} not in {shown}"
        yield said("value_not_in_list", "Value not in list", details, input_name=name, received_value=value)
