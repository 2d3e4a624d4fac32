"""What models Replicate's simulator has: their input schemas as it publishes them, what they make, what that costs."""

from typing import Any

from tests.simulators import kit
from tests.simulators.kit import Job

MACHINE_SECOND = 0.0014
PIXELS = {"480p": (864, 496), "720p": (1280, 720), "1080p": (1920, 1080), "4k": (3840, 2160), "768P": (1366, 768)}
PIXELS |= {"2K": (2560, 1440)}
RATIOS = ["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"]
SECOND = {
    ("bytedance/seedance-2.5", "480p"): (0.1028, 0.4304),
    ("bytedance/seedance-2.5", "720p"): (0.2312, 0.9676),
    ("bytedance/seedance-2.0", "480p"): (0.08, 0.10),
    ("bytedance/seedance-2.0", "720p"): (0.18, 0.22),
    ("bytedance/seedance-2.0", "1080p"): (0.45, 0.55),
    ("bytedance/seedance-2.0", "4k"): (1.0, 1.0),
    ("minimax/h3", "768P"): (0.08, 0.08),
    ("minimax/h3", "2K"): (0.13, 0.13),
    ("alibaba/wan-3", "480p"): (0.05, 0.05),
    ("alibaba/wan-3", "720p"): (0.10, 0.10),
    ("alibaba/wan-3", "1080p"): (0.20, 0.20),
}
"""US dollars for a second of what is made, without and with reference videos."""

TEXT = {"type": "string", "title": "Prompt", "x-order": 0}
URI = {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]}
URIS = {"type": "array", "items": {"type": "string", "format": "uri"}, "default": []}


def _seedance(longest: int, sizes: list[str]) -> dict[str, Any]:
    return {
        "prompt": TEXT,
        "image": URI,
        "last_frame_image": URI,
        "reference_images": URIS,
        "reference_videos": URIS,
        "reference_audios": URIS,
        "duration": {"type": "integer", "default": 5, "minimum": -1, "maximum": longest},
        "resolution": {"enum": sizes, "type": "string", "default": "720p"},
        "aspect_ratio": {"enum": RATIOS, "type": "string", "default": "16:9"},
        "generate_audio": {"type": "boolean", "default": True},
        "seed": {"type": "integer", "nullable": True},
    }


def every() -> dict[str, dict[str, Any]]:
    """Every model's input fields, by its name."""
    length = {"type": "integer", "default": 5, "minimum": 2, "maximum": 30}
    h3 = {"prompt": TEXT, "duration": length, "first_frame_image": URI, "last_frame_image": URI}
    h3 |= {"resolution": {"enum": ["768P", "2K"], "type": "string"}, "ratio": {"enum": RATIOS[1:], "type": "string"}}
    wan = {"prompt": TEXT, "duration": length, "image": URI, "seed": {"type": "integer"}}
    wan |= {"resolution": {"enum": ["480p", "720p", "1080p"], "type": "string"}}
    wan |= {"aspect_ratio": {"enum": RATIOS, "type": "string"}}
    return {
        "bytedance/seedance-2.5": _seedance(30, ["480p", "720p", "1080p"]),
        "bytedance/seedance-2.0": _seedance(15, ["480p", "720p", "1080p", "4k"]),
        "minimax/h3": h3,
        "alibaba/wan-3": wan,
    }


def published(owner: str, name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A model as its page of the API says it: enums lie apart, and are referred to."""
    apart = {key: said for key, said in fields.items() if "enum" in said}
    inline = {
        key: {"allOf": [{"$ref": f"#/components/schemas/{key}"}], "x-order": number} if key in apart else said
        for number, (key, said) in enumerate(fields.items())
    }
    schemas = {"Input": {"type": "object", "required": ["prompt"], "properties": inline}, **apart}
    version = {"id": "0" * 64, "openapi_schema": {"openapi": "3.0.2", "components": {"schemas": schemas}}}
    return {"owner": owner, "name": name, "latest_version": version}


def wrong(fields: dict[str, Any], given: dict[str, Any]) -> dict[str, str]:
    """What of an input the model does not take, by field."""
    found = {} if given.get("prompt") else {"prompt": "input: prompt is required"}
    for name, value in given.items():
        said = fields.get(name)
        if said is None:
            found[name] = f"input: {name} is not a field of this model"
        elif "enum" in said and value not in said["enum"]:
            found[name] = f"input.{name}: {name} must be one of {said['enum']}"
        elif said.get("type") == "integer" and not said.get("minimum", value) <= value <= said.get("maximum", value):
            found[name] = f"input.{name}: out of range"
    framed = given.get("image") or given.get("last_frame_image")
    if framed and any(given.get(f"reference_{kind}") for kind in ("images", "videos", "audios")):
        found["image"] = "input.image: cannot be combined with references"
    return found


def length(job: Job) -> float:
    """How long what is made is, in seconds."""
    said = job.facts["wrong_seconds"] or job.body.get("duration", 5)
    return 5.0 if said == -1 else float(said)


def clip(job: Job) -> bytes:
    """What is made, a tenth as wide and high."""
    width, height = PIXELS[job.body.get("resolution", "720p")]
    shape = job.body.get("aspect_ratio", job.body.get("ratio", "16:9"))
    across, down = (16, 9) if shape == "adaptive" else map(int, shape.split(":"))
    area = width * height / 100
    return kit.clip(length(job), round((area * across / down) ** 0.5), round((area * down / across) ** 0.5))


def price(job: Job) -> float:
    """Official models by the second of what is made, others by the second of the machine."""
    row = SECOND.get((job.facts["model"], job.body.get("resolution", "720p")))
    if row is None:
        return job.seconds * MACHINE_SECOND
    return length(job) * row[bool(job.body.get("reference_videos"))]
