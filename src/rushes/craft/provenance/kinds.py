"""What kind of file bytes are, by their beginning: a file in a store has no ending, and an ending can lie."""

from pathlib import Path

OCTETS = "application/octet-stream"
_FIRST = 12
_STARTS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"ID3": "audio/mpeg",
    **dict.fromkeys((b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"), "audio/mpeg"),  # without a tag before it
    b"fLaC": "audio/flac",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"GIF8": "image/gif",
}
_RIFF = {b"WAVE": "audio/wav", b"WEBP": "image/webp", b"AVI ": "video/avi"}
_BRANDS = {b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"avif": "image/avif", b"heic": "image/heic"}


def mime_of(path: Path) -> str:
    """The media type of a file; octets when it is none that carries provenance. OSError when it cannot be read."""
    with path.open("rb") as file:
        first = file.read(_FIRST)
    if first[4:8] == b"ftyp":
        return _BRANDS.get(first[8:12], "video/mp4")
    if first[:4] == b"RIFF":
        return _RIFF.get(first[8:12], OCTETS)
    return next((mime for start, mime in _STARTS.items() if first.startswith(start)), OCTETS)
