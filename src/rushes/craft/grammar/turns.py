"""Where a scene turns, on whose face the turn lands, and who speaks to whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from rushes.craft.cards.vocabulary import Framing, Job
from rushes.craft.grammar import setups, words
from rushes.craft.grammar.setups import Scenery
from rushes.craft.grammar.shot import Shot
from rushes.craft.grammar.telling import Moment, What

HOLD = 1.0


def turn(moments: Sequence[Moment]) -> int:
    """Where a scene turns: the last thing it reveals in its second half, else its last raised voice; 0 for nowhere."""
    if len(moments) < 4:
        return 0
    later = range(len(moments) // 2, len(moments) - 1)
    reveals = [index for index in later if moments[index].reveals]
    raised = [index for index in later if moments[index].intense]
    return next(iter(reveals or raised[-1:]), 0)


def reaction(moments: Sequence[Moment], index: int, near: Scenery, poses: Mapping[str, str]) -> list[Shot]:
    """The face that a turn lands on, unless that face comes next by itself."""
    moment = moments[index]
    witness = _witness(moments, index, near)
    if not witness or _speaks_next(moments, index, witness):
        return []
    told = _brief(moment.text or moment.lines[-1].text)
    towards = moment.speaker if moment.lines else moment.doer
    setup = setups.reaction(witness, near, told, towards if towards != witness else "")
    return [Shot(setup, Moment(What.INWARD, "", (witness,)), poses=poses, stage=near.stage)]


def answers(shot: Shot, before: Moment) -> bool:
    """Whether a shot is the face of whoever answers what was just said or done."""
    speaks = shot.setup.framing is Framing.SINGLE and shot.setup.people == (shot.moment.speaker,)
    return speaks and before.speaker != shot.moment.speaker


def held(shot: Shot) -> Shot:
    """The turn lands on a face before it answers."""
    setup = replace(shot.setup, job=Job.WITNESS, why=f"{shot.setup.why}; the turn lands on it before it answers")
    return replace(shot, setup=setup, hold=HOLD)


def goes_on(moments: Sequence[Moment]) -> list[int]:
    """For each moment, how many before it belong to the same long speech."""
    counts: list[int] = []
    before = ("", False)
    for moment in moments:
        voice = (moment.speaker, any(line.unseen for line in moment.lines))
        counts.append(counts[-1] + 1 if counts and moment.speaker and voice == before else 0)
        before = voice
    return counts


def answered(moments: Sequence[Moment], index: int, here: Collection[str]) -> str:
    """To whom the one who speaks in a moment speaks: who is here and spoke before, else who answers at once."""
    speaker = moments[index].speaker
    if not speaker:
        return ""
    before = [moment for moment in reversed(moments[max(0, index - 4) : index]) if moment.speaker in here]
    voices = (moment for moment in [*before, *moments[index + 1 : index + 2]] if moment.lines)
    return next((one.speaker for one in voices if one.speaker != speaker and not one.lines[0].unseen), "")


def first_phone_line(moments: Sequence[Moment]) -> int:
    """Where a voice first comes through the phone; -1 for nowhere."""
    for index, moment in enumerate(moments):
        if any(line.unseen and words.BY_PHONE.search(f"{line.treatment} {line.delivery}") for line in moment.lines):
            return index
    return -1


def _witness(moments: Sequence[Moment], index: int, near: Scenery) -> str:
    """Whose face the turn lands on: whose who is spoken to; nobody's when the next moment is a face already."""
    following = moments[index + 1] if index + 1 < len(moments) else None
    if (following and following.what in (What.LOOK, What.INWARD)) or moments[index].what in (What.LOOK, What.INWARD):
        return ""
    if moments[index].lines:
        spoken_to = near.answered if near.answered in near.company else ""
        return spoken_to or near.stage.opposite(moments[index].speaker, near.company)
    doing = {name for name, _ in moments[index].acts}
    return next((name for name in near.company if name not in doing), "")


def _speaks_next(moments: Sequence[Moment], index: int, name: str) -> bool:
    return index + 1 < len(moments) and moments[index + 1].speaker == name


def _brief(text: str) -> str:
    return " ".join(text.split()[:6]).rstrip(".,:;!?")
