"""
A workflow of ComfyUI as a graph: nodes by id, each with a class and inputs, which are values or links `[node, slot]`.

A place in it is written NODE.INPUT (`6.text`); a cut is a place whose link goes, or another that is made instead
(`377.video_latent=356.0`).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Graph = dict[str, dict[str, Any]]

PLACE = re.compile(r"[^.=]+\.[^=\s]+")
CUT = re.compile(rf"({PLACE.pattern})(?:=([^.=]+)\.([0-9]))?")


def is_node(node: object) -> bool:
    """Whether it is a node of a graph in API format."""
    return isinstance(node, dict) and isinstance(node.get("class_type"), str) and isinstance(node.get("inputs"), dict)


def links(node: Mapping[str, Any]) -> dict[str, str]:
    """The nodes that a node takes from, by input."""
    given = node["inputs"].items()
    return {name: value[0] for name, value in given if isinstance(value, list) and value and isinstance(value[0], str)}


def sources(graph: Graph) -> Iterator[str]:
    """Every node that another takes from."""
    for node in graph.values():
        yield from links(node).values()


def upstream(graph: Graph, ends: set[str]) -> set[str]:
    """The nodes that these need, and they themselves."""
    found, waiting = set[str](), list(ends)
    while waiting:
        id = waiting.pop()
        if id in graph and id not in found:
            found.add(id)
            waiting += links(graph[id]).values()
    return found


def at(graph: Graph, place: str) -> Any:
    """What stands at a place; None where nothing does."""
    node, input = place.split(".", 1)
    return graph[node]["inputs"].get(input)


def put(graph: Graph, place: str, value: Any) -> None:
    """Put a value or a link at a place."""
    node, input = place.split(".", 1)
    graph[node]["inputs"][input] = value


def rewire(graph: Graph, cut: str) -> None:
    """Cut a link, or make another instead."""
    match = CUT.fullmatch(cut)
    assert match is not None, "a template with another form is refused when it is read"
    if match[2]:
        put(graph, match[1], [match[2], int(match[3])])
    else:
        node, input = match[1].split(".", 1)
        graph[node]["inputs"].pop(input, None)
