"""All that the premise gate looks at, as one value: story, script, library, plan and lengths."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.screenplay import people
from rushes.craft.screenplay.breakdown import NoScene, Scene, breakdown
from rushes.craft.screenplay.elements import Action, Character, Dialogue, Screenplay, Span
from rushes.craft.screenplay.emphasis import plain
from rushes.craft.story.card import Story

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Passage:
    """A paragraph of action, or a speech of one cue, with the scene it stands in; `speaker` is empty for action."""

    scene: str
    text: str
    span: Span
    speaker: str = ""

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, in order."""
        return tuple(filter(None, (part.strip() for part in _SENTENCE_END.split(self.text.replace("\n", " ")))))


@dataclass(frozen=True)
class Material:
    """
    A production as the gate reads it.

    `cards` is empty while there is no plan; `runtime` is the wished length and `cut_seconds` that of the cut, in
    seconds, None while unsaid or uncut.
    """

    story: Story
    screenplay: Screenplay
    scenes: tuple[Scene, ...] = ()
    assets: tuple[Asset, ...] = ()
    cards: tuple[Card, ...] = ()
    runtime: float | None = None
    cut_seconds: float | None = None

    @classmethod
    def of(
        cls,
        story: Story,
        screenplay: Screenplay,
        assets: Iterable[Asset] = (),
        cards: Iterable[Card] = (),
        runtime: float | None = None,
        cut_seconds: float | None = None,
    ) -> "Material":
        """What a production has, with its script taken apart; a script without a scene has none."""
        try:
            scenes = breakdown(screenplay).scenes
        except NoScene:
            scenes = ()
        return cls(story, screenplay, scenes, tuple(assets), tuple(cards), runtime, cut_seconds)

    @cached_property
    def cast(self) -> people.Cast:
        """Everyone in the script."""
        return people.cast(self.screenplay)

    @cached_property
    def lead(self) -> str:
        """Whose story it is: whom the card names, else who is in most scenes; empty for a script without people."""
        named = self.cast.seen(self.story.character) or self.cast.seen(self.story.want)
        if named:
            return named[0]
        counted = Counter(name for scene in self.scenes for name in scene.characters)
        return counted.most_common(1)[0][0] if counted else ""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything seen or said, in the script's order."""
        return tuple(passage for scene in self.scenes for passage in _passages(scene))

    def scene(self, code: str) -> Scene | None:
        """The scene of a code."""
        return next((scene for scene in self.scenes if scene.code == code), None)


def _passages(scene: Scene) -> Iterator[Passage]:
    speaker = ""
    for element in scene.elements:
        if isinstance(element, Character):
            speaker = element.name
        elif isinstance(element, Dialogue):
            yield Passage(scene.code, plain(element.text), element.span, speaker)
        elif isinstance(element, Action):
            yield Passage(scene.code, plain(element.text), element.span)
