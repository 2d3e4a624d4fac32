"""The library as it is looked at: each asset with its pictures, how it stands, what it misses, and where it is used."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import PREFIX, Asset, AssetKind, Clearance
from rushes.craft.cards.card import Card
from rushes.craft.cards.sheets import View
from rushes.craft.cards.vocabulary import Role, Size
from rushes.delivery import boarding, panels
from rushes.kernel import ids
from rushes.library import references, rules, service
from rushes.library.rules import Medium, Source, State
from rushes.library.tables import AssetRow, ReferenceRow, Standing
from rushes.projects.tables import Project
from rushes.review import service as review
from rushes.review.rules import State as Verdict
from rushes.shots import service as shots
from rushes.takes import service as takes
from rushes.takes.tables import Take

WIDE = (Size.ELS, Size.LS, Size.FS, Size.MLS, Size.MS)
_UNSAID = Standing(retired=False, **dict.fromkeys((
    "approved", "approved_by", "stated", "use", "granted_by", "proof", "proof_name", "said_by", "override",
    "override_by",
), ""))  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A view of an asset's sheet: the take that stands for it, where it is in review, whether it is of these words."""

    view: View
    take: Take | None
    state: Verdict
    fresh: bool


@dataclass(frozen=True)
class Used:
    """
    A shot that names an asset: its scene, how many takes it has, and how many of those are of other words of it.

    `shows` is how well a frame of it shows the asset, the lower the better; None where it does not.
    """

    shot: str
    scene: str
    title: str
    takes: int
    stale: int
    poster: str
    shows: int | None


@dataclass(frozen=True)
class Entry:
    """An asset and all there is to say of it; `rows` are its versions, the oldest first."""

    asset: Asset
    rows: Sequence[AssetRow]
    standing: Standing
    references: Sequence[ReferenceRow]
    views: Sequence[Shown]
    used: Sequence[Used]

    @property
    def version(self) -> int:
        """Its newest version."""
        return self.rows[-1].version

    @property
    def state(self) -> State:
        """Draft, approved as it is now, or retired."""
        return service.state(self.standing, service.digest(self.rows[-1].data))

    @property
    def scenes(self) -> list[str]:
        """The scenes it is in."""
        return list(dict.fromkeys(one.scene for one in self.used))

    @property
    def picture(self) -> tuple[str, str]:
        """Where its picture is, beneath the production's address, and what that is; empty while there is none."""
        shown = next((one for one in self.references if one.thumb), None)
        if shown:
            return f"assets/{self.asset.id}/references/{shown.id}/thumb", "reference"
        made = sorted((one for one in self.views if one.take), key=lambda one: one.state is not Verdict.APPROVED)
        if made and made[0].take:
            return f"media/{made[0].take.poster}", "sheet"
        seen = [(one.shows, one) for one in self.used if one.poster and one.shows is not None]
        best = min(seen, key=lambda pair: pair[0], default=None)
        return (f"media/{best[1].poster}", best[1].shot) if best else ("", "")

    @property
    def lacking(self) -> list[str]:
        """What a rights pack would miss of its clearance."""
        held = self.standing
        return rules.lacking(self.asset.clearance, use=held.use, granted_by=held.granted_by, proof=held.proof)

    @property
    def sources(self) -> list[Source]:
        """The checklist of its source images."""
        shown = [one for one in self.references if one.medium == Medium.IMAGE]
        drawn = {one.view.name for one in self.views if one.state is Verdict.APPROVED}
        return rules.sources(
            self.asset.kind,
            {one.view for one in shown} | drawn,
            {Role(one.role) for one in shown},
            colours=bool(self.asset.colours),
            doubted=any(one.facts.get("doubts") for one in shown[:1]),
        )

    @property
    def packet(self) -> list[str]:
        """The views that its packet still lacks."""
        approved = {one.view.name for one in self.views if one.state is Verdict.APPROVED}
        return rules.packet(self.asset.kind, approved | {one.view for one in self.references})


def entries(session: Session, project: Project) -> list[Entry]:
    """Every listed asset, by kind and id."""
    assets, rows = service.listed(session, project.id), service.history(session, project.id)
    standings = service.standings(session, project.id)
    brought = _grouped(references.every(session, project.id))
    views, cards = _views(session, project, rows), [one.card for one in shots.planned(session, project.id)]
    used = _used(session, project.id, cards, rows)
    kinds = list(dict.fromkeys(rules.USUAL))
    in_order = sorted(assets.items(), key=lambda pair: (kinds.index(pair[1].kind), pair[0]))

    def whole(code: str, asset: Asset) -> Entry:
        told = (brought.get(code, []), views.get(code, []), used.get(code, []))
        return Entry(asset, rows[code], standings.get(code, _UNSAID), *told)

    return [whole(code, asset) for code, asset in in_order]


