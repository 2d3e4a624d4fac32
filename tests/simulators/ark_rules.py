"""What Ark takes: parameters, modes and files of a task, by model; the first thing wrong is refused."""

import base64
import binascii
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
from PIL import Image, UnidentifiedImageError

from rushes.media.errors import NotMedia
from rushes.media.probe import probe
from tests.simulators.ark_errors import Refused
from tests.simulators.ark_models import RATIOS, Film, Still

MB = 1_000_000
KNOWN = {
    "model", "content", "resolution", "ratio", "duration", "frames", "seed", "generate_audio", "watermark",
    "camera_fixed", "return_last_frame", "service_tier", "execution_expires_after", "priority", "draft", "tools",
    "output_format", "omni_reference_task_type", "callback_url", "safety_identifier",
}  # fmt: skip
ONLY = {
    "camera_fixed": ("1.0", "1.5"),
    "frames": ("1.0",),
    "draft": ("1.5",),
    "priority": ("2.0", "2.5"),
    "tools": ("2.0", "2.5"),
    "output_format": ("2.5",),
    "omni_reference_task_type": ("2.5",),
    "generate_audio": ("1.5", "2.0", "2.5"),
}
ROLES = {
    "image_url": ("first_frame", "last_frame", "reference_image"),
    "video_url": ("reference_video",),
    "audio_url": ("reference_audio",),
}
DATA = re.compile(r"data:(image/[a-z]+|audio/[a-z0-9]+);base64,(.*)", re.DOTALL)
STRANGE_SECONDS = 5.0
"""How long a clip is taken to be that lies where a simulator does not go."""


@dataclass(frozen=True)
class Meant:
    """A task that was understood: what it is made from, and the seconds of clips that go along."""

    mode: str
    seconds_in: float = 0.0
    aspect: float = 16 / 9


def meant(film: Film, body: Mapping[str, Any]) -> Meant:
    """Check all of a body for a model. Refused."""
    _parameters(film, body)
    roles = [_role(item) for item in _content(body)]
    mode = _mode(film, body, [role for role in roles if role])
    files = [(role, _url(item)) for item, role in zip(body["content"], roles, strict=True) if role]
    seconds, aspect = _files(film, files)
    _kinds(film, body, mode, roles)
    return Meant(mode, seconds, aspect)


def picture(still: Still, body: Mapping[str, Any]) -> tuple[int, int]:
    """Check the call for a picture; gives its size. Refused."""
    if not isinstance(body.get("prompt"), str) or not body["prompt"]:
        raise Refused("MissingParameter.prompt", "prompt is missing", "prompt")
    if "n" in body or body.get("stream"):
        raise Refused("InvalidParameter.UnsupportedParameter", "n and stream are not supported", "n")
    if body.get("output_format") and not still.png:
        raise Refused("InvalidParameter.UnsupportedParameter", "output_format is not supported", "output_format")
    images = body.get("image") or []
    if len(images if isinstance(images, list) else [images]) > 14:
        raise Refused("InvalidParameter", "at most 14 images", "image")
    return _size(still, str(body.get("size", "2K")))


def _size(still: Still, size: str) -> tuple[int, int]:
    named = {"1K": 1024, "2K": 2048, "3K": 3072, "4K": 4096}
    width, _, height = (size if size not in named else f"{named[size]}x{named[size]}").partition("x")
    if not (width.isdigit() and height.isdigit()) or not 1 / 16 <= int(width) / max(int(height), 1) <= 16:
        raise Refused("InvalidParameter", f"size {size} is not valid", "size")
    if not still.least <= int(width) * int(height) <= 16_777_216:
        raise Refused("InvalidParameter", f"image size must be at least {still.least} pixels", "size")
    return int(width), int(height)


