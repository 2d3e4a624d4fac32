"""What a pretend ComfyUI makes of the sizes it is given: the frames, size and rate of what flows through a link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Shape:
    """What flows through a link, as far as sizes go: frames, width, height, frames a second, and whether it sounds."""

    frames: int = 1
    width: int = 64
    height: int = 64
    fps: float = 24.0
    sounds: bool = False


def shape(graph: Mapping[str, Any], id: str, files: Mapping[str, Shape]) -> Shape:
    """The shape of what a node gives; `files` are those of the uploads, by name."""
    given = graph[id]["inputs"]

    def of(name: str) -> Shape:
        return shape(graph, given[name][0], files)

    made = _MADE.get(graph[id]["class_type"])
    return made(given, of, files) if made else Shape()


Made = Callable[[Mapping[str, Any], Callable[[str], Shape], Mapping[str, Shape]], Shape]


def _latent(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    """Frames come in ones and fours."""
    return Shape((given.get("length", 1) - 1) // 4 * 4 + 1, given["width"], given["height"])


def _ltx(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    """Frames come in ones and eights, sides in steps of 32; here they come from sums."""
    width, height = (of(name).width // 32 * 32 for name in ("width", "height"))
    return Shape((given["length"] - 1) // 8 * 8 + 1, width, height)


def _half(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    assert given["expression"] == "a/2"
    return Shape(width=given["values.a"] // 2)


def _twice(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    seen = of("samples")
    return Shape(seen.frames, seen.width * 2, seen.height * 2)


def _clip(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    seen, fps = of("images"), given["fps"]
    rate = fps if isinstance(fps, int | float) else of("fps").fps
    return Shape(seen.frames, seen.width, seen.height, float(rate), "audio" in given)


def _same(name: str) -> Made:
    return lambda given, of, files: of(name)


def _file(name: str) -> Made:
    return lambda given, of, files: files.get(str(given[name]), Shape())


def _resized(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    seen = of("image")
    return Shape(seen.frames, given["width"], given["height"], seen.fps)


def _larger(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    seen = of("image")
    return Shape(seen.frames, seen.width * 4, seen.height * 4, seen.fps)


def _some(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    seen = of("image")
    return Shape(min(given["length"], seen.frames - given["batch_index"]), seen.width, seen.height, seen.fps)


def _joined(given: Mapping[str, Any], of: Callable[[str], Shape], files: Mapping[str, Shape]) -> Shape:
    """One latent of a single frame before a clip is four frames more."""
    second = of("samples2")
    return Shape(second.frames + 4, second.width, second.height)


_MADE: dict[str, Made] = {
    **dict.fromkeys(("EmptyHunyuanLatentVideo", "EmptySD3LatentImage", "Wan22ImageToVideoLatent"), _latent),
    **dict.fromkeys(("WanImageToVideo", "WanFirstLastFrameToVideo", "WanVaceToVideo", "WanSoundImageToVideo"), _latent),
    **dict.fromkeys(("KSampler", "KSamplerAdvanced", "SamplerCustomAdvanced"), _same("latent_image")),
    **dict.fromkeys(("VAEDecode", "VAEDecodeTiled", "TrimVideoLatent", "LatentCut"), _same("samples")),
    "EmptyLTXVLatentVideo": _ltx,
    "LTXVImgToVideoInplace": _same("latent"),
    "LTXVConcatAVLatent": _same("video_latent"),
    "LTXVSeparateAVLatent": _same("av_latent"),
    "LTXVLatentUpsampler": _twice,
    "ComfyMathExpression": _half,
    "LatentConcat": _joined,
    "LoadVideo": _file("file"),
    "LoadImage": _file("image"),
    "GetVideoComponents": _same("video"),
    "ImageScale": _resized,
    "ImageUpscaleWithModel": _larger,
    "ImageFromBatch": _some,
    "CreateVideo": _clip,
    "SaveVideo": _same("video"),
    "SaveImage": _same("images"),
    "PreviewImage": _same("images"),
}
