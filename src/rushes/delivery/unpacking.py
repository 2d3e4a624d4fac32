"""A production folder sent as a ZIP file: its sheets and the files they name are read, whatever else it has is not."""

import errno
import lzma
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from rushes.craft.production import enclosed
from rushes.craft.production import folder as productions
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import read
from rushes.kernel.errors import Fault, InvalidFile
from rushes.kernel.files import Unwritable

LARGEST = 1 << 30
"""Bytes of a ZIP file, and of what is read of it."""
LARGEST_SHEET = read.LARGEST
MOST_FILES = 5000
SHEETS = frozenset(
    f"{name}.csv" for name in ("assets", "shots", "sounds", "cut", "breakdown", "implied", "references", "standing")
)
ENCLOSED = frozenset({enclosed.SHOWING, enclosed.PROVING})
CHUNK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT}
SCRIPTS = frozenset({".fountain", ".fdx", ".pdf"})
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError, OSError)
"""
What `zipfile` raises for an archive that is damaged, or locked or packed in a way it does not know (RuntimeError):
OSError is for damage in one that bzip2 packed, and the disk's word for names that no file can have.
"""


@dataclass(frozen=True)
class Unpacked:
    """A production, its files as long as it is open, and the files beside its sheets that were left out."""

    production: Production
    left_out: tuple[str, ...]


@contextmanager
def unpacked(file: BinaryIO) -> Iterator[Unpacked]:
    """
    The production in a ZIP file of its folder, or of the files in it; afterwards nothing is left of it.

    Raises:
        InvalidFile: it is no such file, or it is too large, or what is in it is wrong; every fault of the sheets.
        Unwritable: the disk is full.
    """
    with tempfile.TemporaryDirectory(prefix="rushes-folder-") as place:
        others = _opened(file, Path(place))
        production = _loaded(Path(place))
        named = {one.file for _, one in enclosed.enclosures(production.shows, production.stands)}
        left = sorted(whole for name, whole in others.items() if name not in named)
        yield Unpacked(production, tuple(left))


def _opened(file: BinaryIO, place: Path) -> dict[str, str]:
    """Unpack the files of the production; gives what is no sheet or script, by its name in the folder and in all."""
    try:
        with zipfile.ZipFile(file) as archive:
            top, kept = _kept(archive)
            others = [one for one in archive.infolist() if not one.is_dir() and one not in kept.values()]
            lying = {_beneath(one, top): one for one in others}
            files = {name: one for name, one in lying.items() if PurePosixPath(name).parts[:1] in _FOLDERS}
            _write(archive, place, kept, LARGEST_SHEET)
            _write(archive, place, files, enclosed.LARGEST)
            return {name: one.filename for name, one in lying.items()}
    except _BROKEN as error:
        if getattr(error, "errno", None) in _FULL:
            raise Unwritable("The folder cannot be unpacked: the disk is full. Make room and send it again.") from error
        why = getattr(error, "strerror", None) or error  # without the place on this machine
        raise _wrong(f"cannot be read as a ZIP file ({why}); pack the folder again") from None


_FOLDERS = frozenset((name,) for name in ENCLOSED)


def _beneath(entry: zipfile.ZipInfo, top: PurePosixPath) -> str:
    """A file's name in the folder of the production, or its whole name where it lies elsewhere."""
    path = PurePosixPath(entry.filename)
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else entry.filename


def _kept(archive: zipfile.ZipFile) -> tuple[PurePosixPath, dict[str, zipfile.ZipInfo]]:
    """The folder nearest to the top that holds files of a production, and its sheets and scripts by their names."""
    entries = [one for one in archive.infolist() if not one.is_dir()]
    if len(entries) > MOST_FILES:
        raise _wrong(f"holds {len(entries):,} files, and {MOST_FILES:,} are the most. Pack its sheets and their files")
    for entry in entries:
        _refuse(entry)
    ours = [(PurePosixPath(one.filename), one) for one in entries if _is_ours(PurePosixPath(one.filename).name)]
    ours = [(path, one) for path, one in ours if "__MACOSX" not in path.parts]
    if not ours:
        raise _wrong("holds no script (script.fountain, .fdx or .pdf); pack the folder of the production")
    top = min((path.parent for path, _ in ours), key=lambda folder: (len(folder.parts), folder.as_posix()))
    found: dict[str, zipfile.ZipInfo] = {}
    for path, entry in ours:
        if path.parent == top:
            if path.name in found:
                raise _wrong(f"holds {path.name} twice; keep one")
            found[path.name] = entry
    return top, found


def _refuse(entry: zipfile.ZipInfo) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
        raise _wrong(f"holds a file that would lie outside of it, {entry.filename[:80]!r}; pack the folder again")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _wrong(f"holds a link, {entry.filename[:80]!r}; pack the file itself")
    if entry.flag_bits & 1:
        raise _wrong("is locked with a password; pack it without one")


def _is_ours(name: str) -> bool:
    return name == productions.BRIEF or name in SHEETS or PurePosixPath(name).suffix in SCRIPTS


def _write(archive: zipfile.ZipFile, place: Path, entries: Mapping[str, zipfile.ZipInfo], most: int) -> None:
    """Unpack files into a folder, no more of each than it can be, whatever it says of its size."""
    left = LARGEST
    for name, entry in entries.items():
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source, target.open("wb") as out:
            size = 0
            while data := source.read(CHUNK):
                out.write(data)
                size += len(data)
                _refuse_large(name, size, most, left)
        left -= size


def _refuse_large(name: str, size: int, most: int, left: int) -> None:
    if size > most:
        asked = "sheet or script" if most == LARGEST_SHEET else "reference or paper"
        raise InvalidFile([Fault(name, f"is more than {most >> 20} MiB; is it really a {asked}?")])
    if size > left:
        raise _wrong(f"holds more than {LARGEST >> 20:,} MiB; is it a production's folder?")


def _loaded(place: Path) -> Production:
    try:
        return productions.load(place)
    except InvalidFile as refused:
        faults = [Fault(one.where.replace(str(place), "the folder"), one.what) for one in refused.faults]
        raise InvalidFile(faults) from None


def _wrong(what: str) -> InvalidFile:
    return InvalidFile([Fault("the ZIP file", what)])
