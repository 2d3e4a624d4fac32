"""A file somebody sends, looked at before it is kept: what it is by its content, without what it tells besides."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rushes.craft.production import enclosed
from rushes.craft.provenance import kinds
from rushes.library import rules
from rushes.library.errors import UnfitReference
from rushes.library.rules import Medium
from rushes.media import bare, pictures, probe, proxies
from rushes.media.errors import NotMedia, UnevenFrames
from rushes.media.probe import Probe
from rushes.storage.blobs import Blobs

LARGEST = enclosed.LARGEST
LONGEST = 120.0  # seconds
THUMB = 360  # lines
_PROOFS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
_CONTAINERS = {"matroska": "video/webm", "ogg": "audio/ogg", "mov": "video/mp4", "aac": "audio/aac"}
_UNSAID = re.compile(r"[^\w .,()'+&-]+")


@dataclass(frozen=True)
class Upload:
    """A file that was looked at and kept: what it is, its hash, a small picture of it, and what is known of it."""

    medium: Medium
    media: str
    thumb: str
    bytes: int
    facts: dict[str, Any] = field(default_factory=dict)


def named(said: str) -> str:
    """What a file was called, as a name that is safe to show and to write: no folders, nothing that is not text."""
    last = re.split(r"[\\/]", said)[-1]
    return _UNSAID.sub("_", last).strip(" .")[:120] or "unnamed"


def kept(data: bytes, name: str, blobs: Blobs, bench: Path) -> Upload:
    """
    Look at a file and keep it; `bench` is a folder to work in.

    Raises:
        UnfitReference: it is empty, no picture, clip or sound that can be read whole, or too long.
    """
    if not data:
        raise UnfitReference(f"{name} is empty.")
    source = bench / f"sent{Path(name).suffix.lower()[:8]}"
    source.write_bytes(data)
    try:
        if data.startswith(_PICTURES[:2]) or (data.startswith(_PICTURES[2]) and data[8:12] == b"WEBP"):
            return _picture(source, blobs, bench)
        return _moving(source, blobs, bench)
    except (pictures.NoPicture, NotMedia, UnevenFrames) as error:
        says = error.detail.replace(source.name, name)
        raise UnfitReference(f"{says} A reference is a PNG, JPEG or WebP picture, a clip or a sound.") from error


def proof(data: bytes, name: str) -> str:
    """What kind of file proves a clearance: a PDF, PNG or JPEG, by its content. UnfitReference."""
    found = next((mime for start, mime in _PROOFS.items() if data.startswith(start)), "")
    if not found:
        raise UnfitReference(f"{name} is no PDF, PNG or JPEG, by what is in it; send the signed paper as one of them.")
    return found


def _picture(source: Path, blobs: Blobs, bench: Path) -> Upload:
    clean = bench / "clean"
    still, aside = pictures.cleaned(source, clean)
    clean = source if bare.is_bare(source) else clean
    thumb = pictures.poster(clean, bench / "thumb.jpg", height=THUMB)
    light = pictures.light(clean)
    facts = {"type": kinds.mime_of(clean), "width": still.width, "height": still.height, "aside": aside}
    told = {**facts, "doubts": rules.doubts(still.width, still.height, light)}
    return Upload(Medium.IMAGE, blobs.put_file(clean), blobs.put_file(thumb), clean.stat().st_size, told)


def _moving(source: Path, blobs: Blobs, bench: Path) -> Upload:
    found = probe.probe(source)
    size = source.stat().st_size
    if found.seconds > LONGEST:
        raise UnfitReference(f"It runs {found.seconds:.0f} seconds; a reference runs {LONGEST:.0f} at most. Cut it.")
    facts = {"type": _type(source, found), "seconds": round(found.seconds, 3), "doubts": []}
    if found.video is None:
        return Upload(Medium.AUDIO, blobs.put_file(source), "", size, facts)
    video = probe.check_importable(found, source)
    thumb = proxies.poster(source, bench / "thumb.jpg", frame=video.frames // 2, height=THUMB)
    facts |= {"width": video.width, "height": video.height}
    return Upload(Medium.VIDEO, blobs.put_file(source), blobs.put_file(thumb), size, facts)


def _type(source: Path, found: Probe) -> str:
    """A media type by the content of a file; that of its container where its beginning does not tell."""
    mime = kinds.mime_of(source)
    known = (mime for name, mime in _CONTAINERS.items() if name in found.container)
    return next(known, mime) if mime == kinds.OCTETS else mime
