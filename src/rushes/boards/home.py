"""The home of a production: its stages, what waits for whom, what is blocked and by which rule, progress by scene."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from rushes.accounts.rules import Right, Role, may
from rushes.boards import open_notes, standing
from rushes.boards.stages import SHOWN, Facts, Item, Stage, Thing, counted, stages
from rushes.boards.standing import AssetStands, SceneStands, ShotStands, TakeStands
from rushes.craft.production.brief import Brief
from rushes.craft.story.card import Premise
from rushes.delivery import approving, folder, premise
from rushes.edit import service as edit
from rushes.edit.errors import NoCut
from rushes.generation.rules import State as OrderState
from rushes.projects.tables import Project
from rushes.review.rules import NoteKind
from rushes.story import service as story

LONGEST_SECONDS, MOST_SHOTS, MOST_PLACES, MOST_PEOPLE = 180, 20, 2, 3
"""What a small film keeps to, as the guides for a first one say."""
LONGEST_WORDS = 120
"""Of a note, in letters."""


@dataclass(frozen=True)
class Waits:
    """Something that waits for a person of these rights."""

    id: str
    says: str
    page: str
    count: int
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class Blocked:
    """What a rule keeps from going on, and how it is lifted."""

    rule: str
    says: str
    page: str
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class SceneProgress:
    """How far a scene is: its shots by the furthest decision about any of their takes, and seconds planned."""

    code: str
    heading: str
    shots: int
    taken: int
    selected: int
    approved: int
    seconds: float


@dataclass(frozen=True)
class Home:
    """All of it."""

    stages: tuple[Stage, ...]
    waits: tuple[Waits, ...]
    blocked: tuple[Blocked, ...]
    scenes: tuple[SceneProgress, ...]
    readiness: tuple[Item, ...]
    limits: tuple[str, ...]


def home(session: Session, project: Project, role: Role, who: str) -> Home:
    """How a production stands, for somebody of this role."""
    facts = gathered(session, project)
    scenes = standing.scenes(session, project.id)
    held = standing.held(session)
    waiting = (*_waits(facts, held), (Right.COMMENT, _notes(session, project, who)))
    return Home(
        stages=stages(facts),
        waits=tuple(one for right, one in waiting if one.count and may(role, right)),
        blocked=tuple(_blocked(session, project, facts, held)),
        scenes=tuple(progress(facts, scenes)),
        readiness=tuple(readiness(facts)),
        limits=tuple(limits(facts.brief, facts.shots, facts.assets)),
    )


def gathered(session: Session, project: Project) -> Facts:
    """What the stages are judged by, read from the rows."""
    takes = standing.takes(session, project.id)
    script = story.newest(session, project.id)
    return Facts(
        brief=folder.brief_of(project),
        script=script.revision if script else 0,
        scenes=len(standing.scenes(session, project.id)),
        shots=standing.shots(session, project.id),
        takes=takes,
        assets=standing.assets(session, project.id),
        orders=standing.orders(session, project.id),
        made_from=standing.card_versions(session, project.id, {take.code for take in takes if take.accepted}),
        homeless=standing.homeless(session, project.id),
        cut=_cut(session, project),
    )


def progress(facts: Facts, scenes: Iterable[SceneStands]) -> Iterator[SceneProgress]:
    """Scene by scene, in story order."""
    by_scene: dict[str, list[ShotStands]] = {}
    for shot in facts.shots:
        by_scene.setdefault(shot.scene, []).append(shot)
    for scene in scenes:
        shots = by_scene.get(scene.code, [])
        codes = {shot.code for shot in shots}
        yield SceneProgress(
            code=scene.code,
            heading=scene.heading,
            shots=len(shots),
            taken=len(codes & facts.of_shot.keys()),
            selected=len(codes & set(facts.accepted)),
            approved=len(codes & set(facts.approved)),
            seconds=sum(shot.seconds for shot in shots),
        )


def readiness(facts: Facts) -> Iterator[Item]:
    """What is set up before the first take is ordered, in the order one does it; it warns and blocks nothing."""
    brief, standard = facts.brief, sum(shot.criteria > 0 for shot in facts.shots)
    yield Item("Brief", "logline, audience and goal", all((brief.logline, brief.audience, brief.goal)))
    yield Item("Assets", "what must stay the same is in the library", bool(facts.assets))
    yield Item("Shots", "scenes have shots", bool(facts.shots))
    yield Item("Pass standards", "every shot says what a take must show", 0 < standard == len(facts.shots))
    yield Item("House rules", "what counts as a select", bool(brief.rules.selects.strip()))
    cleared = all(asset.clearance == "cleared" for asset in facts.assets if asset.code in facts.used)
    yield Item("Clearance", "what shots name is cleared", bool(facts.assets) and cleared)
    yield Item("Budget", "what may be spent", brief.budget.money.micros > 0)


def limits(brief: Brief, shots: Iterable[ShotStands], assets: Iterable[AssetStands]) -> Iterator[str]:
    """What is more than a small film carries well; a long one may well be."""
    planned, kinds = list(shots), [asset.kind for asset in assets]
    seconds = brief.runtime or sum(shot.seconds for shot in planned)
    if seconds > LONGEST_SECONDS:
        yield f"{seconds / 60:.0f} minutes: a first film runs up to {LONGEST_SECONDS // 60}."
    if len(planned) > MOST_SHOTS:
        yield f"{counted(len(planned), 'shot')}: a first film has 8 to {MOST_SHOTS}."
    if (places := kinds.count("location")) > MOST_PLACES:
        yield f"{counted(places, 'location')}: one or two are kept the same more easily."
    if (people := kinds.count("character")) > MOST_PEOPLE:
        yield f"{counted(people, 'character')}: a lead and one or two more are kept the same more easily."


def _cut(session: Session, project: Project) -> frozenset[str] | None:
    try:
        _, cut = edit.newest(session, project.id)
    except NoCut:
        return None
    return frozenset(event.take for event in cut.clips)


def _waits(facts: Facts, held: dict[str, str]) -> Iterator[tuple[Right, Waits]]:
    """What waits, with the right somebody needs to do it."""
    undecided = [take for take in facts.takes if not take.seen and take.shot not in facts.accepted]
    shots = len({take.shot for take in undecided})
    says = f"{counted(len(undecided), 'take')} of {counted(shots, 'shot')} to review"
    yield Right.COMMENT, _wait("review", says, "dailies", _codes(undecided))
    selected = [one for one in facts.takes if one.accepted and one.shot not in facts.approved]
    says = f"{counted(len({one.shot for one in selected}), 'shot')} selected, to approve"
    yield Right.APPROVE, _wait("approve", says, "dailies", _codes(selected))
    lost = [one for one in facts.orders if one.state == OrderState.SUBMIT_UNKNOWN]
    says = f"{counted(len(lost), 'order')} of which nobody knows whether it was accepted"
    yield Right.GENERATE, _wait("unknown", says, "orders", (Thing("order", one.subject, "") for one in lost))
    failed = [one for one in facts.orders if one.state == OrderState.FAILED]
    says = f"{counted(len(failed), 'order')} failed, with nothing ordered since"
    yield Right.GENERATE, _wait("failed", says, "orders", (Thing("order", one.subject, one.says) for one in failed))
    says = f"{counted(len(held), 'provider')} held up"
    yield Right.GENERATE, _wait("held", says, "providers", (Thing("provider", *one) for one in held.items()))
    stale = [shot for shot in facts.shots if shot.stale]
    says = f"{counted(len(stale), 'shot')} whose words changed"
    yield Right.CUT, _wait("stale", says, "board", (Thing("shot", shot.code, "") for shot in stale))
    pending = [one for one in facts.assets if one.clearance == "pending" and one.code in facts.used]
    says = f"{counted(len(pending), 'asset')} in shots, not cleared yet"
    yield Right.ALLOT, _wait("clearance", says, "library", (Thing("asset", one.code, one.name) for one in pending))
    made_before = [Thing("take", take.code, f"card {made} of {now}") for take, made, now in facts.stale_selects()]
    says = f"{counted(len(made_before), 'select')} made from an earlier card"
    yield Right.APPROVE, _wait("overtaken", says, "dailies", made_before)


def _notes(session: Session, project: Project, who: str) -> Waits:
    """Open notes that concern this person."""
    found = open_notes.concerning(session, project.id, who)
    fixes = sum(note.kind == NoteKind.FIX for note in found)
    says = f"{counted(len(found), 'open note')} for you{f', {fixes:,} must be fixed' if fixes else ''}"
    things = (Thing("note", f"{note.take}#{note.id}", f"{note.who}: {_short(note.text)}") for note in found)
    return _wait("notes", says, "dailies", things)


def _short(text: str) -> str:
    words = " ".join(text.split()) or "a drawing"
    return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1].rstrip()}…"


def _wait(id: str, says: str, page: str, things: Iterable[Thing]) -> Waits:
    found = tuple(things)
    return Waits(id, says, page, len(found), found[:SHOWN])


def _codes(takes: Iterable[TakeStands]) -> Iterable[Thing]:
    return (Thing("take", code, "") for code in sorted(take.code for take in takes))


def _blocked(session: Session, project: Project, facts: Facts, held: dict[str, str]) -> Iterator[Blocked]:
    barred = {asset.code for asset in facts.assets if asset.clearance == "blocked"}
    if named := [shot for shot in facts.shots if shot.assets & barred]:
        things = tuple(Thing("shot", shot.code, ", ".join(sorted(shot.assets & barred))) for shot in named)
        says = f"{', '.join(sorted(barred & set(facts.used)))} may not be shown: clear it, or take it out of the shots."
        yield Blocked("Clearance", says, "library", things[:SHOWN])
    if facts.brief.rules.premise is Premise.BLOCK and (refusal := premise.refusal(session, project)):
        yield Blocked("Premise gate", refusal.says, "story", ())
    yield from _held_back(session, project, facts)
    for says, things in _refused(facts):
        yield Blocked("Refused orders", says, "orders", things)
    for provider, says in held.items():
        yield Blocked("Held provider", says, "providers", (Thing("provider", provider, ""),))


def _held_back(session: Session, project: Project, facts: Facts) -> Iterator[Blocked]:
    """Selects that the house rules keep from being approved: by notes, failed checks, or people who are missing."""
    rules = facts.brief.rules
    if rules.approvals < 2 and not rules.fixes_first and not rules.must_pass:
        return
    codes = [take.code for take in facts.takes if take.accepted and take.shot not in facts.approved]
    approvals = approving.standing(session, project, standing.named(session, project.id, codes))
    barred = [Thing("take", code, one.bar) for code, one in approvals.items() if one.bar]
    if barred:
        says = f"{counted(len(barred), 'select')} cannot be approved yet: resolve the notes, or choose another take."
        yield Blocked("Approval", says, "dailies", tuple(barred[:SHOWN]))
    waiting = {code: one for code, one in approvals.items() if one.by and one.missing and not one.bar}
    if waiting:
        things = [Thing("take", code, f"{' and '.join(one.by)} approved") for code, one in waiting.items()]
        says = f"{counted(len(waiting), 'take')} approved by too few: the house asks for {rules.approvals} people."
        yield Blocked("Approval", says, "dailies", tuple(things[:SHOWN]))


def _refused(facts: Facts) -> Iterator[tuple[str, tuple[Thing, ...]]]:
    """Orders that a rule refused and that nobody repeated, by what it said."""
    by_words: dict[str, list[Thing]] = {}
    decided = {f"shot:{code}" for code in facts.accepted}
    for one in facts.orders:
        if one.state == OrderState.REFUSED and one.subject not in decided:
            by_words.setdefault(one.says, []).append(Thing("order", one.subject, ""))
    for says, things in by_words.items():
        yield says, tuple(things[:SHOWN])
