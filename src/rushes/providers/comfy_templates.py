"""
Workflows of ComfyUI as templates: a graph in API format, and beside it what it makes and which input is what.

`NAME.json` is what ComfyUI writes as "Export (API)"; `NAME.toml` says what it makes, within which limits, which nodes
and model files it needs, and binds our words to inputs of its nodes: `prompt = ["6.text"]`. Shipped ones lie in
`data/comfyui/`; those in a studio's own folder stand over shipped ones of the same name.
"""

import copy
import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from rushes.kernel import hashing
from rushes.kernel.errors import Fault, InvalidFile
from rushes.kernel.timecode import Rate
from rushes.providers.base import Citation, Makes, Model, Request
from rushes.providers.comfy_graphs import CUT, PLACE, Graph, at, is_node, put, rewire, sources, upstream

Bindings = dict[str, tuple[str, ...]]

LARGEST = 4 << 20
VALUES = (
    "prompt",
    "negative",
    "seed",
    "width",
    "height",
    "frame_width",
    "frame_height",
    "frames",
    "fps",
    "seconds",
    "strength",
)
SEEDS = 2**53  # ComfyUI takes more, its editor in the browser does not
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
NEEDS = {
    "first_frame": "a picture to begin with: approve the first panel of the shot",
    "last_frame": "a picture to end with: approve the last panel of the shot",
    "image": "a reference picture: approve one, or add one to the card",
    "video": "a video reference: the motion it follows, or the clip it works on",
    "audio": "a sound: the words that are spoken",
}


class InvalidTemplate(InvalidFile):
    """A workflow, or the map beside it, that cannot be used; with every fault and where it stands."""


class Lora(BaseModel):
    """A LoRA: its file as ComfyUI lists it, how strongly; for which template, at which of its points (empty: all)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    strength: float = Field(1.0, ge=-100, le=100)
    model: str = ""
    on: str = ""


class Map(BaseModel):
    """
    What `NAME.toml` says.

    `largest` is the most pixels it makes, either way up, in steps of `multiple`; frames come as one more than a
    multiple of `step`. `without` lists, for each input that an optional file would fill, what to cut where there is
    none; `controls` what it is shown of a take, in order (`depth`, `pose`, `speech`; empty: the clip itself); `loras`
    the model links into which LoRA loaders are put, by the name of the point. `output` is the node whose
    file is brought home, where several save one. `nodes` says in words what ComfyUI must have, `files` which model
    files.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    makes: Makes
    seconds: tuple[float, float] = (0.0, 0.0)
    largest: tuple[int, int] = (2, 2)
    multiple: int = Field(2, ge=1, le=256)
    step: int = Field(1, ge=1, le=64)
    rate: str = ""
    surface: str = "neutral"
    anchors: bool = False
    modes: tuple[str, ...] = ()
    controls: tuple[Literal["depth", "pose", "speech"], ...] = ()
    output: str = ""
    nodes: str
    files: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    bind: Bindings
    without: dict[str, tuple[tuple[str, ...], ...]] = {}
    loras: Bindings = {}

    @field_validator("rate")
    @classmethod
    def _a_rate(cls, rate: str) -> str:
        return str(Rate.of(rate)) if rate else ""

    @field_validator("bind", "without")
    @classmethod
    def _known(cls, bound: dict[str, Any]) -> dict[str, Any]:
        known = (*VALUES, *NEEDS)
        if unknown := sorted(set(bound) - set(known)):
            raise ValueError(f"{', '.join(unknown)} cannot be bound; what can is {', '.join(known)}")
        return bound

    def lost(self, nodes: Graph) -> Iterator[str]:
        """What names no input of a node that is there."""
        for place in (place for group in (self.bind, self.loras) for places in group.values() for place in places):
            if not PLACE.fullmatch(place) or place.split(".", 1)[0] not in nodes:
                yield place
        for cut in (cut for cuts in self.without.values() for each in cuts for cut in each):
            match = CUT.fullmatch(cut)
            if match is None or match[1].split(".", 1)[0] not in nodes or (match[2] or next(iter(nodes))) not in nodes:
                yield cut
        if self.output and self.output not in nodes:
            yield self.output


