"""Files on their way to a service that hosts models, and where in its results the way back is said."""

from collections.abc import Callable, Iterator
from typing import Any

from rushes.craft.provenance import kinds
from rushes.providers.base import Citation, House, Request
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.storage.errors import DamagedBlob, NoSuchBlob, StoreUnavailable

LARGEST = 100 << 20
SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/tiff": "tiff",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "audio/wav": "wav",
    "audio/mpeg": "mp3",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
}
USUAL = {"image": "image/png", "video": "video/mp4", "audio": "audio/mpeg"}
SURE = (
    *("video", "videos", "images", "image", "audio", "audios", "audio_file", "video_url", "image_url", "audio_url"),
    *("output", "outputs", "result", "file", "files", "url", "uri", "data"),
)
"""Where results hold their media, the surest first; other places are looked at after these."""

BESIDE = {"thumbnail", "thumbnails", "preview", "poster", "cover", "last_frame", "input", "urls", "logs", "prompt"}
"""What may be a link and is never what was made."""

DEEPEST = 6

Upload = Callable[[bytes, str, str], str]


def links(request: Request, house: House, upload: Upload) -> dict[str, str]:
    """
    Where the service can fetch each file of a request: uploaded to it, or from the studio's bucket where it is too
    large for that. `upload` is told content, media type and name.

    Raises:
        ProviderFailure: a file is gone, or too large for any way there is.
        NotNow: the store does not answer.
    """
    files = {citation.sha256: citation for citation in request.citations if citation.sha256}
    return {sha256: _link(citation, house, upload) for sha256, citation in files.items()}


def _link(citation: Citation, house: House, upload: Upload) -> str:
    try:
        path = house.blobs.local(citation.sha256)
        kind, large = kinds.mime_of(path), path.stat().st_size > LARGEST
        content = b"" if large else path.read_bytes()
    except NoSuchBlob as error:
        says = f"The file of {citation.asset} is gone from the store."
        raise ProviderFailure(Cause.INPUT_FETCH, says, "Bring it in again.", str(error)) from error
    except (StoreUnavailable, DamagedBlob, OSError) as error:
        raise NotNow(Cause.INPUT_FETCH, f"The file of {citation.asset} cannot be read: {error}") from error
    mime = kind if kind in SUFFIXES else USUAL.get(citation.kind, kind)
    suffix = SUFFIXES.get(mime, "bin")
    if not large:
        return upload(content, mime, f"{citation.sha256[:16]}.{suffix}")
    link = house.relay.link(citation.sha256, suffix)
    if not link:
        says = f"The file of {citation.asset} is larger than {LARGEST >> 20} MiB, which cannot be uploaded."
        then = "Set [storage] url to an S3 bucket in rushes.toml, or take the reference out of the card."
        raise ProviderFailure(Cause.INPUT_FETCH, says, then)
    return link


def found(result: Any, depth: int = 0) -> str:
    """The link to what was made, whatever shape a result has; empty where there is none."""
    if isinstance(result, str):
        return result if result.startswith(("https://", "http://")) else ""
    if depth > DEEPEST:
        return ""
    return next(filter(None, (found(one, depth + 1) for one in _places(result))), "")


def _places(result: Any) -> Iterator[Any]:
    if isinstance(result, list):
        yield from result
    elif isinstance(result, dict):
        yield from (result[key] for key in SURE if key in result)
        yield from (value for key, value in result.items() if key not in {*SURE, *BESIDE})
