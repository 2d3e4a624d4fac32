"""Blobs in a folder: `ab/abcdef...`, written under another name, made durable, then renamed into place."""

import hashlib
import os
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rushes.kernel.hashing import CHUNK, sha256_file
from rushes.storage.blobs import is_sha
from rushes.storage.errors import DamagedBlob, NoSuchBlob, StoreUnavailable

PARTS = "parts"
STALE_SECONDS = 24 * 3600.0
READ_ONLY = 0o444


class Disk:
    """A store of blobs in one folder; several processes may use it at once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put_file(self, path: Path) -> str:
        """Keep a copy of a file and give its hash; NoSuchBlob when there is no file, StoreUnavailable when full."""
        if not path.is_file():
            raise NoSuchBlob(f"There is no file {path} to keep.", path=str(path))
        with path.open("rb") as file:
            return self.put_chunks(iter(lambda: file.read(CHUNK), b""))

    def put_bytes(self, content: bytes) -> str:
        """Keep bytes and give their hash; StoreUnavailable when the folder is full or read-only."""
        return self.put_chunks([content])

    def put_chunks(self, chunks: Iterable[bytes]) -> str:
        """Keep bytes that arrive in pieces and give their hash; StoreUnavailable when full or read-only."""
        with self._speaking():
            part = self._part()
            try:
                sha = _write(part, chunks)
                self._publish(part, sha)
            finally:
                part.unlink(missing_ok=True)
        return sha

    def open(self, sha: str) -> BinaryIO:
        """Open a blob for reading; NoSuchBlob when there is none."""
        return self.local(sha).open("rb")

    def read(self, sha: str) -> bytes:
        """All of a blob; NoSuchBlob when there is none."""
        return self.local(sha).read_bytes()

    def local(self, sha: str) -> Path:
        """The blob's own file, to read only; NoSuchBlob when there is none."""
        if not self.has(sha):
            raise NoSuchBlob(f"Nothing is kept under {sha}.", sha=sha)
        return self._place(sha)

    def has(self, sha: str) -> bool:
        """Whether a blob is kept."""
        return is_sha(sha) and self._place(sha).is_file()

    def verify(self, sha: str) -> None:
        """Read a blob through; NoSuchBlob when there is none, DamagedBlob when it is not what its hash says."""
        path = self.local(sha)
        if sha256_file(path) != sha:
            raise DamagedBlob(f"{path} has changed since it was kept; bring the file back from a copy.", sha=sha)

    def ids(self) -> Iterator[str]:
        """The hashes of everything kept, in order."""
        for shard in sorted(self.root.glob("??")):
            yield from (path.name for path in sorted(shard.iterdir()) if is_sha(path.name))

    def sweep(self, *, older_than_seconds: float = STALE_SECONDS) -> int:
        """Remove what crashed writers left behind, and give how many files that were; a young one may be in use."""
        swept = 0
        for part in (self.root / PARTS).glob("*"):
            with suppress(FileNotFoundError):
                if time.time() - part.stat().st_mtime >= older_than_seconds:
                    part.unlink()
                    swept += 1
        return swept

    def _place(self, sha: str) -> Path:
        return self.root / sha[:2] / sha

    def _part(self) -> Path:
        """A new name in the same file system, so that renaming is atomic."""
        (self.root / PARTS).mkdir(parents=True, exist_ok=True)
        return self.root / PARTS / uuid.uuid4().hex

    def _publish(self, part: Path, sha: str) -> None:
        place = self._place(sha)
        if place.exists():
            return
        place.parent.mkdir(exist_ok=True)
        part.chmod(READ_ONLY)
        part.replace(place)
        _sync_folder(place.parent)
        _sync_folder(self.root)

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StoreUnavailable(
                f"Nothing can be kept in {self.root}: {reason}. Make room there or choose another folder.",
                root=str(self.root),
            ) from error


def _write(part: Path, chunks: Iterable[bytes]) -> str:
    state = hashlib.sha256()
    with part.open("xb") as file:
        for chunk in chunks:
            state.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return state.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows cannot open a folder and needs no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
