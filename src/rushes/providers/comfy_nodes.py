"""
What a ComfyUI has: its nodes with their inputs, as `/object_info` tells them, and whether a workflow fits them.

A node's input is `[type, options]`. Its type is a name, a list of the values it takes (nodes of the first kind),
`COMBO` with the values among its options, or `COMFY_DYNAMICCOMBO_V3`, where each value brings further inputs, called
`NAME.INPUT`.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rushes.providers.comfy_graphs import links
from rushes.providers.comfy_history import words
from rushes.providers.comfy_templates import Template

UPLOADS = ("image_upload", "video_upload", "audio_upload", "upload")
DYNAMIC = "COMFY_DYNAMICCOMBO_V3"
GROWING = ("COMFY_AUTOGROW_V3", "COMFY_DYNAMICSLOT_V3", "COMFY_DYNAMICGROUP_V3")
NUMBERS = ("INT", "FLOAT")


@dataclass(frozen=True)
class Input:
    """One input of a node as it declares it; `values` are all it takes, None where it takes any."""

    name: str
    type: str
    required: bool
    values: tuple[Any, ...] | None
    options: Mapping[str, Any]

    @property
    def uploaded(self) -> bool:
        """Whether it takes a file that was uploaded."""
        return any(self.options.get(name) for name in UPLOADS)


def validate(template: Template, info: Mapping[str, Any]) -> list[str]:
    """Why a ComfyUI with these nodes would not run a template: sentences that name node and input; none if it would."""
    graph = template.graph
    found = [says for id in graph for says in _node(template, id, info)]
    if found:
        return found
    if not any(info[node["class_type"]].get("output_node") for node in graph.values()):
        return ["None of its nodes saves anything: add one that does, such as Save Video."]
    return []


def _node(template: Template, id: str, info: Mapping[str, Any]) -> Iterator[str]:
    node = template.graph[id]
    who, told = titled(id, node), info.get(node["class_type"])
    if not isinstance(told, dict):
        yield (
            f"{who}: this ComfyUI has no {node['class_type']}. Update it, or install the custom node that brings it"
            f" ({template.map.nodes})."
        )
        return
    declared = {one.name: one for one in _declared(told.get("input"), node["inputs"])}
    bound = [place.split(".", 1) for places in template.map.bind.values() for place in places]
    for name in (name for owner, name in bound if owner == id and not _known(name, declared)):
        yield f"{who} has no input {name}, to which the template binds something: mend its map."
    for one in declared.values():
        yield from (f"{who} {says}" for says in _filled(template, id, one))


def _filled(template: Template, id: str, one: Input) -> Iterator[str]:
    """What is wrong with what an input is given; its node is the subject of the sentence."""
    node = template.graph[id]
    if one.name not in node["inputs"]:
        if one.required:
            yield f"lacks its input {one.name}."
    elif source := links(node).get(one.name):
        if source not in template.graph:
            yield f"takes its {one.name} from node {source}, which is not there."
    elif f"{id}.{one.name}" not in _files(template):
        yield from _value(template, one, node["inputs"][one.name])


def titled(id: str, node: object) -> str:
    """A node as a person finds it: its number, what the workflow calls it, and its class."""
    said = node if isinstance(node, dict) else {}
    meta = said.get("_meta")
    title, kind = (meta.get("title") if isinstance(meta, dict) else None), said.get("class_type", "")
    return f'Node {id} "{title}" ({kind})' if title and title != kind else f"Node {id} ({kind})"


def refusals(errors: object, template: Template) -> list[str]:
    """What `node_errors` of ComfyUI's own answer say, a sentence each."""
    found = []
    for id, said in errors.items() if isinstance(errors, dict) else ():
        listed = said.get("errors") if isinstance(said, dict) else None
        for one in _dicts(listed):
            told = ": ".join(words(one.get(part)).rstrip(".") for part in ("message", "details") if one.get(part))
            found.append(f"{titled(id, template.graph.get(id, said))}: {told}.")
    return found


