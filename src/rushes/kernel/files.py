"""Files that appear whole or not at all: written under a temporary name beside their place, then renamed into it."""

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rushes.kernel.errors import Unavailable

STALE_SECONDS = 24 * 3600.0


class Unwritable(Unavailable):
    """The file cannot be written: the disk is full, or the folder is read-only."""


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """
    Give a temporary path to write to; when the block ends well it becomes `path`, otherwise nothing is left.

    Raises:
        Unwritable: the disk is full, the folder is missing or may not be written.
    """
    part = path.with_name(f".{path.stem[:80]}.{uuid.uuid4().hex[:12]}.part{path.suffix}")
    try:
        yield part
        _sync(part)
        part.replace(path)
    except OSError as error:
        raise Unwritable(f"{path} cannot be written: {_reason(error, path)}.", path=str(path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole, its folder too where it is not there; Unwritable."""
    folder(path.parent)
    with written(path) as part:
        part.write_bytes(content)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text whole, newlines as they are; Unwritable."""
    write_bytes(path, text.encode())


def sweep(place: Path, *, older_than_seconds: float = STALE_SECONDS) -> int:
    """Remove what killed writers left in a folder, and give how many files that were; a young one may be in use."""
    swept = 0
    for part in place.glob(".*.part*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime >= older_than_seconds:
                part.unlink()
                swept += 1
    return swept


def folder(path: Path) -> Path:
    """Make a folder, with those above it, if it is not there; Unwritable when it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(
            f"The folder {path} cannot be made: {(error.strerror or str(error)).lower()}.", path=str(path)
        ) from error
    return path


def _sync(part: Path) -> None:
    """So that after a power cut the new name never stands for an empty file."""
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _reason(error: OSError, path: Path) -> str:
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < 1 << 20:
            return "the disk is full"
    return (error.strerror or str(error)).lower()
