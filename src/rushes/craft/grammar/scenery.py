"""What is known of a scene while its shots are planned: who is in frame, what is named, what its cards share."""

import re
from collections.abc import Iterable, Sequence

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.grammar import assets as proposed
from rushes.craft.grammar import light, words
from rushes.craft.grammar.drafting import Floor
from rushes.craft.grammar.naming import Library
from rushes.craft.grammar.telling import Moment
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Screenplay

_FROM = re.compile(r"\b(?:from|through) (?:the |an? )?$")


def library(screenplay: Screenplay, assets: Sequence[Asset]) -> Library:
    """The given assets, and a proposed one for whoever and whatever of the script they do not hold."""
    given = Library(tuple(assets))
    missing = [asset for asset in proposed.propose(screenplay) if given.find(asset.kind, asset.name) is None]
    return Library((*given.assets, *missing))


def floor(scene: Scene, known: Library, pace: float = 1.0) -> Floor:
    """What every card of a scene shares."""
    place = known.find(AssetKind.LOCATION, proposed.place_name(scene))
    assert place is not None, f"{scene.heading} has no asset"
    return Floor(known, place.id, light.light(scene), light.ambience(scene), pace)


def seen(moments: Iterable[Moment]) -> tuple[str, ...]:
    """Everyone in frame at some moment, in order; voices from elsewhere are not."""
    found: list[str] = []
    for moment in moments:
        found += moment.people
        found += [line.speaker for line in moment.lines if not line.unseen]
    return tuple(dict.fromkeys(found))


def thing_of(moment: Moment, known: Library) -> str:
    """
    The prop that a moment is about: the first that somebody handles, else names; empty when it names none.

    One in capitals goes before the others: the script shows it for the first time.
    """
    props = [each for each in known.assets if each.kind is AssetKind.PROP]
    handled = [act for _, act in moment.acts if words.HANDLES.search(act)]
    written = words.ON_SCREEN_TEXT.search(moment.text) is not None
    for text in (*handled, moment.text.partition(":")[0] if written else moment.text):
        said = words.COMPARED.sub("", text)
        found = [
            (not _shouted(each, said), at, each.id) for each in props if (at := _named_at(each, said.lower())) >= 0
        ]
        if found:
            return min(found)[2]
    return ""


def names(asset: Asset, text: str) -> bool:
    """Whether a text names a prop that is there to be seen; one that a sound comes from is not."""
    return _named_at(asset, text.lower()) >= 0


def name_of(thing: str, known: Library) -> str:
    """What a prop is called."""
    asset = known.by_id(thing)
    return asset.name.lower() if asset else ""


def device(known: Library) -> Asset | None:
    """The instrument through which absent voices speak, if the library has one."""
    return next((a for a in known.assets if a.kind is AssetKind.PROP and words.BY_PHONE.search(a.name)), None)


def _shouted(asset: Asset, text: str) -> bool:
    """Whether a text names a prop in capitals."""
    return re.search(rf"\b{re.escape(asset.name.split()[-1].upper())}\b", text) is not None


def _named_at(asset: Asset, text: str) -> int:
    head = asset.name.split()[-1].lower()
    spellings = [head, *(other for other, same in words.SAME_THING.items() if same == head)]
    found = (match.start() for each in spellings for match in words.any_of(each).finditer(text))
    return min((at for at in found if not _FROM.search(text[max(0, at - 24) : at])), default=-1)
