"""What holds on from scene to scene: wounds, what is torn, and wet clothes where no time passes."""

import re
from collections.abc import Iterable

from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import Found, How, Needs, sorted_once
from rushes.craft.breakdown.lexicon import listed
from rushes.craft.breakdown.places import Place
from rushes.craft.screenplay.breakdown import Scene

_AT_ONCE = re.compile(
    r"\b(?:continuous|cont|same|simultaneous|meanwhile|(?:beat|moment|second|minute)s? later)\b", re.IGNORECASE
)
_PASSES = listed("soaked wet drenched dripping sodden waterlogged damp")
_SHOWN = frozenset({Category.CAST, Category.PROPS, Category.WARDROBE, Category.VEHICLES})
_OUTSIDE = frozenset({"flashback"})


def carried(needs: Needs, scenes: Iterable[Scene], places: dict[str, Place]) -> Needs:
    """A breakdown with the states that whoever or whatever appears again still is in, marked implied."""
    standing: dict[str, Found] = {}
    added: list[Found] = []
    for scene in scenes:
        if places[scene.code].day in _OUTSIDE:
            continue
        if not _AT_ONCE.search(scene.time):
            standing = {name: one for name, one in standing.items() if name.rpartition(" ")[2] not in _PASSES}
        here = needs.of(scene.code)
        shown = {one.name.casefold() for one in here if one.category in _SHOWN}
        told = {_of(one) for one in here if one.category is Category.CONTINUITY}
        added += [_still(one, scene.code) for one in standing.values() if _of(one) in shown - told]
        standing.update((one.name, one) for one in here if _lasts(one))
    return Needs(needs.scenes, sorted_once(needs.scenes, (*needs.found, *added)))


def _of(one: Found) -> str:
    """Whom or what a state is of, in small letters."""
    return one.name.rpartition(" ")[0].casefold()


def _lasts(one: Found) -> bool:
    if one.category is not Category.CONTINUITY or one.implied:
        return False
    return not any(f" {verb} " in f" {one.name} " for verb in ("puts on", "takes off", "changes into"))


def _still(one: Found, scene: str) -> Found:
    says = f"still so from {one.scene}: {one.says}"
    return Found(Category.CONTINUITY, one.name, scene, one.span, How.CARRIED, says, implied=True, of=one.of, sure=0.6)
