"""
Clips out of diffusers pipelines. This runs in a process of its own, the only one that loads PyTorch.

What is loaded stays until something else is asked for. The noise comes from the processor's generator, which gives the
same numbers for a seed on every machine; the rest is as repeatable as the card's own arithmetic.
"""

import gc
import threading
import time
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from importlib import import_module
from importlib.metadata import version
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from rushes.craft.sound import filters
from rushes.kernel import hashing
from rushes.kernel.timecode import Rate
from rushes.media import encode, pictures
from rushes.media.wav import RATE
from rushes.providers.darkroom import Failed
from rushes.providers.drawings import ANOTHER, INSTALL, Drawing, Weights
from rushes.providers.errors import Cause

SMALLER = {
    "none": 'Set offload = "model" under [providers.diffusers]; its largest part alone has about {part} GB.',
    "model": 'Set offload = "sequential" under [providers.diffusers], or ask for a smaller picture or fewer frames.',
    "sequential": "Ask for a smaller picture or fewer frames.",
}
CONDITIONS = {
    "LTXConditionPipeline": ("diffusers.pipelines.ltx.pipeline_ltx_condition", "LTXVideoCondition"),
    "LTX2ConditionPipeline": ("diffusers.pipelines.ltx2.pipeline_ltx2_condition", "LTX2VideoCondition"),
}


class Unable(Exception):
    """A drawing that cannot be made for a reason that is known."""

    def __init__(self, cause: Cause, says: str, then: str) -> None:
        super().__init__(says)
        self.cause, self.says, self.then = cause, says, then


class Easel:
    """What stands ready: a pipeline, and the LoRAs on it; on the processor it uses so many cores."""

    def __init__(self, cores: int) -> None:
        self._cores = cores
        self._pipe: Any = None
        self._weights: Weights | None = None
        self._loras: tuple[Any, ...] = ()

    def __call__(self, drawing: Drawing) -> Mapping[str, Any] | Failed:
        """Draw a clip into its target; gives what is to be told of it."""
        began = time.monotonic()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                device = self._set_up(drawing)
                _draw(self._pipe, drawing)
        except Exception as error:  # noqa: BLE001  whatever a library or driver throws is told
            return _failed(error, drawing)
        return {
            "seed": drawing.seed,
            "weights": drawing.weights.named,
            "loras": [{"file": Path(one.path).name, "sha256": sha, "weight": one.weight} for one, sha in self._loras],
            "device": device,
            "seconds": round(time.monotonic() - began, 1),
            **{name: version(name) for name in ("diffusers", "torch")},
        }

    def _set_up(self, drawing: Drawing) -> str:
        """Load what the drawing needs and is not there; gives the name of the device."""
        torch, diffusers = _libraries()
        torch.set_num_threads(self._cores)
        kind, weights = getattr(diffusers, drawing.pipeline), drawing.weights
        device = weights.device or _best(torch)
        pipe, loaded, self._weights = self._pipe, self._weights, None  # nothing stands ready until all of it does
        if loaded != weights:
            pipe = self._pipe = None
            self._loras = ()
            gc.collect()  # two do not fit
            pipe = _place(_load(kind, drawing, torch), weights, device)
        elif not isinstance(pipe, kind):
            pipe = _place(kind.from_pipe(pipe, torch_dtype=None), weights, device)
        self._pipe = pipe
        self._lay(drawing)
        self._weights = weights
        return torch.cuda.get_device_name(device) if device.startswith("cuda") else device

    def _lay(self, drawing: Drawing) -> None:
        """Put on the LoRAs of a drawing, and take off others."""
        wanted = tuple((one, hashing.sha256_file(Path(one.path))) for one in drawing.loras)
        if wanted == self._loras:
            return
        self._pipe.unload_lora_weights()
        names = [f"lora_{number}" for number, _ in enumerate(wanted)]
        for name, (one, _) in zip(names, wanted, strict=True):
            file = Path(one.path)
            second = {"load_into_transformer_2": True} if one.low_noise else {}
            with _told(Cause.INVALID_REQUEST, f"{file.name} is no LoRA for {drawing.model}", "Take it out of `loras`."):
                self._pipe.load_lora_weights(
                    str(file.parent), weight_name=file.name, adapter_name=name, use_safetensors=True, **second
                )
        if names:
            self._pipe.set_adapters(names, [one.weight for one, _ in wanted])
        self._loras = wanted


