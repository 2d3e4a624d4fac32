"""A plan to read: each shot as a director needs it said, what the shots add up to, and what is doubtful of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card, Speech
from rushes.craft.cards.lint import lint
from rushes.craft.cards.vocabulary import Angle, Direction, Movement, Origin, Treatment
from rushes.craft.grammar import faults, fitting
from rushes.craft.screenplay.elements import Screenplay
from rushes.kernel import ids
from rushes.kernel.errors import NotFound


class NoSuchScene(NotFound):
    """The plan has no scene of that code."""


@dataclass(frozen=True)
class Row:
    """One shot in words; what its card leaves open is empty."""

    shot: str
    title: str
    job: str
    size: str
    framing: str
    lens: str
    camera: str
    movement: str
    who: tuple[str, ...]
    action: str
    lines: tuple[str, ...]
    eyeline: str
    direction: str
    seconds: float
    origin: Origin
    why: str


@dataclass(frozen=True)
class Remark:
    """What is doubtful: of which shots, in which field or by which rule, what was seen, and one thing to try."""

    shots: tuple[str, ...]
    about: str
    saw: str
    remedy: str
    risk: bool = False

    @property
    def says(self) -> str:
        """Both as one sentence."""
        return f"{self.saw}: {self.remedy}"


@dataclass(frozen=True)
class Plan:
    """The shots in story order, their seconds beside those wanted, and every remark."""

    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    seconds: float
    wanted: float | None = None
    says: str = ""

    def of_scene(self, code: str) -> "Plan":
        """
        One scene of it, with its own seconds.

        Raises:
            NoSuchScene: with the scenes there are.
        """
        rows = tuple(row for row in self.rows if ids.scene_of(row.shot) == code)
        if not rows:
            there = ", ".join(dict.fromkeys(ids.scene_of(row.shot) for row in self.rows))
            raise NoSuchScene(f"There is no scene {code} in the plan. There are: {there}.")
        remarks = tuple(one for one in self.remarks if any(ids.scene_of(shot) == code for shot in one.shots))
        return replace(self, rows=rows, remarks=remarks, seconds=_total(rows), wanted=None, says="")


def plan(
    cards: Sequence[Card], screenplay: Screenplay | None, assets: Sequence[Asset], wanted: float | None = None
) -> Plan:
    """
    A plan as people read it.

    Args:
        cards: the shots in cutting order.
        screenplay: the script they cover, to say what they leave out.
        assets: the library, for the names of people and things.
        wanted: seconds the shots should last together.
    """
    names = {asset.id: asset.name for asset in assets}
    rows = tuple(_row(card, names) for card in cards)
    doubts = [Remark((one.code,), one.field, one.saw, one.remedy, one.risk) for card in cards for one in lint(card)]
    flaws = [Remark(one.shots, one.rule, one.saw, one.remedy) for one in faults.check(cards, screenplay)]
    said = "" if wanted is None else fitting.Fit(tuple(cards), wanted).says
    return Plan(rows, (*flaws, *doubts), _total(rows), wanted, said)


def _total(rows: Sequence[Row]) -> float:
    return round(sum(row.seconds for row in rows), 1)


def _row(card: Card, names: Mapping[str, str]) -> Row:
    return Row(
        shot=card.code,
        title=card.title,
        job=str(card.job),
        size=f"{card.size}, {card.seen}",
        framing=_joined(f"{card.framing}{f' over {_name(card.over, names)}' if card.over else ''}", card.composition),
        lens=_joined(f"{card.lens}mm {card.focus.depth}", _named(card.focus.target, names)),
        camera=f"{card.height} height{'' if card.angle is Angle.LEVEL else f', {card.angle}'}, {card.side}",
        movement=_movement(card),
        who=tuple(_who(part.asset, (part.start, part.action, part.end), names) for part in card.subjects),
        action=card.action,
        lines=tuple(_line(speech, names) for speech in card.dialogue),
        eyeline=_named(card.eyeline, names),
        direction="" if card.direction is Direction.NONE else str(card.direction),
        seconds=card.seconds,
        origin=card.origin,
        why=card.why,
    )


def _joined(word: str, told: str) -> str:
    return f"{word}: {told}" if told else word


def _movement(card: Card) -> str:
    move = card.move
    if move.primary is Movement.STATIC:
        return "static"
    way = "" if move.direction is Direction.NONE else f" {move.direction}"
    return _joined(f"{move.primary}{way}, {move.speed}", move.note)


def _who(asset: str, steps: tuple[str, ...], names: Mapping[str, str]) -> str:
    return _joined(_name(asset, names), " > ".join(filter(None, steps)))


def _line(speech: Speech, names: Mapping[str, str]) -> str:
    notes = [speech.delivery] if speech.delivery else []
    notes += [] if speech.on_screen else ["off"]
    notes += [] if speech.treatment is Treatment.NONE else [str(speech.treatment)]
    said = f" ({', '.join(notes)})" if notes else ""
    return f"{_name(speech.speaker, names)}{said}: {speech.text}"


def _name(asset: str, names: Mapping[str, str]) -> str:
    return names.get(asset, asset)


def _named(text: str, names: Mapping[str, str]) -> str:
    """A text with the names of its assets for their ids."""
    return " ".join(names.get(word.rstrip(",;"), word) for word in text.split())
