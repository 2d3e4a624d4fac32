"""What Runway is asked: the mode, the raster, the body with its files, and what a model cannot be asked for; pure."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rushes.providers import fitting
from rushes.providers.base import Citation, Makes, Model, Request

NEAR = 0.05  # rasters of one ratio differ by so much, as 864:496 and 1280:720 do
FRAMES = ("first_frame", "last_frame")
PATHS = {
    "text": "/text_to_video",
    "references": "/text_to_video",
    "first_frame": "/image_to_video",
    "first_last": "/image_to_video",
    "edit": "/video_to_video",
    "extend": "/video_to_video",
}


@dataclass(frozen=True)
class Raster:
    """A frame that a model makes, and the resolution it counts as."""

    resolution: str
    width: int
    height: int

    @property
    def ratio(self) -> str:
        """As Runway writes it."""
        return f"{self.width}:{self.height}"


def files_of(request: Request) -> list[Citation]:
    """What goes along: the citations that have a file, in their order."""
    return [one for one in request.citations if one.sha256]


def mode_of(request: Request) -> str:
    """The mode that is set, else the one that follows from what goes along."""
    slots = {one.slot for one in files_of(request)}
    usual = "first_last" if "last_frame" in slots else "first_frame" if slots & {*FRAMES} else "references"
    return str(request.settings.get("mode") or (usual if slots else "text"))


def raster_of(request: Request, model: Model) -> Raster | None:
    """Of the nearest ratio the smallest that is no smaller than what is wanted, else the largest; None: as the clip."""
    from_picture = mode_of(request) in {"first_frame", "first_last"}
    table = (from_picture and model.data.get("rasters_from_pictures")) or model.data.get("rasters") or {}
    rasters = [Raster(name, *map(int, one.split(":"))) for name, some in table.items() for one in some]
    if not rasters:
        return None
    wanted = math.log(request.width / request.height)
    away = {one: abs(math.log(one.width / one.height) - wanted) for one in rasters}
    near = [one for one in rasters if away[one] <= min(away.values()) + NEAR]
    enough = [one for one in near if one.width >= request.width and one.height >= request.height]
    return min(enough, key=lambda one: one.width) if enough else max(near, key=lambda one: one.width)


def asked(request: Request, model: Model, files: Sequence[tuple[Citation, str]]) -> tuple[str, dict[str, Any]]:
    """Where to, and the body."""
    body: dict[str, Any] = {"model": model.id, "promptText": request.prompt, "seed": request.seed % 2**32}
    if model.data.get("moderation") and request.settings.get("public_figures") == "low":
        body["contentModeration"] = {"publicFigureThreshold": "low"}
    raster, mode = raster_of(request, model), mode_of(request)
    typed = bool(model.data.get("typed")) and mode in {"edit", "extend"}
    if raster and not typed:
        body["ratio"] = raster.ratio
    if model.makes is Makes.IMAGE:
        tagged = [{"uri": uri, "tag": _tag(one)} for one, uri in files]
        return "/text_to_image", body | ({"referenceImages": tagged} if tagged else {})
    if typed:
        body |= {"mode": mode}
    if raster:
        body["duration"] = "auto" if typed and mode == "edit" else fitting.seconds(model, request)
    if model.data.get("sound"):
        body["audio"] = bool(request.settings.get("audio", True))
    return PATHS[mode], body | _enclosed(model, mode, files)


def _enclosed(model: Model, mode: str, files: Sequence[tuple[Citation, str]]) -> dict[str, Any]:
    """The files of a clip in the fields they belong to."""
    frames = [{"uri": uri, "position": one.slot.removesuffix("_frame")} for one, uri in files if one.slot in FRAMES]
    body: dict[str, Any] = {"promptImage": frames} if frames else {}
    others = [(one, uri) for one, uri in files if one.slot not in FRAMES]
    if mode in {"edit", "extend"}:
        source = next((pair for pair in others if pair[0].kind == "video"), None)
        body |= {model.data["source"]: source[1]} if source else {}
        others = [pair for pair in others if pair is not source]
    for kind, name in (("image", "references"), ("video", "referenceVideos"), ("audio", "referenceAudio")):
        of_kind = [uri for one, uri in others if one.kind == kind]
        if of_kind:
            body[name] = [{"uri": uri} if kind == "image" else {"type": kind, "uri": uri} for uri in of_kind]
    return body


def _tag(one: Citation) -> str:
    """A name of its own for a picture: three to sixteen letters, digits and underscores, a letter first."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", one.asset)
    return f"{name if name[:1].isalpha() else f'A_{name}'}"[:12] + f"_{one.ordinal}"


def refusals(request: Request, model: Model) -> Iterator[str]:
    """Why a model cannot be asked for this, each in a sentence."""
    mode, files = mode_of(request), files_of(request)
    if model.makes is Makes.VIDEO and mode not in model.modes:
        known = ", ".join(one.replace("_", " ") for one in model.modes)
        yield f"{model.title} makes nothing from {mode.replace('_', ' ')}, only from {known}; choose another model."
    long, most = len(request.prompt.encode("utf-16-le", "replace")) // 2, model.data["characters"]
    if long > most:
        yield f"{model.title} takes {most:,} characters, the prompt has {long:,}; shorten the card."
    if not request.prompt.strip():
        yield "There is no prompt."
    slots = [one.slot for one in files]
    if "last_frame" in slots and "first_frame" not in slots:
        yield "A last frame needs a first one; approve it, or take the last one out."
    if set(slots) & {*FRAMES} and any(one.slot == "reference" and one.kind != "audio" for one in files):
        yield f"{model.title} takes either first and last frames or references; take one or the other out of the card."
    if mode in {"edit", "extend"} and not any(one.kind == "video" for one in files):
        yield f"There is no clip to {mode}; name one."
    yield from _too_many(model, mode, files)


def _too_many(model: Model, mode: str, files: Sequence[Citation]) -> Iterator[str]:
    taken = model.data.get("most", {})
    for kind in ("image", "video", "audio"):
        many = sum(one.kind == kind and one.slot == "reference" for one in files)
        most = taken.get(kind, 0) + (kind == "video" and mode in {"edit", "extend"})
        if many > most:
            yield f"{model.title} takes {most or 'no'} {kind} references here, this has {many}; take some out."
