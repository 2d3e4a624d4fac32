"""A folder as one zip file, sent while it is put together, so that it needs no room of its own."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

CHUNK = 1 << 20


class _Sent(io.RawIOBase):
    """What is written waits here until it is sent."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer") -> int:
        self.parts.append(bytes(data))
        return len(self.parts[-1])

    def taken(self) -> bytes:
        """All of it."""
        waiting, self.parts = b"".join(self.parts), []
        return waiting


def zipped(folder: Path, name: str, kept: ExitStack) -> Iterator[bytes]:
    """The files of a folder under a name of their own, as they are: media are packed already; then lets go of it."""
    sent = _Sent()
    with kept, zipfile.ZipFile(sent, "w", zipfile.ZIP_STORED) as whole:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            place = zipfile.ZipInfo.from_file(path, f"{name}/{path.relative_to(folder).as_posix()}")
            with path.open("rb") as content, whole.open(place, "w", force_zip64=True) as packed:
                while data := content.read(CHUNK):
                    packed.write(data)
                    yield sent.taken()
        whole.close()
        yield sent.taken()
