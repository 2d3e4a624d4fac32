"""Whether the last image differs from the first in something one can name: place, people, size, light or a thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin, Role
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.story.findings import Check, Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material
from rushes.craft.story.things import things
from rushes.kernel import ids


@dataclass(frozen=True)
class Image:
    """What an image shows, by respects in which it may differ from another."""

    respects: dict[str, str]
    place: Place

    def unlike(self, other: "Image") -> list[str]:
        """Each respect in which the other differs, as `place: alley, then rooftop`."""
        return [
            f"{name}: {said or 'none'}, then {other.respects[name] or 'none'}"
            for name, said in self.respects.items()
            if name in other.respects and said.casefold() != other.respects[name].casefold()
        ]


def asks(material: Material) -> list[Finding]:
    """Compare the first card with the last, or the first scene with the last while nobody has planned a shot."""
    planned = any(card.origin is not Origin.PROPOSED for card in material.cards)
    images = _cards(material.cards) if planned else _scenes(material)
    if images is None:
        return cannot_judge("There are not two images to compare yet.", "write or plan the last one")
    first, last = images
    unlike = first.unlike(last)
    if unlike:
        return passed(f"The last image differs from the first: {'; '.join(unlike)}")
    says = "The last image is the first again, in place, people, light and things."
    return [doubt(says, "change one thing in it that the story has changed", last.place, grave=True)]


def _cards(cards: Iterable[Card]) -> tuple[Image, Image] | None:
    ordered = sorted(cards, key=lambda card: ids.in_order(card.code))
    return (_card(ordered[0]), _card(ordered[-1])) if len(ordered) > 1 else None


def _card(card: Card) -> Image:
    assets = [part.asset for part in card.subjects]
    places = [each.asset for each in card.references if each.role is Role.PLACE or each.asset.startswith("LO-")]
    respects = {
        "place": _list(places),
        "people": _list(asset for asset in assets if asset.startswith("CH-")),
        "things": _list(asset for asset in assets if asset.startswith("PR-")),
        "size": str(card.size),
        "light": card.light.source,
    }
    return Image(respects, Place(shot=card.code, scene=card.scene))


def _scenes(material: Material) -> tuple[Image, Image] | None:
    if len(material.scenes) < 2:
        return None
    return _scene(material.scenes[0], material), _scene(material.scenes[-1], material)


def _scene(scene: Scene, material: Material) -> Image:
    seen = [thing.noun for thing in things(material) for each in thing.seen if each.passage.scene == scene.code]
    respects = {
        "place": f"{scene.int_ext} {scene.location}".strip(),
        "time": scene.time,
        "people": _list(scene.characters),
        "things": _list(seen),
    }
    return Image(respects, Place(scene=scene.code, span=scene.elements[0].span))


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(dict.fromkeys(names)))


plugin = Check("ending", "The last image differs from the first", asks)
