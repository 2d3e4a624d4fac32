"""
Models on one's own graphics card: the Wan and LTX families, through Hugging Face's diffusers, free.

Needs `pip install 'rushes[local]'` and the weights; nothing of either is loaded before an order comes. Written from
https://huggingface.co/docs/diffusers, read 2026-11-26.
"""

import shutil
import threading
from collections.abc import Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from enum import StrEnum
from functools import partial
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from rushes.kernel import files
from rushes.kernel.errors import StudioError
from rushes.kernel.timecode import Rate
from rushes.providers import catalogue
from rushes.providers.base import (
    Answer,
    Cancelled,
    Citation,
    Done,
    House,
    Model,
    Provider,
    Request,
    Sent,
    Spec,
    Trace,
    Waiting,
    free,
)
from rushes.providers.darkroom import Darkroom, Failed, Gone
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.providers.pipelines import ANOTHER, INSTALL, Drawing, Easel, Lora, Weights
from rushes.storage.errors import StoreUnavailable

CATALOGUE = catalogue.shipped("diffusers")
MODELS = {model.id: model for model in CATALOGUE.models}
LIBRARIES = ("torch", "diffusers", "transformers", "peft", "accelerate")
FRAMES = {"text": 0, "first_frame": 1, "first_last": 2}


class Precision(StrEnum):
    """How finely a model calculates."""

    BFLOAT16 = "bfloat16"
    FLOAT16 = "float16"
    FLOAT32 = "float32"


class Offload(StrEnum):
    """What stays in the main memory while it is not needed on the card."""

    NONE = "none"
    MODEL = "model"
    SEQUENTIAL = "sequential"


class Overlay(BaseModel):
    """A LoRA for every clip of a model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(description="The safetensors file.")
    model: str = Field(description="The model it was made for, by its id.")
    weight: float = Field(1.0, description="How strongly it works.")
    low_noise: bool = Field(False, description="Whether it is for the second transformer of a model with two.")


class Settings(BaseModel):
    """The card, the weights, and how carefully to draw."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: dict[str, str] = Field(
        {}, description="Where a model's weights lie: its id = a folder, or a hub id; others: the hub's own cache."
    )
    download: bool = Field(False, description="Whether weights that are not here are fetched from Hugging Face.")
    device: str = Field("", description="The card, by PyTorch's name (cuda:1, mps, cpu); empty: the best there is.")
    precision: Precision = Field(Precision.BFLOAT16, description="How finely it calculates.")
    offload: Offload = Field(Offload.MODEL, description="What leaves the card while it is not needed there.")
    tiling: bool = Field(True, description="Whether large pictures are decoded in tiles, which needs less memory.")
    steps: int | None = Field(None, ge=1, le=200, description="How many steps, in place of each model's own number.")
    draft: bool = Field(False, description="Whether clips are drawn in few steps, to look and not to deliver.")
    loras: tuple[Overlay, ...] = Field((), description="LoRAs: path, model, weight, low_noise of each.")
    rest: float = Field(120.0, gt=0, description="After how many idle seconds the card is given back.")


