"""Files of ours that go along inside a request: what each is by its first bytes, and its bytes as base64."""

import base64
from dataclasses import dataclass

from rushes.kernel.errors import NotFound, StudioError
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.storage.blobs import Blobs

SIGNS = (
    (0, b"\x89PNG", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
)
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True)
class Enclosure:
    """A file as it is sent."""

    content: bytes

    @property
    def type(self) -> str:
        """Its media type."""
        return next((type for at, sign, type in SIGNS if self.content[at : at + len(sign)] == sign), UNKNOWN)

    @property
    def base64(self) -> str:
        """Its bytes as base64, on one line and without a prefix."""
        return base64.b64encode(self.content).decode()

    @property
    def data_uri(self) -> str:
        """It as an address that holds it."""
        return f"data:{self.type};base64,{self.base64}"


def enclosed(blobs: Blobs, sha256: str) -> Enclosure:
    """
    A blob, to be sent.

    Raises:
        ProviderFailure: it is not kept any more.
        NotNow: the store does not give it at the moment.
    """
    try:
        return Enclosure(blobs.read(sha256))
    except NotFound as error:
        says = f"A file that is to go along is gone: {error.detail}"
        raise ProviderFailure(Cause.INPUT_FETCH, says, "Approve another picture for it.") from error
    except StudioError as error:
        raise NotNow(Cause.INPUT_FETCH, f"A file that is to go along cannot be read: {error.detail}") from error