def _parameters(film: Film, body: Mapping[str, Any]) -> None:
    for name in body.keys() - KNOWN:
        raise Refused("InvalidParameter.UnsupportedParameter", f"{name} is not supported", name)
    for name, series in ONLY.items():
        if name in body and film.series not in series:
            raise Refused("InvalidParameter.UnsupportedParameter", f"{name} is not supported by this model", name)
    if body.get("service_tier") == "flex" and film.new:
        raise Refused("InvalidParameter", "service_tier flex is not supported by this model", "service_tier")
    _among(body, "resolution", film.resolutions)
    _among(body, "ratio", (*RATIOS, "adaptive"))
    _between(body, "seed", -1, 2**32 - 1)
    _between(body, "execution_expires_after", 3600, 259_200)
    _between(body, "priority", 0, 9)
    _duration(film, body)
    for name in ("generate_audio", "watermark", "return_last_frame", "camera_fixed", "draft"):
        if not isinstance(body.get(name, False), bool):
            raise Refused("InvalidParameter", f"{name} must be a boolean", name)
    callback = body.get("callback_url", "http://")
    if not isinstance(callback, str) or not callback.startswith(("http://", "https://")):
        raise Refused("InvalidParameter", "callback_url is not valid", "callback_url")


def _duration(film: Film, body: Mapping[str, Any]) -> None:
    if "frames" in body:
        frames = body["frames"]
        if "duration" in body or not isinstance(frames, int) or not 29 <= frames <= 289 or (frames - 25) % 4:
            raise Refused("InvalidParameter", "frames is not valid", "frames")
    if body.get("duration") == -1 and film.series != "1.0":
        return
    _between(body, "duration", *film.seconds)


