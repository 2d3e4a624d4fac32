"""Shots in cutting order: what one frame can hold is one shot, and no cut jumps."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rushes.craft.cards.vocabulary import Framing, Movement
from rushes.craft.grammar import setups
from rushes.craft.grammar.shot import Shot
from rushes.craft.grammar.telling import LONGEST_ACTION, LONGEST_SPEECH, What

SHORT_ACT = 16
_STAYS = (What.DEED, What.LOOK, What.INWARD, What.DETAIL, What.EVENT)


def paced(shots: Iterable[Shot]) -> list[Shot]:
    """Shots in cutting order: voices laid over empty places, short exchanges in one frame, and no jump cuts."""
    kept: list[Shot] = []
    for shot in shots:
        joined = _joined(kept[-1], shot) or _acted(kept[-1], shot) if kept else None
        if joined:
            kept[-1] = joined
        else:
            kept.append(shot)
    return _apart(kept)


def _joined(before: Shot, shot: Shot) -> Shot | None:
    """Two shots as one, where one frame holds both and is not too long; otherwise None."""
    if before.moment.apart or shot.moment.apart:
        return None
    moment = replace(before.moment, lines=(*before.moment.lines, *shot.moment.lines))
    over_place = not before.setup.people and not shot.setup.people and bool(shot.moment.lines) and not before.thing
    talk = bool(before.moment.lines and shot.moment.lines)
    exchange = before.setup.framing is Framing.TWO is shot.setup.framing and set(before.setup.people) == set(
        shot.setup.people
    )
    if _same_place(before, shot):
        return replace(before, moment=replace(moment, text=f"{before.moment.text} {shot.moment.text}"))
    if _same_thing(before, shot):
        held = before.setup if before.setup.people else shot.setup
        text = f"{before.moment.text} {shot.moment.text}".strip()
        acts = before.moment.acts + shot.moment.acts
        return replace(before, setup=held, moment=replace(moment, text=text, people=held.people, acts=acts))
    too_long = sum(line.seconds for line in moment.lines) > LONGEST_SPEECH
    if too_long or not (over_place or (talk and (exchange or _one_sided(before, shot)))):
        return None
    return replace(before, moment=moment)


def _same_place(before: Shot, shot: Shot) -> bool:
    """Whether two shots are the same place with nobody in it, which one frame holds as well, and which would jump."""
    empty = before.setup.framing is Framing.EMPTY is shot.setup.framing and not (before.thing or shot.thing)
    told = f"{before.moment.text} {shot.moment.text}".split()
    return empty and not (before.moment.lines or shot.moment.lines) and len(told) <= LONGEST_ACTION


def _same_thing(before: Shot, shot: Shot) -> bool:
    """Whether two shots are the same thing close, which one frame shows as well."""
    close = before.setup.framing is Framing.INSERT is shot.setup.framing
    return close and bool(shot.thing) and before.thing == shot.thing and not before.moment.lines


def _one_sided(before: Shot, shot: Shot) -> bool:
    """Whether two shots are one face in talk with a voice from elsewhere, which need not cut from it to itself."""
    alone = before.setup.framing is Framing.SINGLE is shot.setup.framing and before.setup.people == shot.setup.people
    lines = (*before.moment.lines, *shot.moment.lines)
    return alone and any(line.unseen for line in lines) and not shot.hold


def _acted(before: Shot, shot: Shot) -> Shot | None:
    """An act and the line that follows it as one shot, where a cut between them would jump; otherwise None."""
    act, setup = before.moment, before.setup
    silent = setup.framing is Framing.SINGLE and not act.lines and act.what in _STAYS
    short = 0 < len(act.text.split()) <= SHORT_ACT and sum(line.seconds for line in shot.moment.lines) < 6
    speaks = shot.moment.speaker == act.doer and shot.setup.faces == setup.people == (act.doer,)
    if not (silent and short and speaks) or shot.hold or not setups.jumps(setup, shot.setup):
        return None
    towards = replace(setup, towards=shot.setup.towards, why=f"{setup.why}; the line follows from the act")
    return replace(before, setup=towards, moment=replace(act, lines=shot.moment.lines), acts_first=True)


def _apart(shots: Sequence[Shot]) -> list[Shot]:
    """The same shots with no jump between neighbours: what matches others keeps its setup, what is free gives way."""
    found = list(shots)
    for at in range(1, len(found)):
        if not setups.jumps(found[at - 1].setup, found[at].setup):
            continue
        free = at if not found[at].setup.fixed or found[at - 1].setup.fixed else at - 1
        for place in dict.fromkeys((free, at)):
            before = found[place - 1].setup if place else None
            after = found[place + 1].setup if place + 1 < len(found) else None
            ahead = after if after is not None and (place < at or after.fixed) else None
            found[place] = replace(found[place], setup=_moved(found[place].setup, before, ahead))
            if not setups.jumps(found[at - 1].setup, found[at].setup):
                break
    return found


def _moved(setup: setups.Setup, before: setups.Setup | None, after: setups.Setup | None) -> setups.Setup:
    changed = setups.apart(setup, before, after)
    if changed is setup and after is not None:
        changed = setups.apart(setup, before, None)
    pushes = changed.move is Movement.DOLLY or changed.size == setup.size
    return changed if pushes else replace(changed, move=setup.move)
