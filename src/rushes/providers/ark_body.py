"""What is sent to Ark: the body of a task for a clip, or of a call for a picture, with the files that go along."""

import base64
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from rushes.kernel.errors import StudioError, Unavailable
from rushes.media import pictures
from rushes.media.pictures import Still
from rushes.media.probe import Probe, probe
from rushes.providers import ark_offer
from rushes.providers.ark_offer import Offer, Shape
from rushes.providers.base import Citation, House, Model, Request
from rushes.providers.errors import Cause, NotNow, ProviderFailure

SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
LEADS = {"edit": "Edit Video 1: ", "extend": "Extend Video 1: "}
EXPIRES = (3600, 259_200)
"""After how many seconds a task may be told to expire, from and to."""
TASKS = {"references": "reference", "edit": "edit", "extend": "extend"}


def clip(model: Model, request: Request, house: House, callback: str) -> dict[str, Any]:
    """The body of a task; everything that has a default there is said, so that no change of it changes a clip."""
    offer, shape = ark_offer.offered(model), ark_offer.shape(model, request)
    body: dict[str, Any] = {
        "model": ark_offer.name(model, request.settings),
        "content": [{"type": "text", "text": _words(request, shape, offer)}, *_files(request, house)],
        "resolution": shape.resolution,
        "ratio": shape.ratio,
        "duration": shape.seconds,
        "seed": seed(request),
        "watermark": False,
        "return_last_frame": True,
    }
    if offer.sound:
        body["generate_audio"] = bool(request.settings.get("audio", True))
    if offer.expires:
        body["execution_expires_after"] = round(min(max(model.deadline, EXPIRES[0]), EXPIRES[1]))
    if offer.typed and shape.mode in TASKS:
        body["omni_reference_task_type"] = TASKS[shape.mode]
    return body | ({"callback_url": callback} if callback else {})


def picture(model: Model, request: Request, house: House) -> dict[str, Any]:
    """The body of a call for one picture."""
    offer = ark_offer.offered(model)
    width, height = ark_offer.raster(offer, request.width, request.height)
    body: dict[str, Any] = {
        "model": ark_offer.name(model, request.settings),
        "prompt": request.prompt,
        "size": f"{width}x{height}",
        "response_format": "url",
        "watermark": False,
    }
    along = [address(citation, house) for citation in request.citations if citation.sha256]
    return body | ({"image": along} if along else {}) | ({"output_format": "png"} if offer.png else {})


def seed(request: Request) -> int:
    """The seed as Ark takes it; it echoes it, and by that an order is found again."""
    return request.seed % 2**32


def asked(model: Model, request: Request) -> Mapping[str, Any]:
    """What a task of this request will say of itself; what is left to the model is not among it."""
    shape = ark_offer.shape(model, request)
    said = {"seed": seed(request), "duration": shape.seconds, "ratio": shape.ratio, "resolution": shape.resolution}
    return {key: value for key, value in said.items() if value not in {ark_offer.ADAPTIVE, ark_offer.BY_THE_MODEL}}


def address(citation: Citation, house: House) -> str:
    """
    Where Ark gets a file: by a link if the house has one to give, else the file itself in place of an address.

    Raises:
        ProviderFailure: the file is not kept any more, or cannot be read.
        NotNow: the store cannot be reached.
    """
    try:
        given = link(citation, house)
        if given:
            return given
        inside = base64.b64encode(house.blobs.read(citation.sha256)).decode()
        return f"data:{_form(citation, house)[1]};base64,{inside}"
    except Unavailable as error:
        raise NotNow(Cause.PROVIDER_FAULT, error.detail, "It is tried again.") from error
    except StudioError as error:
        raise ProviderFailure(Cause.INPUT_FETCH, error.detail, "Take it out, or bring it in again.") from error


def link(citation: Citation, house: House) -> str:
    """An address of a file that Ark can fetch it from; empty where the house has none to give. StudioError."""
    return house.relay.link(citation.sha256, _form(citation, house)[0])


@lru_cache(maxsize=1024)
def still(path: Path) -> Still:
    """What a picture is; blobs never change, and which one it is its path says. NoPicture."""
    return pictures.check(path)


@lru_cache(maxsize=256)
def recording(path: Path) -> Probe:
    """What a clip or sound is; as `still`. NotMedia, Truncated."""
    return probe(path)


def _form(citation: Citation, house: House) -> tuple[str, str]:
    """The suffix of a file and its media type."""
    path = house.blobs.local(citation.sha256)
    if citation.kind == "image":
        kind = still(path).kind
        return SUFFIXES[kind], f"image/{kind.lower()}"
    if citation.kind == "audio":
        container = "wav" if "wav" in recording(path).container else "mp3"
        return f".{container}", f"audio/{container}"
    return ".mp4", "video/mp4"


def _words(request: Request, shape: Shape, offer: Offer) -> str:
    """The prompt; to a model that is told its task in words alone, they must say it."""
    told = offer.typed or "video 1" in request.prompt.lower()
    return request.prompt if told else f"{LEADS.get(shape.mode, '')}{request.prompt}"


def _files(request: Request, house: House) -> list[dict[str, Any]]:
    return [_file(citation, house) for citation in request.citations if citation.sha256]


def _file(citation: Citation, house: House) -> dict[str, Any]:
    kind = f"{citation.kind}_url"
    role = f"reference_{citation.kind}" if citation.slot == "reference" else citation.slot
    return {"type": kind, kind: {"url": address(citation, house)}, "role": role}