class Diffusers(Provider):
    """
    The models, with one process in which one clip at a time is drawn.

    It has no memory beyond this process of the studio: a clip that another one ordered is drawn when it is fetched.
    """

    def __init__(self, settings: Settings, house: House) -> None:
        self._settings, self._blobs = settings, house.blobs
        self._folder = house.scratch / "scratch" / f"diffusers-{uuid4().hex}"  # what is left there is swept
        self._room = Darkroom(partial(Easel, house.cores), house.scratch / "diffusers.lock", settings.rest)
        self._line = ThreadPoolExecutor(1, thread_name_prefix="diffusers")
        self._lock = threading.Lock()
        self._jobs: dict[str, Future[Mapping[str, Any]]] = {}
        self._cancelled: set[str] = set()
        self._fetched: set[str] = set()
        self._current = ""

    def refuses(self, request: Request) -> str:
        """What is not installed, not there, or beyond the model."""
        model = MODELS[request.model]
        return ready(self._settings) or _unfit(request, model) or _missing(request, model, self._settings)

    def submit(self, request: Request, key: str) -> str:
        """Get in line; the remote id is the key."""
        self._begun(request, key)
        return key

    def find(self, sent: Sent) -> str | Trace:
        """Nothing was sent anywhere, so nothing can be lost."""
        return sent.key

    def poll(self, remote: str) -> Answer:
        """How far it is; one that is not known here is drawn when it is fetched."""
        job = self._jobs.get(remote)
        if remote in self._cancelled:
            raise _cancelled(remote)
        if job is None:
            return Done(remote)
        if not job.done():
            return Waiting("running" if job.running() else "queued")
        return Done(remote, reported=_result(job))

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Copy the clip; it is drawn first where that was never done, or by a process that is gone."""
        key = done.output
        _result(self._begun(request, key))
        try:
            shutil.copyfile(self._place(key), target)
        except OSError as error:
            raise NotNow(Cause.PROVIDER_FAULT, f"The clip cannot be copied: {error.strerror}.") from error
        self._fetched.add(key)

    def cancel(self, remote: str) -> Cancelled:
        """Take it out of the line, or end the process that draws it."""
        with self._lock:
            job = self._jobs.get(remote)
            if job is None or (job.done() and not job.cancelled()):
                return Cancelled.REFUSED
            self._cancelled.add(remote)
            if not job.cancel() and self._current == remote:
                self._room.stop()
        return Cancelled.DONE

    def close(self) -> None:
        """End the process; a clip that is being drawn is drawn again next time."""
        self._line.shutdown(wait=False, cancel_futures=True)
        self._room.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _begun(self, request: Request, key: str) -> Future[Mapping[str, Any]]:
        with self._lock:
            job = self._jobs.get(key)
            if job is None or (job.done() and not self._place(key).is_file()):
                job = self._jobs[key] = self._line.submit(self._drawn, request, key)
            return job

    def _drawn(self, request: Request, key: str) -> Mapping[str, Any]:
        with self._lock:
            if key in self._cancelled:
                raise _cancelled(key)
            self._current = key
            self._let_go()
        try:
            answer = self._room.make(self._drawing(request, key))
        except Gone as gone:
            raise self._why(key, gone) from gone
        finally:
            self._current = ""
        if isinstance(answer, Failed):
            raise ProviderFailure(answer.cause, answer.says, answer.then, answer.raw)
        return answer

    def _let_go(self) -> None:
        """Remove the clips that were fetched; each was kept until now for a fetch that had to be made twice."""
        for key in self._fetched - {self._current}:
            self._place(key).unlink(missing_ok=True)
            self._jobs.pop(key, None)
        self._fetched.clear()

    def _why(self, key: str, gone: Gone) -> ProviderFailure | NotNow:
        if key in self._cancelled:
            return _cancelled(key)
        says = f"The process that drew the clip ended in the middle of it ({gone.code})."
        if self._room.closed:
            return NotNow(Cause.PROVIDER_FAULT, says)
        then = "Order it again; if it stays so, the machine has too little main memory for this model."
        return ProviderFailure(Cause.PROVIDER_FAULT, says, then)

    def _drawing(self, request: Request, key: str) -> Drawing:
        first, last = (self._file(_slot(request, slot)) for slot in ("first_frame", "last_frame"))
        try:
            files.folder(self._folder)
        except files.Unwritable as error:
            raise NotNow(Cause.PROVIDER_FAULT, error.detail) from error
        return drawing(request, self._settings, self._place(key), first=first, last=last)

    def _file(self, citation: Citation | None) -> Path | None:
        if citation is None:
            return None
        try:
            return self._blobs.local(citation.sha256)
        except StoreUnavailable as error:
            raise NotNow(Cause.INPUT_FETCH, error.detail) from error
        except StudioError as error:
            raise ProviderFailure(Cause.INPUT_FETCH, error.detail, ANOTHER) from error

    def _place(self, key: str) -> Path:
        return self._folder / f"{key}.mp4"


def drawing(
    request: Request, settings: Settings, target: Path, *, first: Path | None = None, last: Path | None = None
) -> Drawing:
    """A request in the terms of its model: a raster and a number of frames it has, never less than what is asked."""
    model = MODELS[request.model]
    data, told = model.data, {**asks(settings), **request.settings}
    picture = _picture(request, model)
    return Drawing(
        model=model.title,
        pipeline=data["pipelines"][_mode(request)],
        weights=_weights(model, settings, told),
        prompt=request.prompt,
        frames=frames(request, model),
        rate=str(_rate(request, model)),
        raster=(_up(picture[0], data["step"]), _up(picture[1], data["step"])),
        picture=picture,
        seed=request.seed % 2**63,
        call={**data["call"], **_steps(data, told), **_negative(data, told)},
        target=target,
        first=first,
        last=last,
        loras=_loras(request, told),
        sound=bool(told.get("audio", True)),
    )


def frames(request: Request, model: Model) -> int:
    """How many frames the model draws so that they last as long as what is asked: a multiple of its beat, and one."""
    wanted = ceil(request.frames / Rate.of(request.rate).value * _rate(request, model).value)
    return _up(max(wanted, 2) - 1, model.data["beat"]) + 1


def _rate(request: Request, model: Model) -> Rate:
    """The model's own rate; the one that is asked where it makes any, halved where that is too fast for it."""
    if model.rate:
        return Rate.of(model.rate)
    asked = Rate.of(request.rate)
    return asked if asked.value <= model.data["fastest"] else Rate(asked.value / 2)


def _picture(request: Request, model: Model) -> tuple[int, int]:
    """The asked size, made smaller where the model cannot, lying or standing; both sides even."""
    long, short = max(model.largest), min(model.largest)
    across, down = (long, short) if request.width >= request.height else (short, long)
    scale = min(1.0, across / request.width, down / request.height)
    return _up(int(request.width * scale), 2), _up(int(request.height * scale), 2)


