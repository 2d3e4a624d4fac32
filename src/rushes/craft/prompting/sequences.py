"""
Several shots of one scene in one prompt: what they share is said once for all of them, the rest by each shot.

The *whole* names everything any of the shots names; each shot is left without what the whole says or an earlier shot
has said.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card, Part, Reference
from rushes.craft.prompting import hearing
from rushes.craft.prompting.compiled import Dropped, Section
from rushes.craft.prompting.intent import Intent
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.references import FRAMES
from rushes.craft.prompting.sentences import listed

LASTING = frozenset({"place", "light", "sound", "constraints"})
"""What holds until a later shot says otherwise."""


@dataclass(frozen=True)
class Joined:
    """What several shots are asked for together, and each by itself; a frame shows only one of them and stays out."""

    whole: Intent
    shots: tuple[Intent, ...]
    dropped: tuple[Dropped, ...]


def joined(intents: Sequence[Intent]) -> Joined:
    """Shots in cutting order as one; they share their assets, heading, look and aspect."""
    common = [text for text in intents[0].card.negatives if all(text in one.card.negatives for one in intents)]
    frames = dict.fromkeys(
        (medium.asset, medium.role) for one in intents for medium in one.media if medium.role in FRAMES
    )
    why = "a frame shows only one of the shots"
    return Joined(_whole(intents, common), _shots(intents, common), tuple(Dropped(*frame, why) for frame in frames))


def told(
    shots: Sequence[Page], write: Callable[[Page], Iterable[Section]], opening: Callable[[int, float], str]
) -> Iterator[Section]:
    """
    The parts of every shot under its code, each shot begun by its opening; what lasts and is unchanged is not repeated.

    Args:
        opening: the words before a shot, of its number from 1 and the second it begins at.
    """
    lasting: dict[str, str] = {}
    begins = 0.0
    for number, page in enumerate(shots, start=1):
        fresh = [one for one in write(page) if one.text and lasting.get(one.name) != one.text]
        lasting |= {one.name: one.text for one in fresh if one.name in LASTING}
        first, *rest = fresh
        yield replace(_begun(first, opening(number, begins)), shot=page.card.code)
        yield from (replace(one, shot=page.card.code) for one in rest)
        begins += page.card.seconds


def newly(shots: Sequence[Page], page: Page) -> set[str]:
    """The assets that a shot refers to and no earlier one does."""
    known = {one.asset for before in shots[: shots.index(page)] for one in before.card.references}
    return {one.asset for one in page.card.references} - known


def by_shot(sections: Iterable[Section], codes: Sequence[str]) -> dict[str, list[Section]]:
    """Sections by shot; what is said for all goes to the shot before it, and what comes before all to the first."""
    found: dict[str, list[Section]] = {code: [] for code in codes}
    here = codes[0]
    for section in sections:
        here = section.shot or here
        found[here].append(section)
    return found


def _begun(section: Section, opening: str) -> Section:
    brief = f"{opening}{section.brief}" if section.brief else ""
    return replace(section, text=f"{opening}{section.text}", brief=brief)


def _whole(intents: Sequence[Intent], common: Sequence[str]) -> Intent:
    cards = [one.card for one in intents]
    parts = {part.asset: part for card in reversed(cards) for part in reversed(card.subjects)}
    named = dict.fromkeys(asset for card in cards for asset in card.assets)
    card = cards[0].model_copy(
        update={
            "subjects": tuple(parts.get(asset, Part(asset=asset)) for asset in named),
            "dialogue": tuple(line for card in cards for line in card.dialogue),
            "ambience": tuple(dict.fromkeys(name for card in cards for name in card.ambience)),
            "effects": tuple(effect for card in cards for effect in card.effects),
            "music": listed(dict.fromkeys(said for one in intents if (said := _music(one)))),
            "references": _references(cards),
            "negatives": tuple(common),
        }
    )
    media = tuple(dict.fromkeys(medium for one in intents for medium in one.media if medium.role not in FRAMES))
    assets = {name: asset for one in intents for name, asset in one.assets.items()}
    return replace(intents[0], card=card, media=media, assets=assets)


def _references(cards: Sequence[Card]) -> tuple[Reference, ...]:
    """Each asset and role once, as important as in the shot that needs it most."""
    least: dict[tuple[str, str], Reference] = {}
    for reference in (one for card in cards for one in card.references if one.role not in FRAMES):
        known = least.setdefault((reference.asset, reference.role), reference)
        if reference.priority < known.priority:
            least[reference.asset, reference.role] = reference
    return tuple(least.values())


def _shots(intents: Sequence[Intent], common: Sequence[str]) -> tuple[Intent, ...]:
    found: list[Intent] = []
    described: set[str] = set()
    for one in intents:
        rest = tuple(text for text in one.card.negatives if text not in common)
        assets = {name: _left(asset, known=name in described) for name, asset in one.assets.items()}
        found.append(replace(one, card=one.card.model_copy(update={"negatives": rest}), assets=assets, style=""))
        described |= {part.asset for part in one.card.subjects}
        described |= {name for name in one.card.assets if _is_place(one.assets.get(name))}
    return tuple(found)


def _left(asset: Asset, *, known: bool) -> Asset:
    """What a shot may still say of an asset: its looks where no earlier shot told them; what it rules out never."""
    return asset.model_copy(update={"negatives": "", **({"locked": "", "profile": {}} if known else {})})


def _is_place(asset: Asset | None) -> bool:
    return asset is not None and asset.kind is AssetKind.LOCATION


def _music(intent: Intent) -> str:
    return hearing.music(Page(intent, (), {}))