def entry(session: Session, project: Project, code: str) -> Entry:
    """One asset of the library. NoSuchEntry."""
    service.newest(session, project.id, code)
    return next(one for one in entries(session, project) if one.asset.id == code)


def dressed(found: Entry, cards: Iterable[Card]) -> dict[str, list[str]]:
    """The wardrobe states that cards name for an asset, each with its shots."""
    states: dict[str, list[str]] = {}
    for card in cards:
        for part in card.subjects:
            if part.asset == found.asset.id and part.state:
                states.setdefault(part.state, []).append(card.code)
    return states


def uncleared(found: Entry) -> bool:
    """Whether orders that name it are refused."""
    return found.asset.clearance is Clearance.BLOCKED and not found.standing.override


def _grouped(rows: Iterable[ReferenceRow]) -> dict[str, list[ReferenceRow]]:
    found: dict[str, list[ReferenceRow]] = {}
    for row in rows:
        found.setdefault(row.code, []).append(row)
    return found


def _views(session: Session, project: Project, rows: Mapping[str, Sequence[AssetRow]]) -> dict[str, list[Shown]]:
    """The views of every sheet, each with the take that stands for it."""
    every = takes.every(session, project.id, panels.SHEET)
    made, said = panels.by_subject(every), review.standing(session, [take.id for take in every])
    found: dict[str, list[Shown]] = {}
    for view in boarding.views(session, project):
        code = view.asset.id
        drawn, good = made.get(f"{code}-{view.name}", []), _same_words(rows[code])
        fresh = {take.id for take in drawn if take.snapshot["assets"][code] in good}
        take, state = panels.best(said, drawn, fresh)
        shown = Shown(view, take, state, take is None or take.id in fresh)
        found.setdefault(code, []).append(shown)
    return found


def _used(
    session: Session, project_id: UUID, cards: Sequence[Card], rows: Mapping[str, Sequence[AssetRow]]
) -> dict[str, list[Used]]:
    """The shots that name each asset."""
    counted, posters = _counted(session, project_id), _posters(session, project_id)
    found: dict[str, list[Used]] = {}
    for card in cards:
        for code in card.assets:
            made = counted.get((card.code, code), Counter())
            stale = _stale(made, rows.get(code, []))
            where = (card.code, ids.scene_of(card.code), card.title)
            seen = (posters.get(card.code, ""), _shows(card, code))
            found.setdefault(code, []).append(Used(*where, made.total(), stale, *seen))
    return found


def _shows(card: Card, code: str) -> int | None:
    """How well a frame of a shot shows an asset: a place the wider, all else the nearer to the middle of things."""
    if code.startswith(PREFIX[AssetKind.LOCATION]):
        return list(Size).index(card.size) + len(card.subjects) if card.size in WIDE else None
    acting = [part.asset for part in card.subjects]
    return len(acting) + acting.index(code) if code in acting else None


def _stale(made: Counter[int], rows: Sequence[AssetRow]) -> int:
    good: Collection[int] = _same_words(rows) if rows else ()
    return sum(many for version, many in made.items() if version not in good)


def _same_words(rows: Sequence[AssetRow]) -> set[int]:
    """The versions of an asset that say what the newest says."""
    said = service.digest(rows[-1].data)
    return {row.version for row in rows if service.digest(row.data) == said}


def _counted(session: Session, project_id: UUID) -> dict[tuple[str, str], Counter[int]]:
    """How many takes of each shot were made of which version of an asset: by shot and asset."""
    each = func.jsonb_each_text(Take.snapshot["assets"]).table_valued("key", "value").lateral("each")
    wanted = (
        select(Take.subject, each.c.key, each.c.value, func.count())
        .join(each, Take.project_id == project_id)
        .where(Take.subject.startswith("shot:"))
        .group_by(Take.subject, each.c.key, each.c.value)
    )
    found: dict[tuple[str, str], Counter[int]] = {}
    for subject, code, version, many in session.execute(wanted):
        found.setdefault((subject.removeprefix("shot:"), code), Counter())[int(version)] += many
    return found


def _posters(session: Session, project_id: UUID) -> dict[str, str]:
    """The poster of each shot's newest take."""
    wanted = (
        select(Take.subject, Take.poster)
        .where(Take.project_id == project_id, Take.subject.startswith("shot:"))
        .ext(distinct_on(Take.subject))
        .order_by(Take.subject, Take.number.desc())
    )
    return {subject.removeprefix("shot:"): poster for subject, poster in session.execute(wanted)}
