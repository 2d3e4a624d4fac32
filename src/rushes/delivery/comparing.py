"""Two takes of a production side by side: in what they differ, and why one shows what the other does not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.prompting import naming
from rushes.craft.prompting.intent import Intent
from rushes.craft.prompting.sentences import listed
from rushes.delivery.errors import NotCompared
from rushes.generation import service as generation
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.quality import service as quality
from rushes.quality.tables import FindingRow
from rushes.takes import differences, reasons
from rushes.takes import service as takes
from rushes.takes.differences import VARIABLES, Difference, Made
from rushes.takes.reasons import About
from rushes.takes.tables import Take

PROBED = ("width", "height", "rate")
BEARS_ON: Mapping[str, tuple[str, ...]] = {
    "aspect": ("size", "model"),
    "black": ("light", "place"),
    "constant_rate": ("size", "model"),
    "cut_inside": ("action", "length", "wording"),
    "duration": ("length", "model"),
    "frozen": ("action", "camera", "length"),
    "stillness": ("camera", "wording"),
    "wardrobe_colour": ("light", "framing"),
}
"""What may be varied so that a check finds something else; of other checks, anything."""


@dataclass(frozen=True)
class Turned:
    """A check that found something else in the second take."""

    check: str
    before: str
    after: str
    says: str


@dataclass(frozen=True)
class Comparison:
    """Two takes compared; `reasons` answer what was asked `about`, and are empty where nothing was."""

    before: str
    after: str
    differences: tuple[Difference, ...]
    variables: tuple[str, ...]
    says: str
    checks: tuple[Turned, ...]
    about: str = ""
    reasons: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "before": self.before,
            "after": self.after,
            "says": self.says,
            "variables": list(self.variables),
            "differences": [
                {**vars(one), "facet": str(one.facet), "assets": list(one.assets), "variable": one.variable}
                for one in self.differences
            ],
            "checks": [vars(one) for one in self.checks],
            "about": self.about,
            "reasons": list(self.reasons),
        }


def compare(session: Session, project: Project, before: str, after: str, about: str = "") -> Comparison:
    """
    Compare two takes by their codes; `about` is an asset, by its code or name, or a check.

    Raises:
        NoSuchTake: there is none of a code.
        NotCompared: one is a take of something else, or neither knows what is asked about.
    """
    pair = takes.coded(session, project.id, before), takes.coded(session, project.id, after)
    kinds = {Subject.of(take.subject).kind for take in pair}
    if len(kinds) > 1:
        raise NotCompared(
            f"{before} and {after} are not of one kind: one is of a {' and one of a '.join(sorted(kinds))}."
        )
    first, second = _made(session, *pair)
    found = differences.differences(first, second)
    seen = quality.of(session, [take.id for take in pair])
    rows = [{row.check: row for row in seen.get(take.id, [])} for take in pair]
    made = Comparison(
        before=before,
        after=after,
        differences=tuple(found),
        variables=differences.variables(found),
        says=_says(found),
        checks=tuple(_turned(*rows)),
    )
    if not about:
        return made
    asked = _meant(about, first, second, *rows)
    return replace(made, about=asked.says, reasons=tuple(reasons.reasons(first, second, found, asked)))


def _made(session: Session, *pair: Take) -> list[Made]:
    orders = {order.id: order for order in generation.many(session, [take.order_id for take in pair])}
    return [_one(take, orders[take.order_id].output.get("reported") or {}) for take in pair]


def _one(take: Take, reported: Mapping[str, Any]) -> Made:
    probed = {name: take.probe[name] for name in PROBED if name in take.probe}
    return Made(take.code, take.snapshot, {"frames": take.frames, **probed}, reported)


def _says(found: list[Difference]) -> str:
    """What was varied, in a sentence: of one thing it can be told what it did."""
    varied = differences.variables(found)
    if not varied:
        return reasons.unchanged(found)
    if len(varied) == 1:
        return f"One thing was varied: {varied[0]}."
    return f"{len(varied)} things were varied at once: {listed(varied)}. Which of them did what cannot be told."


def _turned(before: Mapping[str, FindingRow], after: Mapping[str, FindingRow]) -> list[Turned]:
    both = [(check, before[check], after[check]) for check in before if check in after]
    return [Turned(check, old.outcome, new.outcome, new.says) for check, old, new in both if old.outcome != new.outcome]


def _meant(
    about: str, first: Made, second: Made, before: Mapping[str, FindingRow], after: Mapping[str, FindingRow]
) -> About:
    """What a person asks about: an asset of either take by its code or by a word that means it, or a check."""
    known = {
        asset: tuple(dict.fromkeys([*_words(first, asset), *_words(second, asset)]))
        for made in (first, second)
        for asset in (*made.named, *made.assets)
    }
    for asset, words in known.items():
        if about.lower() in {asset.lower(), *map(str.lower, words)}:
            return About(asset, {asset: words})
    row = after.get(about) or before.get(about)
    if row is None:
        there = listed([*known, *sorted({*before, *after})]) or "nothing"
        raise NotCompared(f"Neither take knows {about!r}. What can be asked about: {there}.")
    spoken = {asset: words for asset, words in known.items() if asset in row.says}
    return About(f"what the check {about} sees", spoken, BEARS_ON.get(about, tuple(VARIABLES)))


def _words(made: Made, asset: str) -> list[str]:
    described = made.assets.get(asset)
    if described is None:
        return [asset[3:].replace("-", " ").lower()]
    own = reasons.meaning(described["name"], person=described["kind"] == "character")
    return [*own, *_plain_noun(made, asset)]


def _plain_noun(made: Made, asset: str) -> list[str]:
    """What the asset is called where a picture shows it already: `the courier`."""
    try:
        assets = {id: Asset.model_validate(one) for id, one in made.assets.items()}
        nouns = naming.plain(Intent(Card.model_validate(made.card), assets))
    except ValidationError:  # of an older release, whose words were others
        return []
    return [nouns[asset]] if asset in nouns else []
