"""
Rows of references.csv and standing.csv: the files that show assets, how assets stand, and the papers that prove it.

The files lie in the folder beside the sheets, and each row has the SHA-256 of its own, so that what was damaged or
exchanged on the way is found. A row without a hash is one that somebody wrote by hand.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from rushes.craft.cards.vocabulary import Role
from rushes.craft.production import cells
from rushes.craft.production.rows import Cells, Row
from rushes.kernel.errors import Fault
from rushes.kernel.hashing import sha256_file

REFERENCES = ("asset", "file", "role", "view", "note", "name", "sha256")
STANDINGS = (
    "asset", "state", "approved_by", "use", "granted_by", "said_by", "paper", "name", "sha256", "override",
    "override_by",
)  # fmt: skip
SHOWING, PROVING = "references", "papers"
"""The folders in which the files lie."""
LARGEST = 64 << 20
"""Bytes of one file."""
_SHA, _VIEW = re.compile(r"[0-9a-f]{64}"), re.compile(r"[A-Z0-9-]{1,60}")
_LONGEST = 2000


@dataclass(frozen=True)
class Enclosure:
    """A file in the folder: where it lies, what it was called, and its hash, empty where nobody wrote one."""

    file: str
    name: str = ""
    sha: str = ""


@dataclass(frozen=True)
class Shown:
    """A file that shows an asset: what it is for, what it shows, and a word on it; `where` is its row."""

    asset: str
    file: Enclosure
    role: Role | None = None
    view: str = ""
    note: str = ""
    where: str = field(default="", compare=False)


class Said(StrEnum):
    """What a person decided about an asset."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


@dataclass(frozen=True)
class Standing:
    """How an asset stands: approved or retired, on what grounds it is cleared, and why it is used although blocked."""

    asset: str
    state: Said = Said.DRAFT
    approved_by: str = ""
    use: str = ""
    granted_by: str = ""
    said_by: str = ""
    paper: Enclosure | None = None
    override: str = ""
    override_by: str = ""
    where: str = field(default="", compare=False)


def shown(row: Row, where: str, faults: list[Fault]) -> Shown | None:
    """A row of references.csv."""
    cell = Cells(where, row, faults)
    before = len(faults)
    asset = cell.need("asset", str, "which asset it shows, like CH-WREN")
    file = cell.need("file", _place, f"where the file lies, like {SHOWING}/CH-WREN/01_FACE.png")
    role = cell.read("role", lambda text: cells.word(Role, text), None)
    view, note = cell.read("view", _view, ""), cell.read("note", _short, "")
    enclosed = _enclosure(cell, file or "")
    return None if len(faults) > before else Shown(asset, enclosed, role, view, note, where)


def shown_row(value: Shown) -> dict[str, str]:
    """As `shown` reads it."""
    told = {"asset": value.asset, "role": str(value.role or ""), "view": value.view, "note": value.note}
    return told | {"file": value.file.file, "name": value.file.name, "sha256": value.file.sha}


def standing(row: Row, where: str, faults: list[Fault]) -> Standing | None:
    """A row of standing.csv."""
    cell = Cells(where, row, faults)
    before = len(faults)
    asset = cell.need("asset", str, "which asset it is about, like CH-WREN")
    state = cell.read("state", lambda text: cells.word(Said, text), Said.DRAFT)
    told = {name: cell.read(name, _short, "") for name in _TEXTS}
    paper = cell.read("paper", _place, "")
    enclosed = _enclosure(cell, paper) if paper else None
    return None if len(faults) > before else Standing(asset, state, paper=enclosed, where=where, **told)


_TEXTS = ("approved_by", "use", "granted_by", "said_by", "override", "override_by")


def standing_row(value: Standing) -> dict[str, str]:
    """As `standing` reads it."""
    paper = value.paper or Enclosure("")
    told = {name: str(getattr(value, name)) for name in _TEXTS}
    files = {"paper": paper.file, "name": paper.name, "sha256": paper.sha}
    return {"asset": value.asset, "state": str(value.state)} | told | files


