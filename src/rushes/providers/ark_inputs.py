"""Whether Ark would take a request, asked before anything is sent: its mode, its length, the files that go along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rushes.kernel.errors import StudioError
from rushes.media.probe import Probe
from rushes.providers import ark_body, ark_offer, ark_prices
from rushes.providers.ark_offer import Limits, Offer
from rushes.providers.base import Citation, House, Makes, Model, Request

MEGABYTE = 1_000_000
LARGEST_BODY = 64 * MEGABYTE
SPARE = MEGABYTE
CODECS = {"h264": "H.264", "hevc": "H.265"}
SOUNDS = {"aac", "mp3"}
RATES = (23.9, 60.0)
NO_RELAY = (
    "A video reference must lie where Ark can fetch it: set [storage] url to an S3 bucket in rushes.toml, "
    "or take the reference out of the card."
)
TOO_MUCH = (
    "The files that go along are too large to be sent with the request: set [storage] url to an S3 bucket in "
    "rushes.toml, so that Ark fetches them, or take some out of the card."
)


def refusal(model: Model, request: Request, house: House) -> str:
    """The first thing that stands in the way, in a sentence that says what to do; empty where nothing does."""
    found = _doubts(model, ark_offer.offered(model), request, house)
    return next(found, "")


def _doubts(model: Model, offer: Offer, request: Request, house: House) -> Iterator[str]:
    yield from _unknown(model, request)
    if model.makes is not Makes.IMAGE:
        yield from _mode(model, request)
        yield from _shape(model, offer, request)
    sent = [citation for citation in request.citations if citation.sha256]
    yield from _many(model, offer, sent)
    yield from _numbers(request, sent)
    yield from _each(model, offer, sent, house)
    yield from _weight(sent, house)


def _unknown(model: Model, request: Request) -> Iterator[str]:
    host = ark_offer.host(request.settings)
    if not ark_offer.name(model, request.settings):
        yield f"{model.title} is not offered at {host}: choose another model, or name an endpoint for it."
    if not ark_prices.priced(model, host):
        yield f"What {model.title} costs at {host} is not known: add its price to providers/ark.toml."


def _mode(model: Model, request: Request) -> Iterator[str]:
    said, made = str(request.settings.get("mode", "")), ark_offer.mode(request)
    slots = [citation.slot for citation in request.citations if citation.sha256]
    videos = [citation for citation in request.citations if citation.sha256 and citation.kind == "video"]
    if "reference" in slots and len(set(slots)) > 1:
        yield "Ark takes either frames to begin and end with or references: take one of them out of the card."
    if "last_frame" in slots and "first_frame" not in slots:
        yield "A clip that ends with a frame must begin with one: approve a panel for its first frame."
    if max(slots.count("first_frame"), slots.count("last_frame")) > 1:
        yield "A clip begins with one frame and ends with one: take the others out of the card."
    if said in {"first_frame", "first_last"} and made != said:
        yield f"The clip is to be made in mode {said}, and its frames are not there: approve panels for them."
    if said == "text" and made != said:
        yield "In mode text no files go along: take them out of the card, or choose another mode."
    if made in {"edit", "extend"} and not videos:
        yield f"There is no clip to {made}: cite one as a reference."
    if made not in model.modes:
        offered = ", ".join(model.modes)
        yield f"{model.title} makes nothing in mode {made}, only {offered}: choose another mode or model."


def _shape(model: Model, offer: Offer, request: Request) -> Iterator[str]:
    most, seconds = int(model.seconds[1]), ark_offer.wanted(request)
    if seconds > most:
        yield f"{model.title} makes at most {most} seconds and {seconds} are asked for: split the shot."
    resolution = ark_offer.shape(model, request).resolution
    if resolution not in offer.sizes:
        yield f"{model.title} has no resolution {resolution}, only {', '.join(offer.sizes)}: choose one of them."


def _many(model: Model, offer: Offer, sent: list[Citation]) -> Iterator[str]:
    for kind in ("image", "video", "audio"):
        many, limits = sum(citation.kind == kind for citation in sent), offer.limits(kind)
        most = limits.most if limits else 0
        if many > most:
            yield f"{model.title} takes {most or 'no'} {kind} files, not {many}: take some out."
    if sent and not offer.audio_alone and all(citation.kind == "audio" for citation in sent):
        yield f"{model.title} takes no sound alone: cite a picture or a clip with it."


def _numbers(request: Request, sent: list[Citation]) -> Iterator[str]:
    """Ark numbers files in the order they come, per kind, so that one left out would shift the names of the rest."""
    for kind in ("image", "video", "audio"):
        references = [citation for citation in sent if citation.kind == kind and citation.slot == "reference"]
        for number, citation in enumerate(references, start=1):
            named = f"{kind.capitalize()} {citation.ordinal}"
            if number != citation.ordinal and re.search(rf"{named}(?!\d)", request.prompt):
                yield f"{named} of the prompt would be number {number}, for a file before it is missing: bring that in."


def _each(model: Model, offer: Offer, sent: list[Citation], house: House) -> Iterator[str]:
    seconds = {"video": 0.0, "audio": 0.0}
    for citation in sent:
        limits = offer.limits(citation.kind)
        if limits is None:
            continue
        try:
            seen = _seen(citation, house.blobs.local(citation.sha256))
        except StudioError as error:
            yield f"{_name(citation)} cannot be read: {error.detail}"
            return
        yield from (f"{_name(citation)} {fault}" for fault in _faults(seen, limits))
        if citation.kind == "video" and not house.relay.link(citation.sha256, ".mp4"):
            yield NO_RELAY
        if citation.kind in seconds:
            seconds[citation.kind] += seen.seconds
            if seconds[citation.kind] > limits.total:
                yield f"{model.title} takes {limits.total:g} s of {citation.kind} in all: take some out."


@dataclass(frozen=True)
class _Seen:
    """A file as it is: its bytes, raster, seconds, and what is wrong with its form."""

    bytes: int
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    form: str = ""


def _seen(citation: Citation, path: Path) -> _Seen:
    size = path.stat().st_size
    if citation.kind == "image":
        still = ark_body.still(path)
        return _Seen(size, still.width, still.height)
    found = ark_body.recording(path)
    if citation.kind == "audio":
        form = "" if any(name in found.container for name in ("wav", "mp3")) else "is neither WAV nor MP3"
        return _Seen(size, seconds=found.seconds, form=form)
    video = found.video
    if video is None:
        return _Seen(size, form="holds no picture")
    return _Seen(size, video.width, video.height, found.seconds, _unfit(found))


def _unfit(found: Probe) -> str:
    """What is wrong with the form of a clip."""
    video, audio = found.video, found.audio
    assert video is not None, "asked of a clip"
    if "mp4" not in found.container or video.codec not in CODECS:
        return "is no MP4 or MOV in H.264 or H.265"
    if audio is not None and audio.codec not in SOUNDS:
        return "has sound that is neither AAC nor MP3"
    if not RATES[0] <= float(video.rate.value) <= RATES[1]:
        return "does not run at 24 to 60 frames a second"
    return ""


def _faults(seen: _Seen, limits: Limits) -> Iterator[str]:
    if seen.form:
        yield f"{seen.form}: convert it and bring it in again."
    if seen.bytes > limits.megabytes * MEGABYTE:
        yield f"is larger than {limits.megabytes} MB: make it smaller."
    shortest, longest = limits.seconds
    if not shortest <= seen.seconds <= longest:
        yield f"is {seen.seconds:.1f} s long and must have {shortest:g} to {longest:g}: trim it."
    if seen.width and seen.height:
        yield from _framed(seen, limits)


def _framed(seen: _Seen, limits: Limits) -> Iterator[str]:
    raster = f"is {seen.width} x {seen.height}"
    least, most = limits.sides
    if not least <= min(seen.width, seen.height) <= max(seen.width, seen.height) <= most:
        yield f"{raster}: each side must have {least} to {most} pixels."
    narrow, wide = limits.ratios
    if not narrow <= seen.width / seen.height <= wide:
        yield f"{raster}: its width must be {narrow:g} to {wide:g} times its height."
    few, many = limits.pixels
    if not few <= seen.width * seen.height <= many:
        yield f"{raster}: it must have {few:,} to {many:,} pixels."


def _weight(sent: list[Citation], house: House) -> Iterator[str]:
    """What has no link goes along as text, four letters for three bytes."""
    inline = [citation for citation in sent if citation.kind != "video" and not ark_body.link(citation, house)]
    if sum(house.blobs.local(citation.sha256).stat().st_size * 4 // 3 for citation in inline) > LARGEST_BODY - SPARE:
        yield TOO_MUCH


def _name(citation: Citation) -> str:
    frames = {"first_frame": "The first frame", "last_frame": "The last frame"}
    return f"{frames.get(citation.slot, f'{citation.kind.capitalize()} {citation.ordinal}')} ({citation.asset})"
