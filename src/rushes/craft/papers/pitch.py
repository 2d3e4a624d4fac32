"""The pitch: what a film is about, for whom, and how it will look, as values and as one HTML page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.papers import web
from rushes.craft.papers.values import minutes
from rushes.craft.production.brief import Brief
from rushes.craft.story.beats import Part
from rushes.craft.story.card import Story
from rushes.craft.story.worksheet import ASKS, Answer, Station
from rushes.kernel.timecode import clock

SWATCHES = 4
PANELS = 3
PEOPLE, PLACES = 12, 12


@dataclass(frozen=True)
class Swatch:
    """A colour that the library fixes: its name, its value for a page, and what wears it."""

    name: str
    rgb: tuple[int, int, int]
    of: str

    @property
    def hex(self) -> str:
        """As HTML and PDF write it."""
        return "#{:02x}{:02x}{:02x}".format(*self.rgb)


@dataclass(frozen=True)
class Portrait:
    """A person or a place: who or what it is, what never changes, in which colours."""

    name: str
    says: str
    locked: str
    swatches: tuple[Swatch, ...]


@dataclass(frozen=True)
class Link:
    """A part of the spine: its words, its share of the film, and when it begins where the length is known."""

    part: Part
    says: str
    share: float
    begins: str


@dataclass(frozen=True)
class Panel:
    """A key picture and what it shows."""

    picture: Path
    says: str


@dataclass(frozen=True)
class Pitch:
    """Everything a pitch shows; what is empty is left out of it."""

    title: str
    kind: str
    logline: str
    facts: tuple[tuple[str, str], ...]
    story: Story
    spine: tuple[Link, ...]
    people: tuple[Portrait, ...]
    places: tuple[Portrait, ...]
    tone: tuple[tuple[str, str], ...]
    worksheet: tuple[tuple[str, Answer], ...]
    panels: tuple[Panel, ...]
    disclosure: str

    @property
    def premise(self) -> tuple[tuple[str, str], ...]:
        """The premise card: the fields of the story that say something, with the kinds of obstacle and turn."""
        story = self.story
        kinds = {Part.OBSTACLE: story.obstacle_kind, Part.TURN: story.turn_kind}
        said = [("character", story.character)]
        said += [(_named(part, kinds.get(part)), story.told(part)) for part in Part]
        return tuple((name, text) for name, text in said if text)


def of(brief: Brief, assets: Iterable[Asset], panels: Sequence[Panel] = ()) -> Pitch:
    """The pitch of a production: its brief, its library, and key pictures where there are any (three at most)."""
    assets = tuple(assets)
    story = brief.story
    tone = (("visual rule", story.visual_rule), ("mood", brief.sound.mood))
    return Pitch(
        title=brief.title,
        kind=brief.type,
        logline=brief.logline,
        facts=tuple((name, text) for name, text in _facts(brief) if text),
        story=story,
        spine=_spine(story, brief.runtime),
        people=_portraits(assets, AssetKind.CHARACTER)[:PEOPLE],
        places=_portraits(assets, AssetKind.LOCATION)[:PLACES],
        tone=tuple((name, text) for name, text in tone if text),
        worksheet=tuple((ASKS[station], story.answer(station)) for station in Station if _answered(story, station)),
        panels=tuple(panels)[:PANELS],
        disclosure=brief.disclosure,
    )


def html(pitch: Pitch) -> str:
    """The pitch as one page that asks nothing of the network."""
    return web.html(Path(__file__).parent, "pitch.html", pitch=pitch)


def _named(part: Part, kind: object) -> str:
    return f"{part} ({kind})" if kind else str(part)


def _facts(brief: Brief) -> list[tuple[str, str]]:
    made = brief.format
    return [
        ("goal", brief.goal),
        ("audience", brief.audience),
        ("by", brief.author),
        ("length", minutes(brief.runtime) if brief.runtime else ""),
        ("format", f"{made.aspect or 'full frame'}, {made.width} × {made.height}, {made.rate} frames a second"),
    ]


def _spine(story: Story, runtime: float | None) -> tuple[Link, ...]:
    return tuple(
        Link(
            stretch.part,
            story.told(stretch.part),
            story.spine.share(stretch.part),
            clock(stretch.start * runtime) if runtime else f"{stretch.start:.0%}",
        )
        for stretch in story.spine.stretches()
        if story.told(stretch.part)
    )


def _portraits(assets: tuple[Asset, ...], kind: AssetKind) -> tuple[Portrait, ...]:
    return tuple(
        Portrait(
            asset.name,
            asset.description,
            asset.locked,
            _swatches(asset),
        )
        for asset in assets
        if asset.kind is kind
    )


def _swatches(asset: Asset) -> tuple[Swatch, ...]:
    """The asset's colours, each once, the one that follows it first."""
    once = dict.fromkeys((colour.name, colour.rgb, colour.of) for colour in asset.colours)
    return tuple(Swatch(*said) for said in once)[:SWATCHES]


def _answered(story: Story, station: Station) -> bool:
    answer = story.answer(station)
    return bool(answer.made or answer.consistency or answer.risk)
