"""The six stages of a production, each with what goes in, what comes out and its one risk as a live check; pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rushes.boards.standing import AssetStands, OrderStands, ShotStands, TakeStands
from rushes.craft.production.brief import Brief
from rushes.craft.story.beats import Part
from rushes.craft.story.concepts import State as Concept
from rushes.generation.rules import State as OrderState
from rushes.review.rules import State

SHOWN = 24
SAME = frozenset({"character", "location", "prop", "wardrobe"})
"""The kinds of assets of which something must be said that never changes."""


@dataclass(frozen=True)
class Thing:
    """Something a check points at, and what is the matter with it."""

    kind: str
    id: str
    says: str


@dataclass(frozen=True)
class Item:
    """What goes into a stage or comes out of it."""

    label: str
    says: str
    done: bool


@dataclass(frozen=True)
class Risk:
    """A stage's named risk: what is seen of it now, how often, and the first things that show it."""

    named: str
    says: str
    count: int
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class Stage:
    """One of the six."""

    id: str
    title: str
    page: str
    inputs: tuple[Item, ...]
    outputs: tuple[Item, ...]
    risk: Risk


@dataclass(frozen=True)
class Facts:
    """All that the stages are judged by; `cut` is the takes of the newest one, None before there is one."""

    brief: Brief
    script: int
    scenes: int
    shots: Sequence[ShotStands]
    takes: Sequence[TakeStands]
    assets: Sequence[AssetStands]
    orders: Sequence[OrderStands]
    made_from: Mapping[str, int]
    homeless: Sequence[str]
    cut: frozenset[str] | None

    @cached_property
    def of_shot(self) -> Mapping[str, list[TakeStands]]:
        """The takes of each shot."""
        found: dict[str, list[TakeStands]] = {}
        for take in self.takes:
            found.setdefault(take.shot, []).append(take)
        return found

    @cached_property
    def accepted(self) -> Collection[str]:
        """The shots of which a person accepted a take."""
        return {take.shot for take in self.takes if take.accepted}

    @cached_property
    def approved(self) -> Collection[str]:
        """The shots of which a take is approved."""
        return {take.shot for take in self.takes if take.state is State.APPROVED}

    @cached_property
    def used(self) -> Collection[str]:
        """The assets that shots name."""
        return frozenset[str]().union(*(shot.assets for shot in self.shots))

    def stale_selects(self) -> Iterable[tuple[TakeStands, int, int]]:
        """Accepted takes of an earlier card than their shot's, with both versions."""
        now = {shot.code: shot.version for shot in self.shots}
        for take in self.takes:
            made = self.made_from.get(take.code, 0)
            if take.accepted and made and now.get(take.shot, made) > made:
                yield take, made, now[take.shot]


def stages(facts: Facts) -> tuple[Stage, ...]:
    """All six, in the order of the work."""
    each = (_development, _preproduction, _generation, _review, _post, _delivery)
    return tuple(stage(facts) for stage in each)


