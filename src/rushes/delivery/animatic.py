"""The animatic: every shot held on its panels, or shown as its clip, cut in order to the temp sound."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.render import holds
from rushes.craft.render.holds import Held
from rushes.delivery import film as films
from rushes.delivery import folder, gather, line, panels
from rushes.delivery.errors import NothingMade
from rushes.delivery.film import Progress, Tools
from rushes.delivery.gather import Film
from rushes.delivery.panels import Standing
from rushes.edit import assembly, ending
from rushes.edit.assembly import Chosen
from rushes.generation.compose import Raster
from rushes.kernel import files, hashing
from rushes.media import encode
from rushes.projects.tables import Project
from rushes.takes.tables import Take

VERSION = 1
NAME = "animatic.mp4"
WIDEST = 1280
PRESET = replace(encode.DRAFT, crf=16)


@dataclass(frozen=True)
class Plan:
    """An animatic before its panels are held: the panels by shot, and the clips that stand instead of some."""

    film: Film
    panels: Mapping[str, tuple[Standing, ...]]
    clips: Mapping[str, Take]


def plan(session: Session, project: Project, *, clips: bool) -> Plan:
    """
    What an animatic is cut of; with `clips`, shots that have takes are shown by the take they would be cut with.

    Raises:
        NothingMade: no shot has a panel or a clip.
    """
    production = folder.exported(session, project)
    standing = panels.standing(session, project.id, production.cards, production.brief.format.frames)
    chosen = line.choose(session, project, []) if clips else {}
    held = {code: found for code, found in standing.items() if code not in chosen and any(one.take for one in found)}
    if not held and not chosen:
        raise NothingMade("No shot has a panel yet; `rushes panels` makes them.")
    shown = [one.take for found in held.values() for one in found if one.take]
    assets = {asset.id: asset for asset in production.assets}
    brief = production.brief
    last = ending.ending(production.screenplay, assets, brief.title)
    empty = assembly.assembly(brief.title, brief.format.frames, production.cards, {}, {}, last)
    told = replace(gather.cut_of(session, project, empty, 0), panels=tuple(gather.viewed(session, project, shown)))
    return Plan(told, held, chosen)


def digest(wanted: Plan, raster: Raster) -> str:
    """What tells one animatic from another: everything it shows and says, and each panel with where it is in review."""
    told = wanted.film.production
    standing = [one for found in wanted.panels.values() for one in found]
    shown = [[one.moment.seconds, one.take.code, one.take.media, one.state] for one in standing if one.take]
    clips = [[take.code, take.media] for take in wanted.clips.values()]
    heard = [[take.code, take.media] for take in wanted.film.heard.values()]
    plan = [
        [asset.model_dump(mode="json") for asset in told.assets],
        [card.plain() for card in told.cards],
        [asdict(cue) for cue in told.cues],
        [trim.model_dump(mode="json") for trim in told.trims],
    ]
    brief = told.brief.model_dump(mode="json")
    return hashing.digest(
        [VERSION, told.script, brief, plan, shown, clips, heard, str(raster.rate), raster.width, raster.height]
    )


def cut(wanted: Plan, raster: Raster, tools: Tools) -> Film:
    """Hold every panel as a clip of its shot's length and lay the shots one after another."""
    production = wanted.film.production
    chosen = {code: Chosen(take.code, take.media, take.frames) for code, take in wanted.clips.items()}
    held = [card for card in production.cards if card.code in wanted.panels]
    with ThreadPoolExecutor(tools.cores) as pool:  # the codec works outside the interpreter's lock
        made = pool.map(lambda card: _held(card, wanted.panels[card.code], raster, tools), held)
        chosen |= dict(zip((card.code for card in held), made, strict=True))
    trims = {trim.shot: trim for trim in production.trims}
    title, cards = production.brief.title, production.cards
    return replace(wanted.film, cut=assembly.assembly(title, raster.rate, cards, chosen, trims, wanted.film.ending))


def write(film: Film, raster: Raster, out: Path, tools: Tools, when: datetime, progress: Progress) -> dict[str, Any]:
    """Mix, render, sign and caption an animatic into a folder; gives what was made."""
    files.folder(out)
    mixed = films.sound(film, tools)
    picture = out / NAME
    films.render(film, mixed, raster, picture, tools, when, progress)
    films.write_captions(films.captions(film, mixed, raster), film.cut.rate, picture)
    return {
        "title": film.production.brief.title,
        "seconds": round(film.cut.rate.seconds(len(film.cut)), 3),
        "shots": len(film.production.cards),
        "panels": len(film.panels),
        "clips": len(film.used),
        "signature": films.signature(picture, tools),
        "animatic": str(picture),
    }


def fitted(full: Raster) -> Raster:
    """The film's own raster, no wider than panels are drawn."""
    share = min(1.0, WIDEST / full.width)
    return replace(full, width=round(full.width * share / 2) * 2, height=round(full.height * share / 2) * 2)


def _held(card: Card, standing: Sequence[Standing], raster: Raster, tools: Tools) -> Chosen:
    """The panels of a shot as a clip, made once for the same panels."""
    count = raster.rate.frames(card.seconds)
    shown = [(one.take.media, min(raster.rate.frames(one.moment.seconds), count - 1)) for one in standing if one.take]
    move = card.move.model_dump(mode="json")
    name = hashing.digest([VERSION, shown, count, str(raster.rate), raster.width, raster.height, move])
    kept = tools.cache / "animatic" / f"{name}.mp4"
    if not kept.exists():
        files.folder(kept.parent)
        pictures = [Held(tools.blobs.local(sha256), at) for sha256, at in shown]
        moving = holds.frames(pictures, count, (raster.width, raster.height), card.move)
        encode.encode(kept, moving, rate=raster.rate, preset=PRESET, pixels="yuv420p")
    return Chosen(f"{card.code}-{gather.HELD}", tools.blobs.put_file(kept), count)
