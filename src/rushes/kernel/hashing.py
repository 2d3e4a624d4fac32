"""Digests: one canonical JSON, one SHA-256, the same bytes on every machine."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

CHUNK = 1 << 20


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces, UTF-8; NaN is refused, so equal values always have equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def sha256(chunks: Iterable[bytes]) -> str:
    """SHA-256 of bytes that arrive in pieces, in hex."""
    state = hashlib.sha256()
    for chunk in chunks:
        state.update(chunk)
    return state.hexdigest()


def sha256_file(path: Path) -> str:
    """SHA-256 of a file, read in pieces, in hex."""
    with path.open("rb") as file:
        return sha256(iter(lambda: file.read(CHUNK), b""))


def seed(digest: str) -> int:
    """A 63-bit seed from a digest, so that randomness follows from the order and nothing else."""
    return int(digest[:16], 16) >> 1
