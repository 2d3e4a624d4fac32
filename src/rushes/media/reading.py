"""The one door for reading media: opens plain containers only, and tells every fault as a sentence about the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.container import InputContainer

from rushes.media.errors import NotMedia, Truncated

# Playlists and scripts could make the reader open other files, so only plain containers are let in.
CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mxf,ogg,flv,asf,yuv4mpegpipe,gif,h264,hevc"
SOUNDS = "wav,aiff,flac,mp3,aac,w64,caf"
OPTIONS = {"format_whitelist": f"{CONTAINERS},{SOUNDS}", "protocol_whitelist": "file"}
FOREIGN = {
    b"PK\x03\x04": "a ZIP archive",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x1f\x8b": "a gzip archive",
    b"<htm": "a web page",
    b"<!DO": "a web page",
}


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """
    Open a file to read its streams.

    Raises:
        NotMedia: it is missing, empty, or not what its name says.
        Truncated: its index is missing.
    """
    _check_bytes(path)
    try:
        with av.open(str(path), "r", options=OPTIONS, metadata_errors="replace") as container:
            yield container
    except av.FFmpegError as error:
        raise _refusal(path, error) from error


def says_when_shown(container: InputContainer) -> bool:
    """Whether the container stores times of showing; AVI and bare streams keep only the order of decoding."""
    return container.format.name not in ("avi", "h264", "hevc")


def cut_off(path: Path, found: int, promised: int = 0) -> Truncated:
    """The error for a file that ends before its frames do."""
    of = f" of {promised}" if promised else ""
    return Truncated(f"{path.name} was cut off after {found}{of} frames. Fetch it again.", path=str(path))


def _check_bytes(path: Path) -> None:
    if not path.is_file():
        raise NotMedia(f"There is no file {path}.", path=str(path))
    if path.stat().st_size == 0:
        raise NotMedia(f"{path.name} is empty (0 bytes).", path=str(path))


def _refusal(path: Path, error: av.FFmpegError) -> NotMedia:
    with path.open("rb") as file:
        head = file.read(16)
    foreign = next((kind for magic, kind in FOREIGN.items() if head.startswith(magic)), None)
    if foreign is not None:
        return NotMedia(f"{path.name} is {foreign}, not a video, whatever its name says.", path=str(path))
    if head[4:8] in (b"ftyp", b"moov", b"mdat"):
        return Truncated(f"{path.name} was cut off: its index is missing. Fetch it again.", path=str(path))
    reason = (error.strerror or str(error)).lower()
    return NotMedia(f"{path.name} is not a video or sound file that can be read ({reason}).", path=str(path))
