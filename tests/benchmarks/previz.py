"""How many frames of the demonstration film the previz renderer draws in a second, in one process."""

import time
from itertools import islice
from pathlib import Path

from rushes.craft.previz import film
from rushes.craft.previz.shoot import Place, Shoot
from rushes.craft.production import folder
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import breakdown

SIDE_B = Path("examples/side-b")
FRAMES = 96
LIMIT = "a limit of at least 40"


def shoots(production: Production, width: int, height: int, frames: int) -> list[Shoot]:
    """Every shot of a production as a short shoot of its first seconds."""
    scenes = {scene.code: scene for scene in breakdown.breakdown(production.screenplay).scenes}
    found = []
    for card in production.cards:
        scene = scenes[card.scene]
        place = Place(scene.heading, scene.int_ext, scene.location, scene.time, " ".join(card.ambience))
        cast = tuple(asset for asset in production.assets if asset.id in card.assets)
        found.append(Shoot(card, cast, place, production.brief.format.frames, frames, width, height))
    return found


def figures() -> dict[str, tuple[float, str, str]]:
    """Frames drawn a second over the first four seconds of every shot, setting up each shot included."""
    all_shots = shoots(folder.load(SIDE_B), 1280, 720, FRAMES)
    for _ in islice(film.frames(all_shots[0]), 2):
        pass
    began = time.perf_counter()
    drawn = sum(1 for shoot in all_shots for _ in film.frames(shoot))
    return {"previz_fps_720p": (drawn / (time.perf_counter() - began), "frames/s", LIMIT)}
