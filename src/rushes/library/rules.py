"""Decisions about the library, pure: which roles a file can play, what it shows, what is doubtful, what is missing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rushes.craft.cards.asset import AssetKind, Clearance
from rushes.craft.cards.sheets import FACES
from rushes.craft.cards.vocabulary import Role


class State(StrEnum):
    """Where an asset is: a draft, approved as it is now, or no longer to be used."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Medium(StrEnum):
    """What sort of file a reference is."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


ROLES: Mapping[Medium, tuple[Role, ...]] = {
    Medium.IMAGE: (Role.IDENTITY, Role.WARDROBE, Role.PLACE, Role.PROP, Role.STYLE),
    Medium.VIDEO: (Role.MOTION,),
    Medium.AUDIO: (Role.VOICE,),
}
USUAL: Mapping[AssetKind, Role] = {
    AssetKind.CHARACTER: Role.IDENTITY,
    AssetKind.LOCATION: Role.PLACE,
    AssetKind.PROP: Role.PROP,
    AssetKind.WARDROBE: Role.WARDROBE,
    AssetKind.LOOK: Role.STYLE,
    AssetKind.VOICE: Role.VOICE,
}
"""What a picture of a kind of asset is for when nobody says."""
SHOWN: Mapping[AssetKind, str] = {AssetKind.CHARACTER: "FACE", AssetKind.LOCATION: "WIDE"}
FEELINGS = dict.fromkeys(name for name in FACES if name != "NEUTRAL").keys()
PACKET = ("FACE", "BODY")
"""What a character's packet shows at least."""
SHORTEST_SIDE = 512
DARK, BRIGHT = 0.12, 0.92


def role(kind: AssetKind, medium: Medium) -> Role:
    """What a file is for when nobody says."""
    return USUAL[kind] if medium is Medium.IMAGE and kind is not AssetKind.VOICE else ROLES[medium][0]


def view(kind: AssetKind, medium: Medium) -> str:
    """What a picture shows when nobody says: a person's face, a place whole, a thing from the front."""
    return SHOWN.get(kind, "FRONT") if medium is Medium.IMAGE else ""


def key(code: str, medium: Medium, view: str) -> str:
    """Under which name a request looks for a file of an asset: `CH-WREN-FACE`, `VO-WREN-VOICE`, `CH-WREN-MOTION`."""
    return f"{code}-{view if medium is Medium.IMAGE else ROLES[medium][0].upper()}"


def doubts(width: int, height: int, light: float) -> list[str]:
    """What speaks against a picture as a source; `light` is its mean from 0 to 1."""
    found = []
    if min(width, height) < SHORTEST_SIDE:
        found.append(f"{width} x {height} pixels are few: with under {SHORTEST_SIDE} on a side, a face is guessed at.")
    if light < DARK:
        found.append("It is nearly black: what it shows cannot be read.")
    if light > BRIGHT:
        found.append("It is nearly white: colours and edges are washed out.")
    return found


def lacking(clearance: Clearance, *, use: str, granted_by: str, proof: str) -> list[str]:
    """What a rights pack would miss of a clearance; nothing to clear is missing nothing."""
    if clearance is Clearance.PENDING:
        return ["Nobody has said yet whether it may be shown."]
    if clearance is Clearance.BLOCKED:
        return ["It is blocked: it may not be shown."]
    told = {"It is not said for which use.": use, "It is not said who granted it.": granted_by}
    return [says for says, said in (told | {"There is no file that proves it.": proof}).items() if not said]


@dataclass(frozen=True)
class Source:
    """One line of the checklist of source images: what they should show, and whether they do."""

    says: str
    met: bool


def sources(kind: AssetKind, views: Collection[str], roles: Collection[Role], *, colours: bool, doubted: bool) -> list[
    Source
]:  # fmt: skip
    """
    What the pictures of an asset should show before shots are made from them; `doubted`, the first one is hard to read.

    Whether all show the same person is for a person to see; what looks wildly different is removed.
    """
    legible = Source("The first picture is large enough and its light reads", bool(views) and not doubted)
    palette = Source("The palette is named: its words hold a colour", colours)
    if kind is not AssetKind.CHARACTER:
        return [legible, palette] if kind is not AssetKind.VOICE else []
    return [
        Source("Face shape and hair: a picture of the FACE", "FACE" in views),
        Source("Silhouette: the whole BODY", "BODY" in views),
        Source("Wardrobe: a picture with that role, or from several sides", Role.WARDROBE in roles or "BACK" in views),
        palette,
        legible,
        Source(f"One or two expressions: {', '.join(FEELINGS)}", not FEELINGS.isdisjoint(views)),
    ]


def packet(kind: AssetKind, shown: Collection[str]) -> list[str]:
    """The views that a character's packet still lacks; other kinds need none."""
    return [name for name in PACKET if name not in shown] if kind is AssetKind.CHARACTER else []
