"""The port that every store of blobs keeps, and the choice between them by address."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

SHA = re.compile(r"[0-9a-f]{64}")


class Blobs(Protocol):
    """Files by the SHA-256 of their content, in hex."""

    def put_file(self, path: Path) -> str:
        """Keep a copy of a file and give its hash; StoreUnavailable when it cannot be kept."""
        ...

    def put_bytes(self, content: bytes) -> str:
        """Keep bytes and give their hash; StoreUnavailable when they cannot be kept."""
        ...

    def open(self, sha: str) -> BinaryIO:
        """Open a blob for reading; NoSuchBlob when there is none."""
        ...

    def read(self, sha: str) -> bytes:
        """All of a blob; NoSuchBlob when there is none."""
        ...

    def local(self, sha: str) -> Path:
        """A file on this machine with the blob in it, to read only; NoSuchBlob when there is none."""
        ...

    def has(self, sha: str) -> bool:
        """Whether a blob is kept."""
        ...

    def verify(self, sha: str) -> None:
        """Read a blob through; NoSuchBlob when there is none, DamagedBlob when it is not what its hash says."""
        ...

    def ids(self) -> Iterator[str]:
        """The hashes of everything kept."""
        ...


def is_sha(text: str) -> bool:
    """Whether a text is a SHA-256 in lower-case hex, so that it can never be a path to somewhere else."""
    return SHA.fullmatch(text) is not None
