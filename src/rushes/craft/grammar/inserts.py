"""Things that the story needs seen close: what somebody looks at, and what a scene keeps coming back to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rushes.craft.cards.asset import AssetKind
from rushes.craft.cards.vocabulary import Framing
from rushes.craft.grammar import scenery, setups, words
from rushes.craft.grammar.naming import Library
from rushes.craft.grammar.setups import Setup
from rushes.craft.grammar.shot import Shot
from rushes.craft.grammar.telling import Moment, What
from rushes.craft.screenplay.elements import Action, Screenplay
from rushes.craft.screenplay.emphasis import plain

MOST = 2
OFTEN = 3
_NOTHING = re.compile(r"\b(?:nobody|nothing|no one|silence)\b", re.IGNORECASE)


def goes_on_about(moment: Moment, before: Moment) -> bool:
    """Whether a moment that names nothing says more of what the one before named: `Beneath it, in capitals: ...`."""
    return not (moment.lines or moment.people) and bool(before.text) and words.SAID_OF.search(moment.text) is not None


def looked_at(moment: Moment, before: Moment, thing: str) -> Setup | None:
    """What somebody has just looked at, as they see it; None when the moment is anything else."""
    seen = moment.what in (What.EVENT, What.PLACE) and not moment.people and not _NOTHING.search(moment.text)
    if before.what is not What.LOOK or not before.doer or not seen or words.WIDE.search(moment.text):
        return None
    return setups.seen_by(before.doer, thing)


def mentions(screenplay: Screenplay, library: Library) -> dict[str, int]:
    """How many sentences of a script's action name each prop."""
    told = (plain(element.text) for element in screenplay.elements if isinstance(element, Action))
    sentences = [sentence for text in told for sentence in words.SENTENCE.split(text)]
    props = [asset for asset in library.assets if asset.kind is AssetKind.PROP]
    return {asset.id: sum(scenery.names(asset, sentence) for sentence in sentences) for asset in props}


def added(shots: Sequence[Shot], library: Library, many: Mapping[str, int], planted: set[str]) -> list[Shot]:
    """
    A scene's shots with an insert of each thing that the film comes back to, where it is first handled or returns.

    Args:
        shots: the scene's shots so far.
        library: where the things are.
        many: how often the script names each.
        planted: the things that earlier scenes have shown close; those of this one are put in.
    """
    found = list(shots)
    room = MOST
    for thing in [thing for thing, times in many.items() if times >= OFTEN]:
        asset = library.by_id(thing)
        close = any(shot.thing == thing and shot.setup.framing is Framing.INSERT for shot in found)
        places = [at for at, shot in enumerate(found) if asset and scenery.names(asset, shot.moment.text)]
        active = [at for at in places if _active(found[at])]
        if asset and room and active and not close and (len(places) > 1 or thing not in planted):
            room -= 1
            close = True
            found.insert(active[0] + 1, _insert(found[active[0]], thing, asset.name.lower(), many[thing]))
        if close:
            planted.add(thing)
    return found


def _active(shot: Shot) -> bool:
    """Whether a shot's people have to do with what it names."""
    handled = any(words.HANDLES.search(act) for _, act in shot.moment.acts)
    stays = bool(shot.moment.people) and shot.moment.what is not What.DEPARTURE
    return stays and (handled or shot.moment.what is What.LOOK)


def _insert(shot: Shot, thing: str, name: str, times: int) -> Shot:
    moment = Moment(What.DETAIL, "", shot.moment.people, acts=shot.moment.acts)
    setup = replace(
        setups.insert(moment, name), why=f"the script names the {name} {times} times: it must be known again"
    )
    if shot.moment.what is What.LOOK:
        setup = setups.seen_by(shot.moment.doer, name)
    return Shot(
        setup, Moment(What.DETAIL, "", setup.people, acts=shot.moment.acts), thing, poses=shot.poses, stage=shot.stage
    )
