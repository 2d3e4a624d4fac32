"""A shot on its way to being ordered: all that its composer shows, and what a card says before it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards import inheriting
from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.cards.inheriting import Inherited
from rushes.craft.cards.lint import lint
from rushes.craft.grammar import faults
from rushes.craft.grammar.plan import Remark
from rushes.craft.production import prompts
from rushes.craft.production.folder import Production
from rushes.craft.prompting.compiled import Compiled
from rushes.craft.prompting.intent import Mode
from rushes.craft.screenplay import fountain
from rushes.delivery import anchoring, folder, panels
from rushes.delivery.anchoring import Frame
from rushes.delivery.panels import Standing
from rushes.kernel.ids import Subject
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.review import service as review
from rushes.review.rules import State
from rushes.shots import links
from rushes.shots import service as shots
from rushes.shots.service import Planned
from rushes.story import service as story
from rushes.takes import service as takes
from rushes.takes.tables import Take


@dataclass(frozen=True)
class Pictured:
    """An asset as the composer shows it, with the picture that stands for it, by hash."""

    asset: Asset
    picture: str


@dataclass(frozen=True)
class Made:
    """A take of a shot: where it is in review, what a person said had failed, of which card and in which pass."""

    take: Take
    state: State
    failed: str
    number: int


@dataclass(frozen=True)
class Worksheet:
    """All that the composer of a shot shows: its card among its neighbours, its words, panels, takes, the library."""

    planned: Planned
    before: str
    after: str
    heading: str
    words: str
    assets: tuple[Pictured, ...]
    panels: tuple[Standing, ...]
    begins: Frame | None
    takes: tuple[Made, ...]


def worksheet(session: Session, project: Project, shot: str) -> Worksheet:
    """Everything about one shot. NoSuchShot."""
    one = shots.coded(session, project.id, shot)
    order = shots.order(session, project.id)
    at = order.index(shot)
    scene = shots.scenes(session, project.id).get(one.card.scene)
    rate = folder.brief_of(project).format.frames
    return Worksheet(
        one,
        order[at - 1] if at else "",
        order[at + 1] if at + 1 < len(order) else "",
        scene.heading if scene else "",
        links.words(session, project.id, shot),
        tuple(_pictured(session, project)),
        panels.standing(session, project.id, [one.card], rate)[shot],
        anchoring.usual(session, project, shot),
        tuple(_made(session, project.id, shot)),
    )


def doubts(session: Session, project: Project, card: Card) -> list[Remark]:
    """What is doubtful of a card that is not kept yet: by itself, and beside the shots of its scene."""
    order = [one for one in shots.order(session, project.id) if one.startswith(f"{card.scene}-")]
    planned = [card if code == card.code else shots.coded(session, project.id, code).card for code in order]
    flaws = [
        Remark(one.shots, one.rule, one.saw, one.remedy) for one in faults.check(planned) if card.code in one.shots
    ]
    return [*(Remark((card.code,), one.field, one.saw, one.remedy, one.risk) for one in lint(card)), *flaws]


def worded(session: Session, project: Project, card: Card, surface: str, mode: Mode | None) -> Compiled:
    """
    A card that is not kept yet in the words of a surface.

    Raises:
        NoSurface: there is none of that name.
        Unsendable: the surface cannot be asked for the shot as it is.
    """
    script = story.newest(session, project.id)
    assets = tuple(library.listed(session, project.id).values())
    screenplay = fountain.parse(script.text if script else "")
    alone = Production(folder.brief_of(project), screenplay, assets, (card,))
    return prompts.told(alone, card.code, surface, mode)


def inherited(session: Session, project: Project, card: Card) -> tuple[str, tuple[Inherited, ...]]:
    """The shot before a card's, and what the card may take over from it; nothing where it is the first."""
    order = shots.order(session, project.id)
    at = order.index(shots.coded(session, project.id, card.code).card.code)
    if at == 0:
        return "", ()
    before = shots.coded(session, project.id, order[at - 1]).card
    return before.code, inheriting.proposal(card, before)


def _pictured(session: Session, project: Project) -> Iterable[Pictured]:
    """The library, each asset with an approved view of its sheet, or else its newest."""
    sheets = takes.every(session, project.id, panels.SHEET)
    approved = panels.approved(session, project.id, panels.SHEET)
    for code, asset in library.listed(session, project.id).items():
        own = [take for take in sheets if Subject.of(take.subject).id.startswith(f"{code}-")]
        kept = [take for take in own if Subject.of(take.subject).id in approved]
        shown = next(iter([*kept, *own]), None)
        yield Pictured(asset, shown.media if shown else "")


def _made(session: Session, project_id: UUID, shot: str) -> Iterable[Made]:
    found = takes.of(session, project_id, Subject("shot", shot))
    standing = review.standing(session, [take.id for take in found])
    seen = {one.code: one for one in review.seen(session, project_id, shot)}
    for take in found:
        said = standing.get(take.id)
        state = State(said.state) if said else State.UNREVIEWED
        yield Made(take, state, seen[take.code].failed, seen[take.code].number)
