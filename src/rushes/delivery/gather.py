"""Everything a delivery says of a film, read once as plain values, so that making files needs no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.production.folder import Production
from rushes.craft.sound.plan import Recording, SoundPlan
from rushes.craft.timeline.cut import Cut
from rushes.delivery import folder, sounds
from rushes.edit import ending
from rushes.edit import lines as spoken
from rushes.edit import service as edit
from rushes.edit.ending import Ending
from rushes.edit.tables import CutRow
from rushes.generation import rules
from rushes.generation import service as generation
from rushes.generation.store import Billed
from rushes.generation.tables import Order
from rushes.governance import record
from rushes.governance import service as governance
from rushes.governance.service import Balance
from rushes.kernel.ids import Subject, in_order
from rushes.kernel.money import Money
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.quality import service as quality
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.shots import service as shots
from rushes.takes import cited
from rushes.takes import service as takes
from rushes.takes.tables import Take

HELD = "PANELS"
"""The last word of what stands in the cut for a shot that is held on its panels."""


@dataclass(frozen=True)
class Seen:
    """What a check found in a take, with the blobs of its evidence pictures."""

    check: str
    outcome: str
    says: str
    frames: tuple[tuple[int, int], ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class TakeView:
    """A take as a delivery speaks of it; what is no take of a shot has no version of a card."""

    code: str
    subject: str
    media: str
    poster: str
    frames: int
    state: State
    by: By | None
    who: str
    opinion: Opinion
    findings: tuple[Seen, ...]
    cost: Money
    provider: str
    snapshot: Mapping[str, Any]
    digest: str
    card_version: int

    @property
    def shot(self) -> str:
        """The id of what it is a take of."""
        return Subject.of(self.subject).id

    @property
    def model(self) -> str:
        """What made it, by the name the service gives it, or the settings of whoever runs the service."""
        asked = self.snapshot["request"]
        own = asked["settings"].get(asked.get("makes", ""), {})
        return str(self.snapshot.get("reported", {}).get("model") or own.get("model") or self.asked)

    @property
    def asked(self) -> str:
        """The model that was asked, by its id; of a part of a run, that of the run."""
        return cited.maker(self.snapshot)[1]

    @property
    def failed(self) -> tuple[Seen, ...]:
        """The findings that something is not as asked."""
        return tuple(seen for seen in self.findings if seen.outcome == "failed")


@dataclass(frozen=True)
class Lost:
    """An order that came to nothing: what it was to be, of whom, why, what it cost all the same, what may be tried."""

    subject: str
    provider: str
    state: str
    cause: str
    says: str
    cost: Money | None
    offers: tuple[str, ...]


@dataclass(frozen=True)
class Film:
    """
    A production's film as it stands: plan, cut, takes, money and record; in an animatic, the panels it is cut of.

    `sounds` are all takes of sounds; `heard` are those heard in this cut, by what each is of, `recordings` the same for
    the mix.
    """

    production: Production
    cut: Cut
    version: int
    ending: Ending
    headings: Mapping[str, str]
    card_versions: Mapping[str, int]
    asset_versions: Mapping[str, int]
    takes: tuple[TakeView, ...]
    balance: Balance
    events: int
    last_event: str
    panels: tuple[TakeView, ...] = ()
    sounds: tuple[TakeView, ...] = ()
    lost: tuple[Lost, ...] = ()
    heard: Mapping[str, TakeView] = field(default_factory=dict)
    recordings: Mapping[str, Recording] = field(default_factory=dict)

    @cached_property
    def cards(self) -> dict[str, Card]:
        """The planned cards by shot."""
        return {card.code: card for card in self.production.cards}

    @cached_property
    def used(self) -> dict[str, TakeView]:
        """The takes in the cut, by shot."""
        codes = {event.take for event in self.cut.clips}
        return {take.shot: take for take in self.takes if take.code in codes}

    @property
    def pictures(self) -> tuple[TakeView, ...]:
        """Everything generated that is seen in the film."""
        return (*self.used.values(), *self.panels)

    @cached_property
    def lines(self) -> list[spoken.Line]:
        """The spoken lines in the film."""
        return spoken.lines(self.cut, self.cards, self.ending)

    @cached_property
    def sound_plan(self) -> SoundPlan:
        """What the film should sound like."""
        return sounds.track(self.production, self.cut, self.lines, self.headings, self.recordings)

    @cached_property
    def unapproved(self) -> list[str]:
        """What keeps the film from being a master: takes in it that nobody approved, and shots without a take."""
        used = self.used
        takes = [take.code for take in (*used.values(), *self.heard.values()) if take.state is not State.APPROVED]
        return takes + [code for code in self.cards if code not in used and code not in self.left_out]

    @cached_property
    def trim_notes(self) -> dict[str, str]:
        """What was noted where a trim was decided, by shot."""
        return {trim.shot: trim.note for trim in self.production.trims}

    @cached_property
    def left_out(self) -> set[str]:
        """The shots that are planned and were left out of the film."""
        return {trim.shot for trim in self.production.trims if trim.left_out}


def gather(session: Session, project: Project) -> Film:
    """Read a production and its newest cut. NoCut before there is one."""
    version, cut = edit.newest(session, project.id)
    return cut_of(session, project, cut, version)


def version(session: Session, project: Project, number: int) -> Film:
    """Read a production with a version of its cut, and what was decided for that. NoCut."""
    return _decided(session, project, edit.version(session, project.id, number), None)


def cut_alone(session: Session, project: Project, number: int) -> Film:
    """The same without takes that are not in the cut. NoCut."""
    row = edit.version(session, project.id, number)
    used = takes.coded_all(session, project.id, {event.take for event in edit.cut_of(row).clips})
    return _decided(session, project, row, sorted(used, key=lambda take: in_order(take.code)))


def heard_alone(session: Session, project: Project, number: int) -> Film:
    """The same as it is heard: with takes of sounds, without those of shots. NoCut."""
    return _decided(session, project, edit.version(session, project.id, number), ())


def _decided(session: Session, project: Project, row: CutRow, shown: Sequence[Take] | None) -> Film:
    film = cut_of(session, project, edit.cut_of(row), row.version, shown)
    return replace(film, production=replace(film.production, trims=tuple(edit.sheet_of(row).values())))


def cut_of(session: Session, project: Project, cut: Cut, version: int, shown: Sequence[Take] | None = None) -> Film:
    """Read a production with a cut of it, kept or not, and every take of its shots, or these."""
    production = folder.exported(session, project)
    assets = {asset.id: asset for asset in production.assets}
    events, last_event = record.head(session, project.id)
    found = takes.every(session, project.id, "shot") if shown is None else shown
    film = Film(
        production=production,
        cut=cut,
        version=version,
        ending=ending.ending(production.screenplay, assets, production.brief.title),
        headings={code: one.heading for code, one in shots.scenes(session, project.id).items() if not one.omitted},
        card_versions=shots.card_versions(session, project.id),
        asset_versions=library.versions(session, project.id),
        takes=tuple(viewed(session, project, found)),
        balance=governance.balance(session, project.id),
        events=events,
        last_event=last_event,
        sounds=tuple(viewed(session, project, sounds.every(session, project.id))),
        lost=tuple(map(_lost, generation.lost(session, project.id))),
    )
    return _sounding(session, project, film)


def _sounding(session: Session, project: Project, film: Film) -> Film:
    """The film with the takes of sounds that stand now and have a place in its cut."""
    plan, views = film.sound_plan, {view.code: view for view in film.sounds}
    places = {line.code for line in plan.lines} | {cue.code for cue in plan.cues}
    standing = sounds.standing(session, project.id, sounds.needs(film.production)) if views else []
    taken = {one.need.code: one.take for one in standing if one.take and one.need.code in places}
    heard = {code: views[take.code] for code, take in taken.items()}
    return replace(film, heard=heard, recordings={code: sounds.recording(take) for code, take in taken.items()})


def views(session: Session, project: Project) -> list[TakeView]:
    """Every take of a shot of the production, by code."""
    return viewed(session, project, takes.every(session, project.id, "shot"))


def viewed(session: Session, project: Project, found: Sequence[Take]) -> list[TakeView]:
    """Takes as a delivery speaks of them."""
    ids = [take.id for take in found]
    verdicts, findings = review.standing(session, ids), quality.of(session, ids)
    own = [take.order_id for take in found if take.project_id == project.id]
    ordered = generation.billed(session, own)
    return [_view(take, verdicts.get(take.id), findings.get(take.id, []), ordered[take.order_id]) for take in found]


def _view(take: Take, verdict: Any, findings: Iterable[Any], order: Billed) -> TakeView:
    opinion = Opinion(verdict.worked, verdict.failed, verdict.note, verdict.next_action) if verdict else Opinion()
    return TakeView(
        code=take.code,
        subject=take.subject,
        media=take.media,
        poster=take.poster,
        frames=take.frames,
        state=State(verdict.state) if verdict else State.UNREVIEWED,
        by=By(verdict.by) if verdict else None,
        who=verdict.who if verdict else "",
        opinion=opinion,
        findings=tuple(map(_seen, findings)),
        cost=order.cost,
        provider=order.provider,
        snapshot=take.snapshot,
        digest=take.digest,
        card_version=take.snapshot.get("card", {}).get("version", 0),
    )


def _lost(order: Order) -> Lost:
    cost = Money(order.cost_micros or 0, order.currency) if order.currency else None
    cause = " ".join(filter(None, (order.cause, order.medium, order.objection))).replace("_", " ")
    offers = tuple(rules.SAYS[offer] for offer in generation.remedy(order).offers) if order.cause else ()
    return Lost(Subject.of(order.subject).id, order.provider, order.state, cause, order.says, cost, offers)


def _seen(row: Any) -> Seen:
    spans = tuple((span["start"], span["end"]) for span in row.frames)
    return Seen(row.check, row.outcome, row.says, spans, tuple(row.evidence))
