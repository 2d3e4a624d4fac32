"""What a local model is asked to draw: a request within its limits, as sizes, frames and arguments; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from rushes.kernel.timecode import Rate
from rushes.providers.base import Citation, Model, Request

INSTALL = "Install the local models: pip install 'rushes[local]'."
ANOTHER = "Approve another picture for the frame."
FRAMES = {"text": 0, "first_frame": 1, "first_last": 2}


@dataclass(frozen=True)
class Weights:
    """What is loaded, and how: a folder or hub id; the parts named in `full` are kept at four bytes a weight."""

    of: str
    precision: str
    full: tuple[str, ...]
    device: str
    offload: str
    tiling: bool
    download: bool
    part: int

    @property
    def named(self) -> str:
        """What to call them: the folder without where it lies, or the hub id."""
        return Path(self.of).name if Path(self.of).is_dir() else self.of


@dataclass(frozen=True)
class Lora:
    """Weights laid over those of a model; `low_noise` lays them over the second transformer of a model with two."""

    path: str
    weight: float = 1.0
    low_noise: bool = False


@dataclass(frozen=True)
class Drawing:
    """
    A clip to draw.

    `raster` is what the pipeline draws, `picture` what is cut out of its middle; both are width and height. `call` goes
    to the pipeline as it is.
    """

    model: str
    pipeline: str
    weights: Weights
    prompt: str
    frames: int
    rate: str
    raster: tuple[int, int]
    picture: tuple[int, int]
    seed: int
    call: Mapping[str, Any]
    target: Path
    first: Path | None = None
    last: Path | None = None
    loras: tuple[Lora, ...] = ()
    sound: bool = True


def drawing(
    request: Request,
    model: Model,
    told: Mapping[str, Any],
    target: Path,
    *,
    first: Path | None = None,
    last: Path | None = None,
) -> Drawing:
    """
    A request in the terms of its model: a raster and a number of frames it has, never less than what is asked.

    `told` are the settings of the provider and of the request.
    """
    data, picture = model.data, _picture(request, model)
    return Drawing(
        model=model.title,
        pipeline=data["pipelines"][_mode(request)],
        weights=_weights(model, told),
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
        loras=laid(request, told),
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


def _weights(model: Model, told: Mapping[str, Any]) -> Weights:
    return Weights(
        of=lie(model, told),
        precision=str(told["precision"]),
        full=tuple(model.data.get("full", ())),
        device=str(told["device"]),
        offload=str(told["offload"]),
        tiling=bool(told["tiling"]),
        download=bool(told["download"]),
        part=int(model.data["part"]),
    )


def lie(model: Model, told: Mapping[str, Any]) -> str:
    """Where its weights lie: a folder or hub id."""
    return str(told["weights"].get(model.id, model.data["weights"]))


def laid(request: Request, told: Mapping[str, Any]) -> tuple[Lora, ...]:
    """Those of the settings, or of the request, that are for its model; one that names none is for any."""
    meant = [one for one in told["loras"] if one.get("model", request.model) == request.model]
    return tuple(
        Lora(str(one["path"]), float(one.get("weight", 1.0)), bool(one.get("low_noise", False))) for one in meant
    )


def slot(request: Request, name: str) -> Citation | None:
    """The picture that goes along as `first_frame` or `last_frame`."""
    return next((one for one in request.citations if one.slot == name and one.sha256), None)


def _mode(request: Request) -> str:
    """What is asked for, or what follows from the frames that go along."""
    given = sum(slot(request, name) is not None for name in ("first_frame", "last_frame"))
    return str(request.settings.get("mode") or tuple(FRAMES)[given])


def unfit(request: Request, model: Model) -> str:
    """What its model cannot do, in a sentence; empty where it can do all."""
    mode = _mode(request)
    if mode not in model.modes:
        made = " or ".join(model.modes).replace("_", " ")
        return f"{model.title} makes clips from {made}, not from {mode.replace('_', ' ')}: choose another model."
    needed = ("first_frame", "last_frame")[: FRAMES[mode]]
    lacking = next((name for name in needed if slot(request, name) is None), None)
    if lacking:
        return f"No picture goes along as the {lacking.replace('_', ' ')}: approve one for the shot first."
    if any(one.sha256 and one.slot not in needed for one in request.citations):
        return f"{model.title} takes no references, only frames: take the references out of the card."
    rate, most = _rate(request, model), model.data["most"]
    if frames(request, model) > most:
        return f"{model.title} draws {rate.seconds(most):.1f} seconds at the most: make the shot shorter."
    return ""
