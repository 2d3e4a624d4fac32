"""The pieces a film is encoded in, each known by the digest of everything that shapes it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rushes.craft.render import slate, titles
from rushes.craft.render.reel import Blend, Card, Clip, Reel
from rushes.kernel.hashing import digest, sha256_file
from rushes.kernel.timecode import Span
from rushes.media import conform, encode, join
from rushes.media.encode import Preset
from rushes.media.errors import NotMedia
from rushes.media.sound import CODER

RENDERER = 3
"""Raised whenever the same reel would look different, so that no old segment is used."""

GROUPS = 2


@dataclass(frozen=True)
class Segment:
    """One piece of a film, and the name under which it is kept."""

    item: Clip | Card | Blend
    name: str

    @property
    def frames(self) -> int:
        """How long it is."""
        return self.item.frames


def of(reel: Reel, preset: Preset) -> list[Segment]:
    """The pieces of a film in order."""
    return [Segment(piece, _name(piece, reel, preset)) for item in reel.items for piece in _pieces(item, preset)]


def sound_name(audio: Path, reel: Reel, preset: Preset) -> str:
    """The name under which the film's encoded sound is kept."""
    settings = [RENDERER, encode.engine(), CODER, preset.audio_bits]
    shape = [settings, sha256_file(audio), reel.frames, str(reel.rate)]
    return f"{digest(shape)}.m4a"


def is_kept(segment: Segment, path: Path, reel: Reel) -> bool:
    """Whether a piece lies in the cache, whole."""
    try:
        return path.exists() and join.frames(path, reel.rate) == segment.frames
    except NotMedia:
        return False


def encode_to(segment: Segment, path: Path, reel: Reel, preset: Preset) -> None:
    """Encode one piece on one core; errors name the file at fault."""
    raster = (reel.width, reel.height)
    item = segment.item
    if isinstance(item, Card):
        frames = titles.frames(item.shows, raster, reel.rate, item.frames)
        encode.encode(path, frames, rate=reel.rate, preset=preset, pixels="yuv420p")
        return
    if isinstance(item, Blend):
        sides = _pictures(item.first, reel), _pictures(item.second, reel)
        conform.blend(path, sides, item.frames, raster=raster, rate=reel.rate, preset=preset)
        return
    conform.conform(item.path, path, preset=preset, **_shown(item, reel))


def _pictures(clip: Clip | None, reel: Reel) -> Iterator[Any] | None:
    return conform.pictures(clip.path, **_shown(clip, reel)) if clip else None


def _shown(clip: Clip, reel: Reel) -> dict[str, Any]:
    """How the frames of a clip are shown: in the raster, with the slate."""
    raster = (reel.width, reel.height)
    return {
        "raster": raster,
        "rate": reel.rate,
        "span": clip.span,
        "bar": slate.bar(reel.height) if clip.slate else 0,
        "paint": slate.painter(clip.slate, raster, reel.rate, clip.span.start) if clip.slate else None,
        "threads": 1,
    }


def _pieces(item: Clip | Card | Blend, preset: Preset) -> Iterator[Clip | Card | Blend]:
    """
    Long clips in pieces that several cores can share.

    They are cut at fixed frames of the take and not of the cut, so trimming a take changes only its first or last
    piece; every piece begins a group, which costs nothing where groups begin anyway.
    """
    if not isinstance(item, Clip):
        yield item
        return
    length = preset.gop * GROUPS
    start = item.span.start
    while start < item.span.end:
        end = min(item.span.end, (start // length + 1) * length)
        yield replace(item, span=Span(start, end))
        start = end


def _name(item: Clip | Card | Blend, reel: Reel, preset: Preset) -> str:
    shape = {
        "renderer": [RENDERER, encode.engine()],
        "raster": [reel.width, reel.height],
        "rate": str(reel.rate),
        "preset": asdict(preset),
        "item": _shape(item),
    }
    return f"{digest(shape)}.mp4"


def _shape(item: Clip | Card | Blend) -> dict[str, object]:
    if isinstance(item, Card):
        return _card_shape(item)
    if isinstance(item, Blend):
        return {"blend": [side and _clip_shape(side) for side in (item.first, item.second)]}
    return _clip_shape(item)


def _card_shape(card: Card) -> dict[str, object]:
    return {"frames": card.frames, "kind": type(card.shows).__name__, "shows": asdict(card.shows)}


def _clip_shape(clip: Clip) -> dict[str, object]:
    return {
        "sha": clip.sha,
        "span": [clip.span.start, clip.span.end],
        "slate": asdict(clip.slate) if clip.slate else None,
    }