def counted(number: int, thing: str) -> str:
    """`1 shot`, `3 shots`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


_NOUNS = {"story": ("part", "parts"), "asset": ("asset", "assets"), "shot": ("shot", "shots"),
          "take": ("take", "takes"), "order": ("order", "orders")}  # fmt: skip


def _risk(named: str, things: Iterable[Thing], clear: str) -> Risk:
    """`3 shots without a pass standard; 1 asset of which ...`, and the first of them."""
    found = list(things)
    groups = Counter((thing.kind, thing.says) for thing in found)
    said = [f"{many:,} {_NOUNS[kind][many > 1]} {words}" for (kind, words), many in groups.items()]
    return Risk(named, "; ".join(said) + "." if said else clear, len(found), tuple(found[:SHOWN]))


def _development(facts: Facts) -> Stage:
    brief, story = facts.brief, facts.brief.story
    told = [part for part in Part if story.told(part).strip()]
    kept = sum(concept.state is Concept.KEPT for concept in story.concepts)
    things = [
        *(Thing("story", part, "of the story card not told") for part in Part if part not in told),
        *(Thing("shot", shot.code, "without a job in the story") for shot in facts.shots if shot.job in {"", "other"}),
    ]
    return Stage(
        "development",
        "Development",
        "story",
        (
            Item("Logline", brief.logline, bool(brief.logline.strip())),
            Item("Audience", brief.audience, bool(brief.audience.strip())),
            Item("Goal", brief.goal, bool(brief.goal.strip())),
        ),
        (
            Item("Story card", f"{len(told)} of {len(Part)} parts", len(told) == len(Part)),
            Item("Concepts kept", f"{kept} of {len(story.concepts)}", kept > 0),
        ),
        _risk("Pretty ideas with no story job", things, "Every shot has a job, and the story card is whole."),
    )


def _preproduction(facts: Facts) -> Stage:
    standard = sum(shot.criteria > 0 for shot in facts.shots)
    same = [asset for asset in facts.assets if asset.kind in SAME and asset.code in facts.used]
    things = [
        *(Thing("asset", one.code, "of which nothing is said that must not change") for one in same if not one.locked),
        *(Thing("shot", shot.code, "without a pass standard") for shot in facts.shots if not shot.criteria),
        *(Thing("shot", shot.code, "whose words changed after it was planned") for shot in facts.shots if shot.stale),
    ]
    cleared = sum(asset.clearance == "cleared" for asset in facts.assets)
    return Stage(
        "pre-production",
        "Pre-production",
        "board",
        (
            Item("Script", f"revision {facts.script}", facts.script > 0),
            Item("Scenes", counted(facts.scenes, "scene"), facts.scenes > 0),
        ),
        (
            Item("Assets", f"{len(facts.assets)}, {cleared} cleared", bool(facts.assets)),
            Item("Shots", counted(len(facts.shots), "shot"), bool(facts.shots)),
            Item("Pass standards", f"{standard} of {len(facts.shots)}", 0 < standard == len(facts.shots)),
        ),
        _risk("Drift before generation starts", things, "What must stay the same is written down for every shot."),
    )


def _generation(facts: Facts) -> Stage:
    lost = [one for one in facts.orders if one.state == OrderState.SUBMIT_UNKNOWN]
    things = [
        *(Thing("order", one.subject, "that may have been accepted, nobody knows") for one in lost),
        *(Thing("order", subject, "that was made and brought no take") for subject in facts.homeless),
    ]
    covered = sum(shot.code in facts.of_shot for shot in facts.shots)
    money = facts.brief.budget.money
    return Stage(
        "generation",
        "Generation",
        "orders",
        (
            Item("Cards", counted(len(facts.shots), "card"), bool(facts.shots)),
            Item("Provider", facts.brief.provider.video, True),
            Item("Budget", str(money), money.micros > 0 or facts.brief.provider.video in {"previz", "simulated"}),
        ),
        (
            Item("Takes", counted(len(facts.takes), "take"), bool(facts.takes)),
            Item("Shots with a take", f"{covered} of {len(facts.shots)}", 0 < covered == len(facts.shots)),
        ),
        _risk("Lost settings and mystery exports", things, "Every take keeps what it was asked with, and of whom."),
    )


_PUT = {State.REJECTED: "rejected", State.MAYBE: "put by as maybe"}


def _review(facts: Facts) -> Stage:
    seen = [take for take in facts.takes if take.seen]
    pathless = [take for take in seen if take.shot not in facts.accepted and not take.reasoned]
    things = [
        Thing("take", take.code, f"{_PUT[take.state]} without a word on what failed or comes next") for take in pathless
    ]
    accepted, planned = len(facts.accepted), len(facts.shots)
    return Stage(
        "review",
        "Review",
        "dailies",
        (Item("Takes", counted(len(facts.takes), "take"), bool(facts.takes)),),
        (
            Item("Takes seen by a person", f"{len(seen)} of {len(facts.takes)}", 0 < len(seen) == len(facts.takes)),
            Item("Shots with a select", f"{accepted} of {planned}", 0 < accepted == planned),
        ),
        _risk("Subjective notes without a decision path", things, "Every verdict says what failed or what comes next."),
    )


def _post(facts: Facts) -> Stage:
    cut = facts.cut or frozenset()
    by_code = {take.code: take for take in facts.takes}
    clips = [by_code[code] for code in cut if code in by_code]
    shown = {take.shot for take in clips}
    missing = [shot for shot in facts.shots if shot.code not in shown] if facts.cut is not None else []
    things = [
        *(Thing("take", take.code, "in the cut that no person chose") for take in clips if not take.accepted),
        *(Thing("shot", shot.code, "planned and not in the cut") for shot in missing),
    ]
    accepted = len(facts.accepted)
    return Stage(
        "post",
        "Post",
        "cut",
        (Item("Selects", f"{accepted} of {len(facts.shots)} shots", 0 < accepted == len(facts.shots)),),
        (Item("Cut", counted(len(clips), "clip") if facts.cut is not None else "none yet", facts.cut is not None),),
        _risk(
            "Editor receives clips without context", sorted(things, key=lambda one: one.id), "Every clip was chosen."
        ),
    )


def _delivery(facts: Facts) -> Stage:
    things = [
        Thing("take", take.code, f"{take.state} before the card of its shot changed")
        for take, _, _ in sorted(facts.stale_selects(), key=lambda one: one[0].code)
    ]
    approved, planned = len(facts.approved), len(facts.shots)
    return Stage(
        "delivery",
        "Delivery",
        "delivery",
        (
            Item("Cut", "kept" if facts.cut is not None else "none yet", facts.cut is not None),
            Item("Approved shots", f"{approved} of {planned}", 0 < approved == planned),
        ),
        (Item("Master", "can be made" if 0 < approved == planned else "not yet", 0 < approved == planned),),
        _risk("Untracked changes after sign-off", things, "Nothing that was signed off has changed since."),
    )
