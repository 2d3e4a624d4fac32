"""Beats drafted from the premise: state before, visible action, state after, and what they cost."""

from pydantic import ValidationError

from rushes.craft.story import telling
from rushes.craft.story.beats import Beat, Charge, Part
from rushes.craft.story.material import Material
from rushes.craft.story.question import Kind, Piece, Question, Reply, Unbuildable, Unreadable, Wish, ask

EACH_SECONDS = 20
FEWEST, MOST = 5, 40
TASK = """\
Break this story into about {count} beats. Each beat: the state before, one visible action, the state after; \
which part of the spine it belongs to (want, obstacle, escalation, turn, payoff), in that order; the value at \
stake in one word; how that value stands before and after for the main character (--, -, 0, +, ++), never the \
same twice; and what failing would cost, from 1 (a nuisance) to 5 (everything), rising to the turn. At least a \
third of the beats go against the main character. Beats already given stay as they are."""


class Drafted(Piece):
    """One beat as a model gives it."""

    part: Part
    before: str
    action: str
    after: str
    value: str
    starts: Charge
    ends: Charge
    risk: int


class Beats(Reply):
    """Beats in order."""

    beats: tuple[Drafted, ...] = ()


def build(material: Material, wish: Wish) -> Question:
    """Ask for beats: about one change every twenty seconds."""
    if material.story.empty:
        raise Unbuildable("The story card is empty: fill it first.")
    count = min(MOST, max(FEWEST, round((material.runtime or 120) / EACH_SECONDS)))
    given = telling.beats(material.story.beats)
    premise = telling.premise(material, wish)
    task = TASK.format(count=count)
    return ask("beats", "BEATS", Beats, task, ("Premise", premise), ("Beats given", given), ("Wish", wish.says))


def read(reply: Beats) -> tuple[str, tuple[Beat, ...]]:
    """The beats as values, and as a list to read."""
    try:
        beats = tuple(Beat.model_validate(each.model_dump()) for each in reply.beats)
    except ValidationError as error:
        issue = error.errors()[0]
        raise Unreadable(f"A beat of the answer cannot be used: {issue['loc'][0]}: {issue['msg']}") from error
    return "\n".join(_line(number, beat) for number, beat in enumerate(beats, start=1)), beats


def _line(number: int, beat: Beat) -> str:
    return (
        f"{number}. **{beat.part}** {telling.deed(beat)} ({beat.value} {beat.starts} > {beat.ends}, risk {beat.risk})"
    )


plugin = Kind("beats", "Beats", build, Beats, read)