def enclosures(shows: Iterable[Shown], stands: Iterable[Standing]) -> Iterator[tuple[str, Enclosure]]:
    """Every file that the rows name, each with where its row is."""
    yield from ((one.where, one.file) for one in shows)
    yield from ((one.where, one.paper) for one in stands if one.paper)


def disagreements(
    folder: Path, shows: Iterable[Shown], stands: Iterable[Standing], assets: Mapping[str, object]
) -> list[Fault]:
    """What is wrong with the rows as they lie in a folder; without `assets` nothing is said of whose they are."""
    shows, stands = list(shows), list(stands)
    rows: list[Shown | Standing] = [*shows, *stands]
    unknown = [
        Fault(f"{one.where}, column asset", f"{one.asset} is not in assets.csv; add it there or correct the name")
        for one in rows
        if assets and one.asset not in assets
    ]
    counted = Counter(one.asset for one in stands)
    twice = [
        Fault("standing.csv", f"{code} stands {times} times; keep one row") for code, times in counted.items()
        if times > 1
    ]  # fmt: skip
    named = list(enclosures(shows, stands))
    return [*unknown, *twice, *(fault for where, file in named for fault in _faults(folder, where, file))]


def _faults(folder: Path, where: str, file: Enclosure) -> Iterator[Fault]:
    """Why a file cannot be had from a folder; at most one reason."""
    place = folder / file.file
    if not place.resolve().is_relative_to(folder.resolve()):
        yield Fault(where, f"{file.file} is a link that leads out of the folder; put the file itself there")
    elif not place.is_file():
        yield Fault(where, f"there is no file {file.file} in the folder; bring it back, or take the row out")
    elif (size := place.stat().st_size) > LARGEST:
        yield Fault(where, f"{file.file} has {size >> 20:,} MiB; {LARGEST >> 20} MiB are the most")
    elif file.sha and sha256_file(place) != file.sha:
        yield Fault(
            where, f"{file.file} is not the file that was exported: its SHA-256 differs. Bring it back from the "
            "original, or empty the cell sha256 if it was changed on purpose",
        )  # fmt: skip


def placed(
    shows: Iterable[Shown], stands: Iterable[Standing], suffix: Mapping[str, str]
) -> tuple[tuple[Shown, ...], tuple[Standing, ...]]:
    """The rows with the places of their files in a folder: in their order, by asset; `suffix` is of each hash."""
    counted: Counter[str] = Counter()
    found = []
    for one in shows:
        counted[one.asset] += 1
        stem = f"{counted[one.asset]:02d}_{one.view}".rstrip("_")
        file = f"{SHOWING}/{one.asset}/{stem}{suffix[one.file.sha]}"
        found.append(replace(one, file=replace(one.file, file=file)))
    papers = [
        replace(one, paper=replace(one.paper, file=f"{PROVING}/{one.asset}{suffix[one.paper.sha]}"))
        if one.paper
        else one
        for one in stands
    ]
    return tuple(found), tuple(papers)


def _enclosure(cell: Cells, file: str) -> Enclosure:
    return Enclosure(file, cell.read("name", _short, ""), cell.read("sha256", _sha, ""))


def _place(text: str) -> str:
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or ":" in text or "\0" in text:
        raise ValueError(f"{text[:80]!r} leads out of the folder; say where in it the file lies")
    return path.as_posix()


def _sha(text: str) -> str:
    if _SHA.fullmatch(text) is None:
        raise ValueError(f"{text[:80]!r} is no SHA-256: 64 digits of 0-9 and a-f; leave it empty where you have none")
    return text


def _view(text: str) -> str:
    if _VIEW.fullmatch(text) is None:
        raise ValueError(f"{text[:80]!r} is not like FACE or WIDE-NIGHT: capitals, digits and hyphens, 60 at most")
    return text


def _short(text: str) -> str:
    if len(text) > _LONGEST:
        raise ValueError(f"is {len(text):,} characters long; {_LONGEST:,} are the most")
    return text
