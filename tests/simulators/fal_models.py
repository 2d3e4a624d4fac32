"""What models fal's simulator has: the fields they take, what they refuse, what they make and what that costs."""

from dataclasses import dataclass
from typing import Any

from tests.simulators import kit
from tests.simulators.kit import Job

PIXELS = {"480p": (864, 496), "720p": (1280, 720), "1080p": (1920, 1080), "4k": (3840, 2160)}
RATIOS = ("21:9", "16:9", "4:3", "1:1", "3:4", "9:16")


@dataclass(frozen=True)
class App:
    """A model: the fields it takes (a tuple: one of; a number: so many at most), what it insists on, its tariff."""

    fields: dict[str, Any]
    required: tuple[str, ...]
    thousand_tokens: float = 0.014


def _seedance(seconds: int, sizes: tuple[str, ...], many: tuple[int, int, int], price: float) -> dict[str, App]:
    lengths = ("auto", *map(str, range(4, seconds + 1)))
    base = {
        "prompt": str,
        "duration": lengths,
        "aspect_ratio": ("auto", *RATIOS),
        "resolution": sizes,
        "generate_audio": bool,
        "seed": int,
    }
    files = dict(zip(("image_urls", "video_urls", "audio_urls"), many, strict=True))
    task = {"task": ("reference", "editing", "extension")} if seconds == 30 else {}
    return {
        "text-to-video": App(base, ("prompt",), price),
        "image-to-video": App(base | {"image_url": str, "end_image_url": str}, ("prompt", "image_url"), price),
        "reference-to-video": App(base | files | task, ("prompt",), price),
    }


_KLING: dict[str, Any] = {
    "prompt": str,
    "duration": tuple(map(str, range(3, 16))),
    "generate_audio": bool,
    "negative_prompt": str,
}
FAMILIES = {
    "bytedance/seedance-2.0": _seedance(15, ("480p", "720p", "1080p", "4k"), (9, 3, 3), 0.014),
    "bytedance/seedance-2.0/fast": _seedance(15, ("480p", "720p"), (9, 3, 3), 0.0112),
    "bytedance/seedance-2.0/mini": _seedance(15, ("480p", "720p"), (9, 3, 3), 0.007),
    "bytedance/seedance-2.5": _seedance(30, ("480p", "720p", "1080p"), (30, 10, 10), 0.0214),
    "fal-ai/kling-video/v3/pro": {
        "text-to-video": App(_KLING | {"aspect_ratio": ("16:9", "9:16", "1:1")}, ("prompt",), 0.00778),
        "image-to-video": App(
            _KLING | {"start_image_url": str, "end_image_url": str}, ("prompt", "start_image_url"), 0.00778
        ),
    },
}


def refusal(kind: str, field: str, message: str, given: Any = None) -> dict[str, Any]:
    """A model's error, as every model tells it."""
    place = {"loc": ["body", field], "msg": message, "type": kind, "url": f"https://docs.fal.ai/errors#{kind}"}
    return {"detail": [{**place, "ctx": {}, "input": given}]}


def wrong(entry: App, body: dict[str, Any]) -> dict[str, Any] | None:
    """What of an input the model does not take."""
    for name in entry.required:
        if not body.get(name):
            return refusal("missing", name, "Field required")
    for name, given in body.items():
        allowed = entry.fields.get(name)
        if isinstance(allowed, tuple) and given not in allowed:
            return refusal("one_of", name, f"Input should be one of {allowed}", given)
        if isinstance(allowed, int) and len(given) > allowed:
            return refusal("sequence_too_long", name, f"At most {allowed} items", given)
        if isinstance(allowed, type) and not isinstance(given, allowed):
            return refusal("invalid_type", name, f"Input should be {allowed.__name__}", given)
    if body.get("audio_urls") and not (body.get("image_urls") or body.get("video_urls")):
        return refusal("feature_not_supported", "audio_urls", "Audio needs an image or a video")
    return None


def _length(job: Job) -> float:
    said = job.facts["wrong_seconds"] or job.body.get("duration", "auto")
    return 5.0 if said == "auto" else float(said)


def _sized(job: Job) -> tuple[int, int]:
    width, height = PIXELS[job.body.get("resolution", "720p")]
    shape = job.body.get("aspect_ratio", "auto")
    across, down = (16, 9) if shape == "auto" else map(int, shape.split(":"))
    area = width * height
    return round((area * across / down) ** 0.5), round((area * down / across) ** 0.5)


def clip(job: Job) -> bytes:
    """What is made, a tenth as wide and high."""
    width, height = _sized(job)
    return kit.clip(_length(job), width // 10, height // 10)


def price(app: App, job: Job) -> float:
    """By the published formula: tokens of what comes in and what goes out, 0.6 times where there are videos."""
    width, height = _sized(job)
    videos = len(job.body.get("video_urls", ()))
    tokens = width * height * (_length(job) + 5.0 * videos) * 24 / 1024
    return tokens / 1000 * app.thousand_tokens * (0.6 if videos else 1.0)


def every() -> dict[str, App]:
    """Every model by its address."""
    return {f"{family}/{path}": one for family, apps in FAMILIES.items() for path, one in apps.items()}
