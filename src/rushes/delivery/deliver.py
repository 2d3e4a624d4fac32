"""What `rushes make` leaves in a folder: film, captions, pictures, report, handoff, the production, a result."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rushes.craft.captions.cue import Cue
from rushes.craft.production import folder as production
from rushes.craft.production.folder import Production
from rushes.craft.render import sheets
from rushes.delivery import film as films
from rushes.delivery import handoff, packing, reporting
from rushes.delivery import report as pages
from rushes.delivery.errors import CannotDeliver, NotApproved
from rushes.delivery.film import Sound, Tools
from rushes.delivery.gather import Film
from rushes.generation.compose import Raster
from rushes.kernel import files
from rushes.kernel.hashing import sha256_file
from rushes.media import decode
from rushes.media.probe import probe
from rushes.review.rules import State

FILM, RESULT = "film.mp4", "result.json"
LAST = "handoff and report"
WORKPLACE = ".making"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Made:
    """What was measured of a film, its mix and its captions."""

    result: dict[str, Any]
    mixed: Sound
    cues: tuple[Cue, ...]


@dataclass(frozen=True)
class Delivered:
    """The result as `result.json` says it, and where everything is."""

    out: Path
    result: dict[str, Any]


def deliver(
    film: Film,
    folder: Production,
    raster: Raster,
    out: Path,
    tools: Tools,
    when: datetime,
    progress: Progress,
    *,
    master: bool = False,
) -> Delivered:
    """
    Make every file of a delivery, with the production as its folder keeps it.

    `result.json` is written last, so that it is there only if all else is.

    Raises:
        NotApproved: a master was asked for and takes in the cut are not approved; names them all.
    """
    if master:
        refuse_unapproved(film)
    with _workplace(out) as place:
        made = make(film, raster, place, tools, when, progress)
        production.write(folder, place / "production", tools.blobs.local)
        packed = packing.handoff_of(film, made.mixed, made.cues, place / FILM, tools)
        handoff.build(packed, out / "handoff", when)
        _put(place, out)
    files.write_text(out / RESULT, json.dumps(made.result, indent=2, ensure_ascii=False) + "\n")
    progress(LAST, 1, 1)
    return Delivered(out, made.result)


def refuse_unapproved(film: Film) -> None:
    """Raise NotApproved, with all their names, where takes in the cut are not approved."""
    if film.unapproved:
        missing = ", ".join(film.unapproved)
        raise NotApproved(
            f"A master needs every take in the cut approved. Missing: {missing}. "
            "Approve what is good enough with `rushes approve TAKE...`.",
            missing=film.unapproved,
        )


def make(film: Film, raster: Raster, place: Path, tools: Tools, when: datetime, progress: Progress) -> Made:
    """Make the film, its captions, its pictures and its report in a folder; gives what was measured and heard."""
    progress("sound", 0, 1)
    mixed = films.sound(film, tools)
    progress("sound", 1, 1)
    picture = place / FILM
    films.render(film, mixed, raster, picture, tools, when, lambda done, total: progress("film", done, total))
    progress(LAST, 0, 1)
    cues = films.captions(film, mixed, raster)
    films.write_captions(cues, film.cut.rate, place / "film")
    _pictures(film, place, tools)
    result = _result(film, picture, tools)
    pages.write(reporting.report_of(film, place, result, mixed, tools, when), place / "report.html")
    return Made(result, mixed, cues)


@contextmanager
def _workplace(out: Path) -> Iterator[Path]:
    """A folder in `out` to make everything in; what a killed program left there is cleared away first."""
    place, fresh = out / WORKPLACE, not out.exists()
    try:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        yield place
    except OSError as error:
        raise CannotDeliver(f"The film cannot be written to {out}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if fresh:
            with suppress(OSError):
                out.rmdir()


def _put(place: Path, out: Path) -> None:
    """Move every file to where it is delivered; until the last is there, no result stands for them."""
    (out / RESULT).unlink(missing_ok=True)
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        target = out / path.relative_to(place)
        target.parent.mkdir(exist_ok=True)
        path.replace(target)


def _pictures(film: Film, out: Path, tools: Tools) -> None:
    picture, brief = out / FILM, film.production.brief
    sheets.poster(_best_frame(film, tools), brief.title, out / "poster.jpg", under=brief.type)
    starts = [(event.record, event.name) for event in film.cut.events]
    stills = sheets.each_second(picture, starts, len(film.cut), film.cut.rate)
    sheets.contact_sheet(stills, out / "contact-sheet.jpg", heading=brief.title)


def _best_frame(film: Film, tools: Tools) -> NDArray[np.uint8]:
    """The middle of the longest take with somebody in it: the picture most likely to say what the film is."""
    cards = film.cards
    peopled = [event for event in film.cut.clips if any(part.asset[:2] == "CH" for part in cards[event.name].subjects)]
    event = max(peopled or film.cut.clips, key=lambda event: len(event.source))
    assert event.medium is not None
    return decode.frame_at(tools.blobs.local(event.medium.sha256), event.source.start + len(event.source) // 2)


def _result(film: Film, picture: Path, tools: Tools) -> dict[str, Any]:
    found = probe(picture, loudness=True)
    assert found.video is not None
    heard = found.audio.loudness if found.audio else None
    outcomes = [seen.outcome for take in film.takes for seen in take.findings]
    used = film.used.values()
    spent = film.balance.spent
    return {
        "title": film.production.brief.title,
        "seconds": round(found.video.seconds, 3),
        "frames": found.video.frames,
        "fps": str(found.video.rate),
        "width": found.video.width,
        "height": found.video.height,
        "scenes": len(film.headings),
        "shots": len(film.production.cards),
        "takes": len(film.takes),
        "selected": sum(take.state in {State.SELECTED, State.APPROVED} for take in used),
        "approved": sum(take.state is State.APPROVED for take in used),
        "findings": {outcome: outcomes.count(outcome) for outcome in ("failed", "passed", "cannot_judge")},
        "cost_micros": spent.micros,
        "currency": spent.currency,
        "film_sha256": sha256_file(picture),
        "c2pa": films.signature(picture, tools),
        "loudness_lufs": heard.lufs if heard else None,
        "true_peak_dbtp": round(heard.true_peak, 2) if heard else None,
        "workprint": bool(film.unapproved),
    }
