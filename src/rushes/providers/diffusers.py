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
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from rushes.kernel import files
from rushes.kernel.errors import StudioError
from rushes.providers import catalogue, drawings
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
)
from rushes.providers.darkroom import Darkroom, Failed, Gone
from rushes.providers.drawings import ANOTHER, INSTALL, Drawing
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.providers.pipelines import Easel
from rushes.providers.pricing import free
from rushes.storage.errors import StoreUnavailable

CATALOGUE = catalogue.shipped("diffusers")
LIBRARIES = ("torch", "diffusers", "transformers", "peft", "accelerate")


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
        self._models = CATALOGUE.in_force(house.models)
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
        model = self._models[request.model]
        return (
            ready(self._settings)
            or drawings.unfit(request, model)
            or _missing(request, model, told(self._settings, request))
        )

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
        first, last = (self._file(drawings.slot(request, name)) for name in ("first_frame", "last_frame"))
        try:
            files.folder(self._folder)
        except files.Unwritable as error:
            raise NotNow(Cause.PROVIDER_FAULT, error.detail) from error
        model, meant = self._models[request.model], told(self._settings, request)
        return drawings.drawing(request, model, meant, self._place(key), first=first, last=last)

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


def _missing(request: Request, model: Model, meant: Mapping[str, Any]) -> str:
    """What is not on this machine, in a sentence; empty where all is."""
    weights = drawings.lie(model, meant)
    if Path(weights).is_absolute() and not Path(weights).is_dir():
        return f"There is no folder {weights}: mend `weights` under [providers.diffusers]."
    if not meant["download"] and not _is_here(weights):
        return f"The weights of {model.title} are not here: hf download {weights}."
    for lora in drawings.laid(request, meant):
        if Path(lora.path).suffix != ".safetensors":
            return f"{Path(lora.path).name} is no safetensors file, the only kind of LoRA that is read."
        if not Path(lora.path).is_file():
            return f"There is no LoRA {lora.path}: mend `loras` under [providers.diffusers]."
    return ""


def _is_here(weights: str) -> bool:
    """Whether weights lie in a folder, or in the hub's cache on this machine; asks nobody."""
    if Path(weights).is_dir():
        return True
    try:
        found = import_module("huggingface_hub").try_to_load_from_cache(weights, "model_index.json")
    except ValueError:  # it is not even the id of something
        return False
    return isinstance(found, str)


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


def told(settings: Settings, request: Request) -> dict[str, Any]:
    """All that is set: for the clip as the request says, for the machine as the settings do."""
    machine = settings.model_dump(mode="json", include={"device", "offload", "download"})
    return {**asks(settings), **request.settings, **machine}


def ready(settings: Settings) -> str:
    """The libraries are an extra of their own, because they are large; the weights are larger still."""
    if any(find_spec(name) is None for name in LIBRARIES):
        return INSTALL
    lie = [drawings.lie(model, {"weights": settings.weights}) for model in CATALOGUE.models]
    if settings.download or any(map(_is_here, lie)):
        return ""
    return f"Fetch the weights of a model (hf download {lie[0]}), or say where they lie: `weights` in rushes.toml."


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