def _content(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    content = body.get("content")
    if not isinstance(content, list) or not content:
        raise Refused("MissingParameter.content", "content is missing", "content")
    return content


def _role(item: Mapping[str, Any]) -> str:
    """The role of an item of the content; empty for words."""
    kind = item.get("type") if isinstance(item, dict) else None
    if kind == "text":
        if not isinstance(item.get("text"), str):
            raise Refused("MissingParameter.text", "text is missing", "content.text")
        return ""
    if kind not in ROLES:
        raise Refused("InvalidParameter", f"content type {kind} is not supported", "content.type")
    role = item.get("role") or ("first_frame" if kind == "image_url" else "")
    if role not in ROLES[kind]:
        raise Refused("InvalidParameter", f"role {role} is not supported for {kind}", "content.role")
    return str(role)


def _mode(film: Film, body: Mapping[str, Any], roles: list[str]) -> str:
    many = Counter(roles)
    references = [many[f"reference_{kind}"] for kind in ("image", "video", "audio")]
    if sum(references) and (many["first_frame"] or many["last_frame"]):
        raise Refused("InvalidParameter", "first_frame and reference media cannot be mixed", "content.role")
    if many["last_frame"] and not many["first_frame"]:
        raise Refused("InvalidParameter", "last_frame needs first_frame", "content.role")
    if max(many["first_frame"], many["last_frame"]) > 1 or many["first_frame"] + many["last_frame"] > film.frames:
        raise Refused("InvalidParameter", "too many frames for this model", "content")
    if any(asked > most for asked, most in zip(references, film.references, strict=True)):
        raise Refused("InvalidParameter", f"this model takes at most {film.references} reference media", "content")
    if references[2] and not references[0] + references[1] and film.series != "2.5":
        raise Refused("InvalidParameter", "reference_audio needs an image or a video", "content")
    if not roles and not film.words:
        raise Refused("InvalidParameter", "this model needs an image", "content")
    if body.get("tools") and roles:
        raise Refused("InvalidParameter", "tools need text only", "tools")
    return "references" if sum(references) else "frames" if roles else "text"


def _kinds(film: Film, body: Mapping[str, Any], mode: str, roles: list[str]) -> None:
    """What 2.5 wants of a task by its kind."""
    if film.series != "2.5":
        return
    kind, adaptive = body.get("omni_reference_task_type", "auto"), body.get("ratio", "adaptive") == "adaptive"
    if kind not in {"auto", "reference", "edit", "extend"}:
        raise Refused("InvalidParameter", "omni_reference_task_type is not valid", "omni_reference_task_type")
    if kind in {"edit", "extend"} and "reference_video" not in roles:
        raise Refused("InvalidParameter.TaskTypeConstraint", f"{kind} needs a video")
    if (kind in {"edit", "extend"} or mode == "frames") and not adaptive:
        raise Refused("InvalidParameter.TaskTypeConstraint", "ratio must be adaptive", "ratio")
    if kind == "edit" and body.get("duration") != -1:
        raise Refused("InvalidParameter.TaskTypeConstraint", "duration must be -1", "duration")


def _url(item: Mapping[str, Any]) -> str:
    holder = item.get(item["type"])
    url = holder.get("url") if isinstance(holder, dict) else None
    if not isinstance(url, str) or not url:
        raise Refused("InvalidImageURL.EmptyURL" if item["type"] == "image_url" else "MissingParameter.url")
    return url


def _files(film: Film, files: list[tuple[str, str]]) -> tuple[float, float]:
    """Seconds of clips among the files and the first picture's aspect; each file is looked at, as far as it is here."""
    seconds, aspect = {"video": 0.0, "audio": 0.0}, 0.0
    for role, url in files:
        kind = role.removeprefix("reference_") if role.startswith("reference_") else "image"
        content = _content_of(kind, url)
        if kind == "image":
            aspect = aspect or _image(content)
            continue
        seconds[kind] += _recording(film, kind, content)
        if seconds[kind] > film.total:
            raise Refused("InvalidParameter", f"total {kind} duration is over {film.total} s", "content")
    return seconds["video"], aspect or 16 / 9


def _content_of(kind: str, url: str) -> bytes | None:
    """A file inside the request or on this machine; None for one elsewhere, which is taken on trust."""
    inside = DATA.fullmatch(url)
    if inside and kind != "video" and inside[1].startswith(kind):
        try:
            return base64.b64decode(inside[2], validate=True)
        except binascii.Error:
            raise Refused("InvalidParameter", "base64 cannot be decoded", "content") from None
    if not url.startswith(("http://", "https://", "asset://")):
        code = "InvalidImageURL.InvalidFormat" if kind == "image" else "InvalidParameter"
        raise Refused(code, f"this is no {kind} url", "content")
    if not url.startswith("http://127.0.0.1"):
        return None
    got = httpx2.get(url, timeout=5)
    if got.status_code != 200:
        raise Refused("InvalidParameter", f"download of {kind} failed", "content")
    return got.content


def _image(content: bytes | None) -> float:
    if content is None:
        return 0.0
    if len(content) > 30 * MB:
        raise Refused("InvalidParameter", "image is over 30 MB", "content")
    try:
        width, height = Image.open(io.BytesIO(content)).size
    except UnidentifiedImageError:
        raise Refused("InvalidParameter", "image cannot be decoded", "content") from None
    if not 300 <= min(width, height) <= max(width, height) <= 6000 or not 0.4 <= width / height <= 2.5:
        raise Refused("InvalidParameter", f"image size {width}x{height} is not valid", "content")
    return width / height


def _recording(film: Film, kind: str, content: bytes | None) -> float:
    """How long a clip or sound is."""
    if content is None:
        return STRANGE_SECONDS
    if len(content) > (15 if kind == "audio" else 200 if film.series == "2.5" else 50) * MB:
        raise Refused("InvalidParameter", f"{kind} is too large", "content")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        path.write_bytes(content)
        try:
            found = probe(path)
        except NotMedia:
            raise Refused("InvalidParameter", f"{kind} cannot be decoded", "content") from None
    if not 2 <= found.seconds <= (30 if film.series == "2.5" and kind == "video" else 15) + 0.05:
        raise Refused("InvalidParameter", f"{kind} duration is not valid", "content")
    if kind == "video" and found.video and not 409_600 <= found.video.width * found.video.height <= 8_295_044:
        raise Refused("InvalidParameter", "video size is not valid", "content")
    return found.seconds


def _among(body: Mapping[str, Any], name: str, offered: tuple[str, ...]) -> None:
    if name in body and body[name] not in offered:
        raise Refused("InvalidParameter", f"{name} {body[name]} is not supported by this model", name)


def _between(body: Mapping[str, Any], name: str, least: int, most: int) -> None:
    value = body.get(name, least)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refused("InvalidParameter", f"{name} {value} is not between {least} and {most}", name)
