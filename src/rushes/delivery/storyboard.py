"""The storyboard of a production as paper values: its cards, its panels and its sheets as they stand now."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from rushes.craft.cards.asset import AssetKind
from rushes.craft.papers import castsheet, shotlist, storyboard, values
from rushes.craft.papers.castsheet import Sheet
from rushes.craft.papers.values import Panel, Scene, Shot, Storyboard
from rushes.delivery import boarding, folder, panels
from rushes.delivery.panels import Standing
from rushes.kernel import files
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.review import service as review
from rushes.review.rules import State
from rushes.shots import service as shots
from rushes.storage.blobs import Blobs
from rushes.takes import service as takes
from rushes.takes.tables import Take

UPRIGHT = boarding.UPRIGHT[0] / boarding.UPRIGHT[1]
LIST = "shotlist.pdf"
MARKED = (State.APPROVED, State.SELECTED)


@dataclass(frozen=True)
class Boarded:
    """A production's storyboard, and the standing panels behind it by shot."""

    storyboard: Storyboard
    panels: Mapping[str, tuple[Standing, ...]]


def boarded(session: Session, project: Project, blobs: Blobs) -> Boarded:
    """Every shot of a production under its scene, with the panels that stand for it."""
    brief = folder.brief_of(project)
    cards = [one.card for one in shots.planned(session, project.id)]
    names = {code: asset.name for code, asset in library.listed(session, project.id).items()}
    standing = panels.standing(session, project.id, cards, brief.format.frames)
    headings = {code: scene.heading for code, scene in shots.scenes(session, project.id).items()}
    scenes: dict[str, list[Shot]] = {}
    for card in cards:
        shown = [_panel(one.moment.name.lower(), one.take, one.state, blobs) for one in standing[card.code]]
        scenes.setdefault(card.scene, []).append(values.shot(card, names, shown))
    told = tuple(Scene(code, headings.get(code, ""), tuple(found)) for code, found in scenes.items())
    aspect = brief.format.picture or brief.format.width / brief.format.height
    return Boarded(Storyboard(brief.title, told, aspect, _note(standing.values())), standing)


def sheets(session: Session, project: Project, blobs: Blobs, only: str = "") -> list[Sheet]:
    """The sheet of every asset that has one, or of one alone; a view that was not made is an empty place."""
    every = takes.every(session, project.id, panels.SHEET)
    made, said = panels.by_subject(every), review.standing(session, [take.id for take in every])
    versions, assets = library.versions(session, project.id), library.listed(session, project.id)
    brief = folder.brief_of(project)
    film = brief.format.width / brief.format.height
    found: dict[str, Sheet] = {}
    for view in boarding.chosen(boarding.views(session, project), only):
        asset = assets[view.asset.id]
        drawn = made.get(f"{asset.id}-{view.name}", [])
        fresh = {take.id for take in drawn if take.snapshot["assets"][asset.id] == versions[asset.id]}
        shown = _panel(view.name, *panels.best(said, drawn, fresh), blobs)
        before = found[asset.id].views if asset.id in found else ()
        aspect = film if asset.kind is AssetKind.LOCATION else UPRIGHT
        found[asset.id] = Sheet(asset, (*before, shown), aspect)
    return list(found.values())


def write_papers(told: Boarded, out: Path) -> list[Path]:
    """The storyboard as a file, and its shot list beside it, called after it."""
    beside = out.with_name(out.name.replace("storyboard", "shotlist") if "storyboard" in out.name else LIST)
    files.write_bytes(out, storyboard.storyboard(told.storyboard))
    files.write_bytes(beside, shotlist.shot_list(told.storyboard))
    return [out, beside]


def write_pictures(shown: Iterable[tuple[str, Path | None]], out: Path) -> int:
    """Pictures by name as PNG files in a folder; gives how many there were."""
    count = 0
    for name, picture in shown:
        if picture is not None:
            files.folder(out)
            with files.written(out / f"{name}.png") as part:
                shutil.copyfile(picture, part)
            count += 1
    return count


def named(told: Boarded) -> list[tuple[str, Path | None]]:
    """Every panel under its name: `S02-SH03-KEY`."""
    return [
        (f"{shot.code}-{panel.moment.upper()}", panel.picture)
        for shot in told.storyboard.shots
        for panel in shot.panels
    ]


def write_sheets(title: str, found: list[Sheet], out: Path) -> Path:
    """The sheets as one PDF, and their pictures beside it."""
    files.write_bytes(out / "sheets.pdf", castsheet.sheets(title, found))
    shown = [(f"{sheet.asset.id}-{view.moment}", view.picture) for sheet in found for view in sheet.views]
    write_pictures(shown, out / "sheets")
    return out / "sheets.pdf"


def _panel(name: str, take: Take | None, state: State, blobs: Blobs) -> Panel:
    return Panel(name, blobs.local(take.media) if take else None, str(state) if state in MARKED else "")


def _note(standing: Iterable[tuple[Standing, ...]]) -> str:
    every = [one for found in standing for one in found]
    made = sum(one.take is not None for one in every)
    approved = sum(one.state is State.APPROVED for one in every)
    return f"{made} of {len(every)} panels made, {approved} approved"
