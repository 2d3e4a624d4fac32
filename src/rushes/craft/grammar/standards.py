"""
Pass standards: what a take of a shot must show, in sentences that a stranger could judge.

Each names a subject, what it visibly does, or one thing that stays as it is; one that a machine can judge is bound to
its check.
"""

from collections.abc import Sequence

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Criterion
from rushes.craft.cards.vocabulary import Direction, Framing, Movement, Size
from rushes.craft.grammar import blocking, words
from rushes.craft.grammar.naming import Library
from rushes.craft.grammar.setups import Setup
from rushes.craft.grammar.shot import Shot
from rushes.craft.grammar.staging import Mark
from rushes.craft.grammar.telling import Moment, What

_MOVING = (What.ARRIVAL, What.TRAVEL, What.DEPARTURE)
MOST_ACT = 12
LONG = 8.0


def standard(shot: Shot, thing: Asset | None, library: Library, seconds: float) -> tuple[Criterion, ...]:
    """
    The standard of a shot.

    Args:
        shot: what is seen, and how.
        thing: the prop it is about, if it is about one.
        library: who wears which colour.
        seconds: how long it lasts; a long one is asked to be one take.
    """
    setup, moment = shot.setup, shot.moment
    if setup.framing is Framing.EMPTY:
        found = [Criterion(text="The place as locked is in frame"), Criterion(text=_nobody(moment))]
    elif setup.framing in (Framing.INSERT, Framing.POV):
        found = _close(setup, moment, thing)
    else:
        found = _people(shot, library)
    whole = [Criterion(text="It is one take, nothing cuts inside it", check="cut_inside")] if seconds >= LONG else []
    return (*found, *_still(setup), *whole)


def _people(shot: Shot, library: Library) -> list[Criterion]:
    setup, moment = shot.setup, shot.moment
    seen = setup.faces[:2]
    criteria = [Criterion(text=_place(name, setup, moment, shot.marks)) for name in seen]
    criteria += [Criterion(text=act) for name in seen[:1] if (act := _act(name, moment))]
    if any(line.speaker in seen and not line.unseen for line in moment.lines):
        criteria.append(Criterion(text=f"{shown(seen[0])}'s lips move only on their own line"))
    return criteria if setup.size is Size.ELS else [*criteria, *wardrobe(seen, library)]


def _nobody(moment: Moment) -> str:
    if words.SOMEBODY.search(moment.text):
        return "No person the script does not name there is in frame"
    return "No person is in frame"


def shown(name: str) -> str:
    """A name as a sheet shows it."""
    return blocking.cell(name.title())


def wardrobe(seen: Sequence[str], library: Library) -> list[Criterion]:
    """That each of those seen wears their colour."""
    found = []
    for name in seen:
        asset = library.find(AssetKind.CHARACTER, name)
        if asset and asset.colours:
            text = f"{shown(name)} wears {asset.colours[0].name} throughout, no other colour of it"
            found.append(Criterion(text=text, check="wardrobe_colour", parameters={"asset": asset.id}))
    return found


def _still(setup: Setup) -> list[Criterion]:
    return [Criterion(text="The camera does not move", check="stillness")] if setup.move is Movement.STATIC else []


def _close(setup: Setup, moment: Moment, thing: Asset | None) -> list[Criterion]:
    name = thing.name.lower() if thing else "detail the script names"
    found = [Criterion(text=f"The {name} fills the frame and keeps its shape")]
    if setup.framing is Framing.POV:
        found = [Criterion(text="What the action names is in frame, seen from where the last face looked")]
    if words.ON_SCREEN_TEXT.search(moment.text):
        found.append(Criterion(text="The written words are readable for 2 s and do not change"))
    else:
        found.append(Criterion(text="No readable text is in frame"))
    return [*found, Criterion(text="One hand only" if setup.people else "No more than one hand is in frame")]


def _place(name: str, setup: Setup, moment: Moment, marks: dict[str, Mark]) -> str:
    if moment.what in _MOVING and setup.way is not Direction.NONE and moment.goes(name):
        return f"{shown(name)} moves {setup.way} without turning back"
    return f"{shown(name)} stays on the {marks[name].side} side, facing {marks[name].faces}"


def _act(name: str, moment: Moment) -> str:
    """What is to be seen done, when the script says it of them."""
    if moment.what in _MOVING or not any(doer == name for doer, _ in moment.acts):
        return ""
    deed = blocking.deed(name, moment).removesuffix(", then speaks")
    return f"{shown(name)} {' '.join(deed.split()[:MOST_ACT])}" if len(deed.split()) > 1 else ""