def _libraries() -> tuple[Any, Any]:
    """PyTorch and diffusers, quiet."""
    with _told(Cause.MODEL_NOT_OPEN, "PyTorch and diffusers cannot be loaded", INSTALL):
        torch, diffusers, transformers, bars = map(import_module, ("torch", "diffusers", "transformers", "tqdm"))
    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
    bars.tqdm.set_lock(threading.RLock())  # its own is the system's, and stays behind when this process is killed
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
    return torch, diffusers


def _best(torch: Any) -> str:
    if torch.cuda.is_available():
        return "cuda"
    if torch.backends.mps.is_available():
        return "mps"
    then = 'Look at its driver; or set device = "cpu" under [providers.diffusers], which takes very much longer.'
    raise Unable(Cause.PROVIDER_FAULT, "PyTorch finds no graphics card on this machine.", then)


def _load(kind: Any, drawing: Drawing, torch: Any) -> Any:
    weights = drawing.weights
    usual = getattr(torch, weights.precision)
    then = f"Fetch them: hf download {weights.of}; or set download = true under [providers.diffusers]."
    if Path(weights.of).is_dir():
        then = "Is it the whole folder of a diffusers pipeline, with safetensors files?"
    with _told(Cause.MODEL_NOT_OPEN, f"The weights {weights.of} cannot be loaded", then):
        return kind.from_pretrained(
            weights.of,
            torch_dtype={"default": usual, **dict.fromkeys(weights.full, torch.float32)},
            local_files_only=not weights.download,
            use_safetensors=True,
        )


def _place(pipe: Any, weights: Weights, device: str) -> Any:
    """Bring a pipeline to the device, whole or part by part."""
    pipe.set_progress_bar_config(disable=True)
    if weights.tiling:
        pipe.vae.enable_tiling()
    match weights.offload if device != "cpu" else "none":
        case "model":
            pipe.enable_model_cpu_offload(device=device)
        case "sequential":
            pipe.enable_sequential_cpu_offload(device=device)
        case _:
            pipe.to(device)
    return pipe


def _draw(pipe: Any, drawing: Drawing) -> None:
    torch = import_module("torch")
    width, height = drawing.raster
    made = pipe(
        prompt=drawing.prompt,
        width=width,
        height=height,
        num_frames=drawing.frames,
        generator=torch.Generator("cpu").manual_seed(drawing.seed),
        output_type="np",
        **drawing.call,
        **_framed(drawing),
    )
    frames = np.asarray(made.frames[0])
    if not np.isfinite(frames).all():
        says = f"{drawing.model} drew no picture: its numbers ran out of range at {drawing.weights.precision}."
        raise Unable(Cause.PROVIDER_FAULT, says, 'Set precision = "float32" under [providers.diffusers].')
    rate, sound = Rate.of(drawing.rate), _sound(pipe, made) if drawing.sound else None
    encode.encode(drawing.target, cut(frames, drawing.picture), rate=rate, preset=encode.TAKE, audio=sound)


def _framed(drawing: Drawing) -> dict[str, Any]:
    """The first and last frame, as the pipeline takes them."""
    files = (drawing.first, drawing.last)
    first, last = (filled(file, drawing.picture, drawing.raster) if file else None for file in files)
    if drawing.pipeline not in CONDITIONS:
        return {name: frame for name, frame in (("image", first), ("last_image", last)) if frame is not None}
    given: Sequence[tuple[Any, int]] = [(frame, at) for frame, at in ((first, 0), (last, -1)) if frame is not None]
    module, name = CONDITIONS[drawing.pipeline]
    condition = getattr(import_module(module), name)
    if drawing.pipeline == "LTX2ConditionPipeline":
        conditions = [condition(frames=frame, index=at) for frame, at in given]
    else:
        conditions = [condition(image=frame, frame_index=at % drawing.frames) for frame, at in given]
    return {"conditions": conditions or None, "frame_rate": float(Fraction(drawing.rate))}


