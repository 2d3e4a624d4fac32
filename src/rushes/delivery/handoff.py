"""
The folder an editor gets: the cut in every format, selected takes under their codes, notes, captions, stems, checksums.

It is built beside its place and put there whole; a handoff that fails its checklist leaves nothing behind.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rushes.craft.captions.files import to_srt, to_vtt
from rushes.craft.timeline.cut import Cut
from rushes.delivery import formats, mhl, notes
from rushes.delivery.errors import DoesNotFit, NotAHandoff, NotReady
from rushes.delivery.pack import Handoff, checklist, relinked
from rushes.delivery.rules import Format, file_name, plain, rate_word
from rushes.kernel.errors import Fault, Unavailable
from rushes.kernel.hashing import sha256_file
from rushes.kernel.plugins import load

SUMS = "SHA256SUMS"
NAMES = {"otio": "cut.otio", "shots": "shots.csv"}


class CannotWrite(Unavailable):
    """The disk does not take the handoff."""


def build(handoff: Handoff, out: Path, when: datetime) -> Path:
    """
    Lay a handoff out as the folder `out`, replacing an earlier one; `when` must know its time zone.

    Raises:
        NotReady: lines of the checklist fail, or a file is not the one that was chosen; each is named.
        NotAHandoff: `out` is there and holds something else.
        CannotWrite: the disk is full or the folder may not be written.
    """
    faults = checklist(handoff)
    if faults:
        raise NotReady(faults)
    if out.exists() and any(out.iterdir() if out.is_dir() else [out]) and not (out / SUMS).is_file():
        raise NotAHandoff(f"{out} holds something that is not a handoff; name another place, or empty it.")
    try:
        with _in_place_of(out) as folder:
            _fill(folder, handoff)
            _sum(folder)
            mhl.seal(folder, when)
    except OSError as error:
        raise CannotWrite(f"The handoff cannot be written to {out}: {error.strerror or error}.") from error
    return out


def _fill(folder: Path, handoff: Handoff) -> None:
    cut = relinked(handoff)
    files, left_out = _lists(folder, cut)
    files |= _reference(folder, handoff) | _captions(folder, handoff)
    _media(folder, handoff, cut)
    files |= {"NOTES.md": "the film scene by scene, known misses, missing coverage", "notes/": "one page a take"}
    files |= {"media/": "selected takes"}
    if handoff.stems:
        files |= {"stems/": "sound as long as the film: " + ", ".join(name for name, _ in handoff.stems)}
    if handoff.sounds:
        files |= {"sounds/": "each reading, effect and piece of music that is in the mix, alone"}
    files |= {SUMS: "checksums of every file", "ascmhl/": "the same as an ASC Media Hash List"}
    for select in handoff.selects:
        events = [event for event in cut.clips if event.take == select.take]
        _write(folder / "notes" / f"{select.take}.md", notes.take_note(select, events, cut.rate).encode())
    _write(folder / "NOTES.md", notes.overview(handoff).encode())
    _write(folder / "README.md", notes.readme(handoff, files, left_out).encode())


def _lists(folder: Path, cut: Cut) -> tuple[dict[str, str], list[str]]:
    """Write the cut in every format; a format that cannot hold it is left out with its reason."""
    files: dict[str, str] = {}
    left_out: list[str] = []
    for format in sorted(load(formats, Format).values(), key=lambda each: each.id != "otio"):
        name = NAMES.get(format.id) or file_name(format, cut)
        try:
            _write(folder / name, format.write(cut))
        except DoesNotFit as reason:
            left_out.append(f"There is no {format.title}: {reason}")
            continue
        files[name] = format.title + (f" (without {', '.join(format.loses)})" if format.loses else "")
    return files, left_out


def _reference(folder: Path, handoff: Handoff) -> dict[str, str]:
    if handoff.reference is None:
        return {}
    name = f"reference/{plain(handoff.cut.title)}_{rate_word(handoff.cut)}{handoff.reference.suffix or '.mp4'}"
    _copy(handoff.reference, folder / name)
    return {name: "the whole film as it is now cut, to check yours against"}


def _captions(folder: Path, handoff: Handoff) -> dict[str, str]:
    if not handoff.cues:
        return {}
    stem, rate = f"captions/{plain(handoff.cut.title)}", handoff.cut.rate
    _write(folder / f"{stem}.srt", to_srt(handoff.cues, rate))
    _write(folder / f"{stem}.vtt", to_vtt(handoff.cues, rate))
    return {f"{stem}.srt": "captions, SubRip", f"{stem}.vtt": "captions, WebVTT"}


def _media(folder: Path, handoff: Handoff, cut: Cut) -> None:
    """Copy takes and stems. Never links: an editing program that writes into a file must not reach our store."""
    media = {event.take: event.medium for event in cut.clips if event.medium}
    faults: list[Fault] = []
    for select in handoff.selects:
        medium = media.get(select.take)
        copy = folder / (medium.path if medium else f"media/{select.take}{select.file.suffix or '.mp4'}")
        _copy(select.file, copy)
        if medium and medium.sha256 and sha256_file(copy) != medium.sha256:
            faults.append(Fault(select.take, f"{select.file} is not the file that was chosen: its SHA-256 differs"))
    for name, path in handoff.stems:
        _copy(path, folder / "stems" / f"{name}{path.suffix}")
    for sound in handoff.sounds:
        _copy(sound.file, folder / sound.name)
    if faults:
        raise NotReady(faults)


def _sum(folder: Path) -> None:
    """SHA256SUMS in the form `sha256sum -c` reads."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{sha256_file(path)}  {path.relative_to(folder).as_posix()}\n" for path in paths]
    _write(folder / SUMS, "".join(lines).encode())


@contextmanager
def _in_place_of(out: Path) -> Iterator[Path]:
    """
    An empty folder that takes the place of `out` when the block ends well, and is gone otherwise.

    What a killed program left is cleared away first; it can be made again from the cut at any time.
    """
    work = out.parent / f".{out.name}.part"
    folder, old = work / out.name, work / "old"
    shutil.rmtree(work, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
        yield folder
        if out.exists():
            out.rename(old)
        try:
            folder.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
