"""
The machine behind a pretend ComfyUI: a queue of one, what it was given and made, and a history that a restart forgets.

Written from `execution.py` (0.38 and versions of October 2025, read 2026-11-26): interrupts and failures both end with
the status `error`; a workflow that was run before is all cached, ends at once and has no outputs; loading a video shows
it, as a file of the type `input`, among the outputs since the summer of 2026.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rushes.media.probe import probe
from tests.simulators import comfychecks, comfynodes, comfyshapes, kit
from tests.simulators.comfyshapes import Shape
from tests.simulators.kit import Bill, Clock, Faults, Floor, Job

SAVING = {"SaveVideo": ("images", "output", "mp4"), "SaveImage": ("images", "output", "png"),
          "PreviewImage": ("images", "temp", "png"), "SaveAudio": ("audio", "output", "flac")}  # fmt: skip


@dataclass
class Service:
    """The machine: what it was given, what it made, and what it remembers."""

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = ""
    seconds: float = 20.0
    ids: bool = True
    jobs: bool = True
    aimed: bool = True
    new: bool = True
    files: dict[str, bytes] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    saved: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    history: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, 1)

    def info(self) -> dict[str, Any]:
        """Its nodes."""
        return comfynodes.object_info(list(self.files), new=self.new)

    def upload(self, name: str, content: bytes, overwrite: bool) -> str:
        """Keep a file; another of the same name is kept under a new one."""
        stem, dot, suffix = name.rpartition(".")
        number = 0
        while not overwrite and name in self.files and self.files[name] != content:
            number += 1
            name = f"{stem} ({number}){dot}{suffix}"
        self.files[name] = content
        self.shapes[name] = _shape(name, content)
        return name

    def accept(self, id: str, prompt: Any, extra: Any, outputs: list[str]) -> int:
        """Take a workflow into the queue; one that is all cached takes no time."""
        number = len(self.asked)
        signature = _signature(prompt)
        cached = signature in self.ran
        self.ran.add(signature)
        entry = [number, id, prompt, extra | {"create_time": int(self.clock.now() * 1000)}, outputs]
        facts = {
            "entry": entry,
            "cached": cached,
            "fails": self.faults.take("fails"),
            "oddly": self.faults.take("status"),
        }
        self.floor.accept(Job(id, {}, self.clock.now(), 0.0 if cached else self.seconds, facts=facts))
        self.settle()
        return number

    def settle(self) -> None:
        """Let what has ended by now be in the history."""
        self.floor.settle()
        for job in self.floor.jobs.values():
            if job.over is not None and job.id not in self.history:
                self._finish(job)

    def queue(self, state: str) -> list[Any]:
        """What runs or waits."""
        self.settle()
        return [job.facts["entry"] for job in self.floor.jobs.values() if self.floor.state(job.id) == state]

    def interrupt(self, id: str | None) -> bool:
        """Stop what runs; only that one, where it is told which."""
        self.settle()
        for job in self.floor.jobs.values():
            if self.floor.state(job.id) == "running" and id in {None, job.id}:
                job.over, job.facts["interrupted"] = self.clock.now(), True
                self.settle()
                return True
        return False

    def restart(self) -> None:
        """Begin anew: queue, history and cache were in memory, files were not."""
        self.floor.jobs.clear()
        self.history.clear()
        self.ran.clear()

    def _finish(self, job: Job) -> None:
        assert job.began is not None
        assert job.over is not None
        entry, facts = job.facts["entry"], job.facts
        begun, over = ({"prompt_id": job.id, "timestamp": int(time * 1000)} for time in (job.began, job.over))
        nodes = list(entry[2]) if facts["cached"] else []
        messages: list[Any] = [["execution_start", begun], ["execution_cached", {**begun, "nodes": nodes}]]
        outputs: dict[str, Any] = {}
        if facts.get("interrupted"):
            messages += [["execution_interrupted", {**over, "node_id": "3", "node_type": "KSampler", "executed": []}]]
        elif facts["fails"]:
            messages += [["execution_error", {**over, "node_id": "3", "node_type": "KSampler", **facts["fails"]}]]
        else:
            messages += [["execution_success", over]]
            outputs = {} if facts["cached"] or facts["oddly"] else self._outputs(entry[2], entry[4])
        well = messages[-1][0] == "execution_success"
        told = {"status_str": "success" if well else "error", "completed": well, "messages": messages}
        told |= {"status_str": facts["oddly"], "completed": False} if facts["oddly"] else {}
        self.history[job.id] = {"prompt": entry, "outputs": outputs, "status": told, "meta": {}}
        self.bill.charge(job.id, job.over - job.began)

    def _outputs(self, graph: Any, ends: list[str]) -> dict[str, Any]:
        wanted = set().union(*(comfychecks.needed(graph, id) for id in ends))
        made: dict[str, Any] = {}
        for id in sorted(wanted):
            kind, given = graph[id]["class_type"], graph[id]["inputs"]
            if kind == "LoadVideo" and self.new:
                made[id] = {
                    "images": [{"filename": given["file"], "subfolder": "", "type": "input"}],
                    "animated": [True],
                }
            if kind in SAVING:
                listed, place, suffix = SAVING[kind]
                above, _, stem = given.get("filename_prefix", "ComfyUI_temp").rpartition("/")
                name = {"filename": f"{stem}_{len(self.saved) + 1:05}_.{suffix}", "subfolder": above, "type": place}
                self.saved[place, above, name["filename"]] = self._media(
                    suffix, comfyshapes.shape(graph, id, self.shapes)
                )
                made[id] = {self.faults.take("listed") or listed: [name]}
                made[id] |= {"animated": [True]} if suffix == "mp4" else {}
        return made

    def _media(self, suffix: str, seen: Shape) -> bytes:
        if suffix == "png":
            return kit.picture(seen.width, seen.height)
        if suffix == "flac":
            return kit.sound(1.0)
        frames = self.faults.take("frames") or seen.frames
        return kit.clip(frames / round(seen.fps), seen.width, seen.height, round(seen.fps))


def _signature(prompt: Any) -> str:
    bare = {id: {key: value for key, value in node.items() if key != "_meta"} for id, node in prompt.items()}
    return hashlib.sha256(json.dumps(bare, sort_keys=True).encode()).hexdigest()


def _shape(name: str, content: bytes) -> Shape:
    """What an uploaded file really holds."""
    if not name.endswith(".mp4"):
        return Shape()
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        video = probe(path).video
    return Shape() if video is None else Shape(video.frames, video.width, video.height, float(video.rate.value))