def filled(path: Path, picture: tuple[int, int], raster: tuple[int, int]) -> Image.Image:
    """The picture of a file, filling a clip's, with its edges drawn out to the raster; NoPicture."""
    (width, height), (across, down) = picture, raster
    found = Image.fromarray(pictures.frame(path))
    scale = max(width / found.width, height / found.height)
    large = found.resize((ceil(found.width * scale), ceil(found.height * scale)), Image.Resampling.LANCZOS)
    left, top = (large.width - width) // 2, (large.height - height) // 2
    inner = np.asarray(large.crop((left, top, left + width, top + height)))
    x, y = (across - width) // 2, (down - height) // 2
    return Image.fromarray(np.pad(inner, ((y, down - height - y), (x, across - width - x), (0, 0)), mode="edge"))


def cut(frames: NDArray[Any], picture: tuple[int, int]) -> Iterator[NDArray[np.uint8]]:
    """The middle of each frame, (height, width, 3) from 0 to 1, as bytes: what `filled` laid there."""
    width, height = picture
    top, left = (frames.shape[1] - height) // 2, (frames.shape[2] - width) // 2
    for frame in frames:
        inner = frame[top : top + height, left : left + width]
        yield np.rint(np.clip(inner, 0.0, 1.0) * 255).astype(np.uint8)


def _sound(pipe: Any, made: Any) -> NDArray[np.float32] | None:
    """The sound that came with the picture, at 48 kHz; None where the model makes none."""
    heard = getattr(made, "audio", None)
    if heard is None:
        return None
    channels = np.nan_to_num(heard[0].float().cpu().numpy())
    ratio = RATE / pipe.vocoder.config.output_sampling_rate
    return np.clip(np.stack([filters.resampled(one, ratio) for one in channels], axis=1), -1.0, 1.0)


@contextmanager
def _told(cause: Cause, says: str, then: str) -> Iterator[None]:
    """What goes wrong in here has this cause, unless it is the memory or the card."""
    try:
        yield
    except Exception as error:
        if _is_memory(error) or _is_card(error):
            raise
        raise Unable(cause, f"{says}: {_first_line(error)}", then) from error


def _failed(error: Exception, drawing: Drawing) -> Failed:
    raw = "".join(traceback.format_exception(error))
    if isinstance(error, Unable):
        return Failed(error.cause, error.says, error.then, raw)
    if isinstance(error, pictures.NoPicture):
        return Failed(Cause.INPUT_FETCH, error.detail, ANOTHER, raw)
    if _is_memory(error):
        asked = f"{drawing.frames} frames of {drawing.raster[0]} x {drawing.raster[1]}"
        says = f"There is not enough memory for {asked} by {drawing.model}."
        then = SMALLER[drawing.weights.offload].format(part=drawing.weights.part)
    elif _is_card(error):
        says = f"The graphics card failed while it drew: {_first_line(error)}"
        then = "Order it again; if it stays so, look at the card's driver."
    else:
        says = f"{drawing.model} could not draw it: {_first_line(error)}"
        then = "Order it again, or with other settings under [providers.diffusers]."
    return Failed(Cause.PROVIDER_FAULT, says, then, raw, fatal=True)


def _is_memory(error: Exception) -> bool:
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    return any(words in str(error).lower() for words in ("out of memory", "not enough memory", "can't allocate memory"))


def _is_card(error: Exception) -> bool:
    return type(error).__name__ == "AcceleratorError" or any(
        word in str(error) for word in ("CUDA", "HIP error", "MPS")
    )


def _first_line(error: Exception) -> str:
    line = str(error).strip().partition("\n")[0][:300] or type(error).__name__
    return line if line.endswith(".") else f"{line}."
