"""
A request written into the fields of a model that is known by its input schema; pure.

Which field is what is guessed by the names that are widespread, and can be said. Only fields of the schema are sent,
and only a body that fits it. A wish without a field (a seed, a rate) is left out; a file without one is refused, since
the prompt speaks of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rushes.providers import schemas, wishes
from rushes.providers.base import Citation, Request
from rushes.providers.wishes import Unfit, Wish

KNOWN = {
    "prompt": ("prompt", "text_prompt", "text", "lyrics_prompt"),
    "negative": ("negative_prompt",),
    "seconds": ("duration", "duration_seconds", "seconds", "seconds_total", "video_length"),
    "rate": ("fps", "frames_per_second", "frame_rate"),
    "frames": ("num_frames", "frame_count", "frames"),
    "ratio": ("aspect_ratio", "ratio"),
    "resolution": ("resolution", "video_resolution"),
    "size": ("image_size", "video_size", "size"),
    "width": ("width",),
    "height": ("height",),
    "seed": ("seed",),
    "audio": ("generate_audio", "enable_audio", "with_audio"),
    "first_frame": (
        *("start_image_url", "first_frame_image_url", "first_frame_url", "first_frame_image", "first_image_url"),
        *("image_url", "start_image", "first_frame", "image", "input_image"),
    ),
    "last_frame": (
        *("end_image_url", "last_frame_image_url", "last_frame_url", "last_frame_image", "last_image_url"),
        *("tail_image_url", "end_image", "last_image", "last_frame"),
    ),
    "images": (
        *("image_urls", "reference_image_urls", "reference_images", "input_image_urls", "input_images"),
        *("image_input", "images", "image"),
    ),
    "videos": ("video_urls", "reference_video_urls", "reference_videos", "video_url", "input_video", "video"),
    "audios": ("audio_urls", "reference_audio_urls", "reference_audios", "audio_url", "input_audio", "audio"),
}
"""Our word for each wish, and the names its field has at most services, the clearest first."""

FILES = ("first_frame", "last_frame", "images", "videos", "audios")
TYPES = {
    **dict.fromkeys(("seconds", "rate", "frames", "width", "height"), ("integer", "number", "string")),
    **dict.fromkeys(("seed",), ("integer", "number")),
    **dict.fromkeys(("audio",), ("boolean",)),
    **dict.fromkeys(("size",), ("object", "string")),
    **dict.fromkeys(("images",), ("array",)),
    **dict.fromkeys(("videos", "audios"), ("array", "string")),
}
INSTEAD = {
    "frames": ("seconds",),
    "size": ("ratio", "resolution"),
    "width": ("size", "ratio"),
    "height": ("size", "ratio"),
}
"""A wish that is not looked for where others that say the same were found."""


@dataclass(frozen=True)
class Form:
    """
    One way into a model: where it is asked, the schema of what it takes, and which of its fields is what.

    `modes` is what a clip may be made from by it; `sets` goes along with every request and wins over what is asked.
    `title` names the model in sentences; shorter than `least` seconds it makes nothing.
    """

    title: str
    path: str
    schema: Mapping[str, Any]
    fields: Mapping[str, str]
    modes: tuple[str, ...] = ("text",)
    sets: Mapping[str, Any] = field(default_factory=dict)
    least: float = 0.0

    def of(self, word: str) -> Mapping[str, Any]:
        """The schema of the field that is meant by one of our words."""
        found: Mapping[str, Any] = self.schema["properties"].get(self.fields.get(word, ""), {})
        return found


def guessed(schema: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, str]:
    """Which field is what: as is `said` (an empty name: none is), else by the widespread names."""
    found = {word: name for word, name in said.items() if name in schema["properties"]}
    for word, names in KNOWN.items():
        if word in said or any(other in found for other in INSTEAD.get(word, ())):
            continue
        fit = (name for name in names if name not in found.values() and _may_be(word, schema["properties"].get(name)))
        name = next(fit, "")
        found |= {word: name} if name else {}
    return found


def _may_be(word: str, schema: Mapping[str, Any] | None) -> bool:
    return schema is not None and schemas.typed(schema, *TYPES.get(word, ("string",)))


def modes(schema: Mapping[str, Any], fields: Mapping[str, str]) -> tuple[str, ...]:
    """
    What a clip may be made from, by the files that fields take and the schema insists on.

    A model that insists on a clip and takes no picture works on that clip.
    """
    lacking = {word for word in FILES if fields.get(word, "") in schema.get("required", ())}
    if "videos" in lacking and not {"first_frame", "last_frame", "images"} & fields.keys():
        return ("edit",)
    able = {
        "text": not lacking,
        "first_frame": "first_frame" in fields and lacking <= {"first_frame"},
        "first_last": {"first_frame", "last_frame"} <= fields.keys() and lacking <= {"first_frame", "last_frame"},
        "references": bool({*FILES[2:]} & fields.keys()) and not lacking & {*FILES[:2]},
    }
    return tuple(mode for mode, can in able.items() if can)


def sorted_files(request: Request) -> dict[str, list[Citation]]:
    """The files of a request by our words for them; what has no file is described in words alone."""
    found: dict[str, list[Citation]] = {}
    for citation in request.citations:
        if citation.sha256:
            word = citation.slot if citation.slot in FILES else f"{citation.kind}s"
            found.setdefault(word, []).append(citation)
    return found


def bind(form: Form, request: Request, links: Mapping[str, str]) -> dict[str, Any]:
    """
    The input as the model takes it; `links` is where it can fetch each file, by its hash.

    Raises:
        Unfit: a file has no field, or something that is asked is not among what the schema allows.
    """
    body = dict(form.sets)
    for word, fit in wishes.FITS.items():
        name = form.fields.get(word, "")
        if name and name not in body:
            value = _granted(form, word, fit, request, body)
            body |= {name: value} if value is not None else {}
    for word, citations in sorted_files(request).items():
        body |= _filed(form, word, citations, links)
    body = _usual(form, body) | body
    wrong = schemas.fault(form.schema, body)
    if wrong:
        raise Unfit(f"{form.title}: {wrong}.")
    return body


def _granted(form: Form, word: str, fit: Any, request: Request, body: Mapping[str, Any]) -> Any:
    own = body.get(form.fields.get("rate", ""), form.of("rate").get("default"))
    name = form.fields[word]
    required = name in form.schema.get("required", ())
    wish = Wish(request, name, form.of(word), required, form.least, wishes.number(own) or None)
    try:
        return fit(wish)
    except Unfit as unfit:
        raise Unfit(f"{form.title}: {unfit}.") from None


def _usual(form: Form, body: Mapping[str, Any]) -> dict[str, Any]:
    """What must be said and was not, where the schema itself says what is usual."""
    fields = form.schema["properties"]
    missing = [name for name in form.schema.get("required", ()) if name not in body]
    return {name: fields[name]["default"] for name in missing if fields.get(name, {}).get("default") is not None}


def _filed(form: Form, word: str, citations: Sequence[Citation], links: Mapping[str, str]) -> dict[str, Any]:
    name, what = form.fields.get(word), word.replace("_", " ")
    if not name:
        cited = ", ".join(dict.fromkeys(citation.asset for citation in citations))
        raise Unfit(f"{form.title} takes no {what}: take {cited} out of the card, or choose another model.")
    sent = [links[citation.sha256] for citation in citations]
    single = word in FILES[:2] and schemas.typed(form.of(word), "string")
    if schemas.typed(form.of(word), "array") and not single:
        return {name: sent}
    if len(sent) > 1:
        raise Unfit(f"{form.title} takes one file as `{name}`; {len(sent)} {what} were asked.")
    return {name: sent[0]}
