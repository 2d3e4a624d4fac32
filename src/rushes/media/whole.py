"""Files that appear whole or not at all: written under a temporary name beside their place, then renamed into it."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rushes.media.errors import Unwritable


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
        part.replace(path)
    except OSError as error:
        raise Unwritable(f"{path} cannot be written: {_reason(error, path)}.", path=str(path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def folder(path: Path) -> Path:
    """Make a folder, with those above it, if it is not there; Unwritable when it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(
            f"The folder {path} cannot be made: {(error.strerror or str(error)).lower()}.", path=str(path)
        ) from error
    return path


def _reason(error: OSError, path: Path) -> str:
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < 1 << 20:
            return "the disk is full"
    return (error.strerror or str(error)).lower()
