"""A production folder that was sent as a ZIP file: its sheets alone are read, whatever else lies in it is left out."""

import stat
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from rushes.craft.production import folder as productions
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import read
from rushes.kernel.errors import Fault, InvalidFile

LARGEST = 64 << 20
"""Bytes that are read of a ZIP file; media lie elsewhere."""
LARGEST_SHEET = read.LARGEST
MOST_FILES = 5000
SHEETS = frozenset({"assets.csv", "shots.csv", "sounds.csv", "cut.csv", "breakdown.csv", "implied.csv"})
SCRIPTS = frozenset({".fountain", ".fdx", ".pdf"})
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)
"""What `zipfile` raises for an archive that is damaged, locked, or packed in a way it does not know."""


@dataclass(frozen=True)
class Unpacked:
    """A production, and the files beside its sheets that were left out."""

    production: Production
    left_out: tuple[str, ...]


def unpacked(data: bytes) -> Unpacked:
    """
    The production in a ZIP file of its folder, or of the files in it.

    Raises:
        InvalidFile: it is no such file, or it is too large, or what is in it is wrong; every fault of the sheets.
    """
    files, left_out = _opened(data)
    return Unpacked(_loaded(files), left_out)


def _opened(data: bytes) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """What the files of the production hold, by name, and the names of all others."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            kept = _kept(archive)
            left = [one.filename for one in archive.infolist() if not one.is_dir() and one not in kept.values()]
            return _contents(archive, kept), tuple(sorted(left))
    except _BROKEN as error:
        raise _wrong(f"cannot be read as a ZIP file ({error}); pack the folder again") from None


def _kept(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files of a production by their names, from the folder nearest to the top that holds one."""
    entries = [one for one in archive.infolist() if not one.is_dir()]
    if len(entries) > MOST_FILES:
        raise _wrong(
            f"holds {len(entries):,} files; a production's folder has a dozen. Pack its sheets and script alone"
        )
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
    return found


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


def _contents(archive: zipfile.ZipFile, kept: Mapping[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, entry in kept.items():
        found[name] = _read(archive, name, entry)
        if sum(map(len, found.values())) > LARGEST:
            raise _wrong(f"holds more than {LARGEST >> 20} MiB of sheets; is it a production's folder?")
    return found


def _loaded(files: Mapping[str, bytes]) -> Production:
    with tempfile.TemporaryDirectory(prefix="rushes-folder-") as place:
        for name, data in files.items():
            (Path(place) / name).write_bytes(data)
        try:
            return productions.load(Path(place))
        except InvalidFile as refused:
            raise InvalidFile(
                [Fault(one.where.replace(place, "the folder"), one.what) for one in refused.faults]
            ) from None


def _read(archive: zipfile.ZipFile, name: str, entry: zipfile.ZipInfo) -> bytes:
    """No more of a file than one can be, whatever it says of its size."""
    with archive.open(entry) as file:
        data = file.read(LARGEST_SHEET + 1)
    if len(data) > LARGEST_SHEET:
        raise InvalidFile([Fault(name, f"is more than {LARGEST_SHEET >> 20} MiB; is it really a sheet or script?")])
    return data


def _wrong(what: str) -> InvalidFile:
    return InvalidFile([Fault("the ZIP file", what)])