def _up(length: int, step: int) -> int:
    return -(-length // step) * step


def _steps(data: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, int]:
    """A distilled model has no number of steps: its call names each."""
    if "steps" not in data:
        return {}
    usual = data["draft_steps"] if told.get("draft") else data["steps"]
    return {"num_inference_steps": int(told.get("steps") or usual)}


def _negative(data: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, str]:
    words = ", ".join(filter(None, (str(told.get("negative") or ""), str(data.get("negative", "")))))
    return {"negative_prompt": words} if words else {}


def _weights(model: Model, settings: Settings, told: Mapping[str, Any]) -> Weights:
    return Weights(
        of=_lie(model, told),
        precision=str(told["precision"]),
        full=tuple(model.data.get("full", ())),
        device=settings.device,
        offload=str(settings.offload),
        tiling=bool(told["tiling"]),
        download=settings.download,
        part=int(model.data["part"]),
    )


def _lie(model: Model, told: Mapping[str, Any]) -> str:
    """The folder or hub id of its weights."""
    return str(told["weights"].get(model.id, model.data["weights"]))


def _loras(request: Request, told: Mapping[str, Any]) -> tuple[Lora, ...]:
    """Those of the settings, or of the request, that are for its model; one that names none is for any."""
    meant = [one for one in told["loras"] if one.get("model", request.model) == request.model]
    return tuple(
        Lora(str(one["path"]), float(one.get("weight", 1.0)), bool(one.get("low_noise", False))) for one in meant
    )


def _slot(request: Request, slot: str) -> Citation | None:
    return next((one for one in request.citations if one.slot == slot and one.sha256), None)


def _mode(request: Request) -> str:
    """What is asked for, or what follows from the frames that go along."""
    given = sum(_slot(request, slot) is not None for slot in ("first_frame", "last_frame"))
    return str(request.settings.get("mode") or tuple(FRAMES)[given])


def _unfit(request: Request, model: Model) -> str:
    """What its model cannot do."""
    mode = _mode(request)
    if mode not in model.modes:
        made = " or ".join(model.modes).replace("_", " ")
        return f"{model.title} makes clips from {made}, not from {mode.replace('_', ' ')}: choose another model."
    needed = ("first_frame", "last_frame")[: FRAMES[mode]]
    lacking = next((slot for slot in needed if _slot(request, slot) is None), None)
    if lacking:
        return f"No picture goes along as the {lacking.replace('_', ' ')}: approve one for the shot first."
    if any(one.sha256 and one.slot not in needed for one in request.citations):
        return f"{model.title} takes no references, only frames: take the references out of the card."
    rate, most = _rate(request, model), model.data["most"]
    if frames(request, model) > most:
        return f"{model.title} draws {rate.seconds(most):.1f} seconds at the most: make the shot shorter."
    return ""


def _missing(request: Request, model: Model, settings: Settings) -> str:
    """What is not on this machine."""
    told = {**asks(settings), **request.settings}
    folder = _lie(model, told)
    if Path(folder).is_absolute() and not Path(folder).is_dir():
        return f"There is no folder {folder}: mend `weights` under [providers.diffusers]."
    for lora in _loras(request, told):
        if Path(lora.path).suffix != ".safetensors":
            return f"{Path(lora.path).name} is no safetensors file, the only kind of LoRA that is read."
        if not Path(lora.path).is_file():
            return f"There is no LoRA {lora.path}: mend `loras` under [providers.diffusers]."
    return ""


def _result(job: Future[Mapping[str, Any]]) -> Mapping[str, Any]:
    try:
        return job.result()
    except CancelledError:
        raise NotNow(Cause.CANCELLED, "The studio was closed before the clip was drawn.") from None


def _cancelled(key: str) -> ProviderFailure:
    return ProviderFailure(Cause.CANCELLED, "The clip was cancelled before it was drawn.", "Order it again.", key)


def asks(settings: Settings) -> dict[str, Any]:
    """What of the settings changes what is drawn, and so belongs to every request."""
    return settings.model_dump(
        mode="json", include={"weights", "precision", "tiling", "steps", "draft", "loras"}, exclude_none=True
    )


def ready(settings: Settings) -> str:
    """The libraries are an extra of their own, because they are large."""
    del settings
    return INSTALL if any(find_spec(name) is None for name in LIBRARIES) else ""


def connect(settings: Settings, house: House) -> Diffusers:
    """Nothing is loaded yet."""
    return Diffusers(settings, house)


plugin = Spec(
    id="diffusers",
    title="Local models",
    models=CATALOGUE.models,
    settings=Settings,
    connect=connect,
    quote=free,
    asks=asks,
    ready=ready,
    lane=1,
    terms=CATALOGUE.terms,
)