@dataclass(frozen=True)
class Template:
    """A workflow that can be asked for clips, pictures or sounds; `sha256` is that of its graph and map together."""

    name: str
    sha256: str
    graph: Graph
    map: Map

    @property
    def model(self) -> Model:
        """It as a model of the card; a picture may be turned, so its longest side bounds both."""
        said, longest = self.map, max(self.map.largest)
        return Model(
            self.name,
            said.title,
            said.makes,
            said.seconds,
            (longest, longest),
            surface=said.surface,
            anchors=said.anchors,
            modes=said.modes,
            controls=said.controls,
            rate=said.rate,
        )

    @property
    def ends(self) -> set[str]:
        """The nodes whose results it is made for: the one that is named, else those no other takes from."""
        return {self.map.output} if self.map.output else set(self.graph) - set(sources(self.graph))

    def size(self, width: int, height: int) -> tuple[int, int]:
        """The smallest raster it makes that holds this one, or the largest of that shape."""
        room, step = math.prod(self.map.largest), self.map.multiple
        for sides in (
            (_up(width, step), _up(height, step)),
            (_down(width, step), _down(height, step)),
        ):
            if math.prod(sides) <= room:
                return sides
        scale = math.sqrt(room / (width * height))
        return _down(width * scale, step), _down(height * scale, step)

    def frames(self, request: Request) -> int:
        """How many frames of its own rate are at least as long as what is asked."""
        step = self.map.step
        wanted = math.ceil(_seconds(request) * Rate.of(self.map.rate or request.rate).value)
        return 1 + step * max(1, math.ceil((wanted - 1) / step)) if step > 1 else wanted

    def media(self, request: Request) -> dict[str, Citation]:
        """Which file goes into which input; where a frame and a reference share one, the frame does."""
        found: dict[str, Citation] = {}
        for name in NEEDS:
            for place, one in zip(self.map.bind.get(name, ()), _given(name, request), strict=False):
                found.setdefault(place, one)
        return found

    def refusal(self, request: Request) -> str:
        """Why it cannot be asked for this, in a sentence that says what to do; empty where it can."""
        fed, title, most = self.media(request), self.map.title, self.map.seconds[1]
        for name, need in NEEDS.items():
            needed = self.map.bind.get(name, ())[len(self.map.without.get(name, ())) :]
            if not set(needed) <= set(fed):
                return f"{title} needs {need}; or choose another model."
        for kind in ("image", "video", "audio"):
            room, given = len(self.map.bind.get(kind, ())), len(_given(kind, request))
            if given > room:
                takes = f"{room or 'no'} {kind} reference{'' if room == 1 else 's'}"
                return f"{title} takes {takes} and {given} would go along: take some out, or choose another model."
        if "frames" in self.map.bind and _seconds(request) > Fraction(str(most)):
            return f"{title} makes at most {most:g} seconds: split the shot."
        return ""

    def asked(self, request: Request, key: str, loras: tuple[Lora, ...] = ()) -> "Template":
        """
        It with this request in it, but for the files: words, numbers, LoRAs; what has no file is cut off.

        Whatever it saves bears `key` in its name, so that the same order runs again and is not found done.
        """
        graph, ends = copy.deepcopy(self.graph), self.ends
        for name, value in self._values(request).items():
            for place in self.map.bind.get(name, ()):
                own = at(graph, place)
                put(graph, place, f"{value}, {own}" if name == "negative" and isinstance(own, str) and own else value)
        for cut in self._cuts(request):
            rewire(graph, cut)
        for number, lora in enumerate(loras):
            if lora.model in {"", self.name}:
                self._put_in(graph, lora, number)
        needed = upstream(graph, ends)
        kept = {id: node for id, node in graph.items() if id in needed}
        for one in kept.values():
            if isinstance(one["inputs"].get("filename_prefix"), str):
                one["inputs"]["filename_prefix"] = f"rushes/{key}"
        return replace(self, graph=kept)

    def fed(self, names: Mapping[str, str]) -> "Template":
        """It with the names of files, as ComfyUI knows them, in its inputs."""
        graph = copy.deepcopy(self.graph)
        for place, name in names.items():
            if place.split(".", 1)[0] in graph:
                put(graph, place, name)
        return replace(self, graph=graph)

    def _values(self, request: Request) -> dict[str, Any]:
        width, height = self.size(request.width, request.height)
        found = {
            "prompt": request.prompt,
            "negative": request.settings.get("negative"),
            "seed": request.seed % SEEDS,
            "width": width,
            "height": height,
            "frame_width": request.width,
            "frame_height": request.height,
            "frames": self.frames(request),
            "fps": float(Rate.of(self.map.rate or request.rate).value),
            "seconds": float(_seconds(request)),
            "strength": request.settings.get("strength"),
        }
        return {name: value for name, value in found.items() if value not in {None, ""}}

    def _cuts(self, request: Request) -> Iterator[str]:
        fed = self.media(request)
        for name, cuts in self.map.without.items():
            for place, cut in zip(self.map.bind.get(name, ()), cuts, strict=False):
                if place not in fed:
                    yield from cut

    def _put_in(self, graph: Graph, lora: Lora, number: int) -> None:
        """Put a loader for a LoRA into the model links it is for."""
        for point, places in self.map.loras.items():
            for place in places if lora.on in {"", point} else ():
                id = f"lora-{number}-{place.split('.', 1)[0]}"
                given = {"model": at(graph, place), "lora_name": lora.name, "strength_model": lora.strength}
                graph[id] = {"class_type": "LoraLoaderModelOnly", "inputs": given, "_meta": {"title": "LoRA"}}
                put(graph, place, [id, 0])