def fruitless(errors: object) -> set[str]:
    """The nodes that `node_errors` say will bring nothing."""
    said = errors.values() if isinstance(errors, dict) else ()
    listed = [one.get("dependent_outputs") for one in said if isinstance(one, dict)]
    return {str(id) for ids in listed if isinstance(ids, list) for id in ids}


def _declared(inputs: object, given: Mapping[str, Any], above: str = "") -> Iterator[Input]:
    """The inputs of a node; those that a chosen value brings bear its input's name before their own."""
    for section in ("required", "optional"):
        listed = inputs.get(section) if isinstance(inputs, dict) else None
        for name, said in listed.items() if isinstance(listed, dict) else ():
            one = _input(f"{above}{name}", said, section == "required")
            if one is None:
                continue
            yield one
            if one.type == DYNAMIC:
                options = one.options.get("options")
                chosen = (each for each in _dicts(options) if each.get("key") == given.get(one.name))
                yield from _declared(next(chosen, {}).get("inputs"), given, f"{one.name}.")


def _input(name: str, said: object, required: bool) -> Input | None:
    if not isinstance(said, list) or not said:
        return None
    options = said[1] if len(said) > 1 and isinstance(said[1], dict) else {}
    kind, listed = said[0], options.get("options")
    if isinstance(kind, list):
        return Input(name, "COMBO", required, tuple(kind), options)
    if kind == DYNAMIC:  # a further choice may be left out, a first one may not
        return Input(
            name, kind, required and "." not in name, tuple(each.get("key") for each in _dicts(listed)), options
        )
    values = tuple(listed) if kind == "COMBO" and isinstance(listed, list) and not options.get("remote_combo") else None
    return Input(name, str(kind), required and kind not in GROWING, values, options)


def _dicts(said: object) -> list[dict[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def _known(name: str, declared: Mapping[str, Input]) -> bool:
    growing = declared.get(name.split(".", 1)[0])
    return name in declared or (growing is not None and growing.type in GROWING)


def _files(template: Template) -> set[str]:
    """The inputs that are filled with files of ours, which are uploaded afterwards."""
    bound = template.map.bind
    return {place for name in ("first_frame", "last_frame", "image", "video", "audio") for place in bound.get(name, ())}


def _value(template: Template, one: Input, value: object) -> Iterator[str]:
    if one.type in NUMBERS:
        yield from _number(one, value)
    elif one.values is None or value in one.values or isinstance(value, dict) or (one.uploaded and "/" in str(value)):
        return
    elif one.uploaded:
        yield f"has the file {value!r} as its {one.name}, which was never uploaded: upload it there, or bind the input."
    else:
        lies = next((file for file in template.map.files if file.endswith(f"/{value}")), "")
        cure = f" Put it at models/{lies} there." if lies else ""
        choice = _among(one.values, str(value))
        yield f"has {value!r} as its {one.name}, which is not among what it takes: {choice}.{cure}"


def _number(one: Input, value: object) -> Iterator[str]:
    least, most = one.options.get("min"), one.options.get("max")
    try:
        number = float(str(value))
    except ValueError:
        yield f"has {value!r} as its {one.name}, which takes a number."
        return
    if isinstance(least, int | float) and number < least:
        yield f"has {value} as its {one.name}, and the least it takes is {least}."
    if isinstance(most, int | float) and number > most:
        yield f"has {value} as its {one.name}, and the most it takes is {most}."


def _among(values: tuple[Any, ...], value: str) -> str:
    """What there is to choose, most alike first."""
    words = [str(one) for one in values]
    near = difflib.get_close_matches(value, words, 3, 0.5) or words[:3]
    more = f", and {len(words) - len(near)} more" if len(words) > len(near) else ""
    return f"{', '.join(near)}{more}" if near else "there is none"
