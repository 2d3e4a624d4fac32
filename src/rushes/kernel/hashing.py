"""Digests: one canonical JSON, one SHA-256, the same bytes on every machine."""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

CHUNK = 1 << 20
EXPONENT = 1e16  # from here on Python writes a float with an exponent


def canonical(value: object) -> bytes:
    """
    JSON with sorted keys and no spaces, UTF-8; the same bytes again after a database has kept the value as JSON.

    Raises:
        ValueError: a number in it is none, or endless.
    """
    plain = _kept(value)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


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


def _kept(value: object) -> object:
    """The value with its numbers as PostgreSQL's jsonb gives them back: no negative zero, no exponent."""
    if value is None or isinstance(value, (str, int)):  # most values are, and a mapping is dear to tell
        return value
    if isinstance(value, (list, tuple)):
        return [_kept(inner) for inner in value]
    if isinstance(value, float) and math.isfinite(value):
        return int(Decimal(repr(value))) if abs(value) >= EXPONENT else value + 0.0
    if isinstance(value, Mapping):
        return {key: _kept(inner) for key, inner in value.items()}
    return value


def seed(digest: str) -> int:
    """A 63-bit seed from a digest, so that randomness follows from the order and nothing else."""
    return int(digest[:16], 16) >> 1