def shipped() -> dict[str, Template]:
    """The templates that come with the program, by name."""
    folder = resources.files("rushes.providers") / "data" / "comfyui"
    names = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    return {
        name: _parsed(name, *((folder / f"{name}.{end}").read_bytes() for end in ("json", "toml"))) for name in names
    }


def own(folder: Path) -> tuple[dict[str, Template], list[Fault]]:
    """The templates in a folder by name, and what is wrong with those that cannot be used."""
    found: dict[str, Template] = {}
    faults: list[Fault] = [] if folder.is_dir() else [Fault(str(folder), "there is no such folder.")]
    for file in sorted(folder.glob("*.toml")):
        try:
            found[file.stem] = read(file)
        except InvalidTemplate as invalid:
            faults += invalid.faults
    return found, faults


def read(file: Path) -> Template:
    """
    A template from its map `NAME.toml` and the graph beside it.

    Raises:
        InvalidTemplate: with every fault and where it stands.
    """
    both = (file.with_suffix(".json"), file)
    for one in both:
        if not one.is_file():
            raise InvalidTemplate([Fault(one.name, "it is missing: a template is NAME.json with NAME.toml beside it.")])
        if one.stat().st_size > LARGEST:
            raise InvalidTemplate([Fault(one.name, f"it is larger than {LARGEST >> 20} MiB; no workflow is.")])
    return _parsed(file.stem, *(one.read_bytes() for one in both))


def _parsed(name: str, graph: bytes, told: bytes) -> Template:
    if not NAME.fullmatch(name):
        raise InvalidTemplate([Fault(f"{name}.toml", "a template's name has small letters, digits, dots and dashes.")])
    nodes = _graph(f"{name}.json", graph)
    try:
        plain = tomllib.loads(told.decode("utf-8"))
        said = Map.model_validate(plain)
        sha256 = hashing.digest({"graph": nodes, "map": json.loads(json.dumps(plain, default=str))})
    except ValidationError as error:
        wrong = [(f"{name}.toml: {'.'.join(map(str, one['loc']))}", one["msg"]) for one in error.errors()]
        raise InvalidTemplate([Fault(where, f"{what}.") for where, what in wrong]) from None
    except ValueError as error:
        raise InvalidTemplate([Fault(f"{name}.toml", f"this cannot be read: {error}.")]) from None
    if lost := list(said.lost(nodes)):
        says = "there is no such node in its graph; an input is written NODE.INPUT, as in 6.text."
        raise InvalidTemplate([Fault(f"{name}.toml: {place}", says) for place in lost])
    return Template(name, sha256, nodes, said)


def _graph(name: str, content: bytes) -> Graph:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidTemplate([Fault(name, f"this is not JSON: {error}.")]) from None
    if isinstance(said, dict) and isinstance(said.get("nodes"), list):
        says = 'this is a workflow for the editor: open it in ComfyUI and save it with "Export (API)".'
        raise InvalidTemplate([Fault(name, says)])
    if not isinstance(said, dict) or not said or not all(map(is_node, said.values())):
        raise InvalidTemplate([Fault(name, "this is no graph in API format: nodes by id, with class_type and inputs.")])
    return said


def _given(name: str, request: Request) -> list[Citation]:
    """The files that may fill a binding, in their order."""
    slot, kind = (name, "image") if name in {"first_frame", "last_frame"} else ("reference", name)
    return [one for one in request.citations if one.sha256 and (one.slot, one.kind) == (slot, kind)]


def _seconds(request: Request) -> Fraction:
    return Fraction(request.frames) / Rate.of(request.rate).value


def _up(length: float, step: int) -> int:
    return math.ceil(length / step) * step


def _down(length: float, step: int) -> int:
    return max(step, math.floor(length / step) * step)
