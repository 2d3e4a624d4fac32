"""Files that appear whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rushes.kernel.errors import Unavailable


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """
    Lend a temporary path beside `path`; what is written there takes its place when the block ends well.

    Raises:
        Unavailable: the disk is full or the folder cannot be written.
    """
    draft = path.with_name(f".{secrets.token_hex(6)}.{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        _flush(draft)
        draft.replace(path)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            draft.unlink()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole."""
    with whole(path) as draft:
        draft.write_bytes(content)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text, newlines as they are."""
    write_bytes(path, text.encode())


def _flush(draft: Path) -> None:
    with draft.open("rb") as file:
        os.fsync(file.fileno())
