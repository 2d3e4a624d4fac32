"""The things a story depends on, and where its script shows, uses and names them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rushes.craft.cards.asset import AssetKind
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import words
from rushes.craft.screenplay import people
from rushes.craft.story import verbs
from rushes.craft.story.beats import Part
from rushes.craft.story.material import Material, Passage

_CAPITALS = re.compile(
    r"\b(?:the|an?|his|her|their|its|one|two|three|some) (?:[a-z'’-]+ ){0,3}([A-Z]{3,}(?: [A-Z]{3,}){0,2})\b"
)
_NOUN = re.compile(r"[^\W\d_]+")
_NOISES = words.listed("bang crash clack click thud slam ring scream roar shout whisper boom crack pop smash cut")
_OTHERS: dict[str, tuple[str, ...]] = {
    kept: tuple(other for other, same in words.SAME_THING.items() if same == kept) for kept in words.SAME_THING.values()
}


class Why(StrEnum):
    """Why a thing is held to matter."""

    LIBRARY = "in the library"
    GUESSED = "proposed for the library"
    CAPITALS = "in capitals"
    CARD = "on the story card"


@dataclass(frozen=True)
class Mention:
    """A paragraph that shows a thing, or a speech that names it; `used` where somebody does something with it."""

    passage: Passage
    place: int
    used: bool


@dataclass(frozen=True)
class Thing:
    """A thing that matters: its noun, why it does, and its mentions in the script's order."""

    noun: str
    why: Why
    mentions: tuple[Mention, ...]

    @property
    def seen(self) -> tuple[Mention, ...]:
        """The mentions in which the camera sees it."""
        return tuple(mention for mention in self.mentions if not mention.passage.speaker)

    @property
    def scenes(self) -> tuple[str, ...]:
        """The scenes it is in or is named in."""
        return tuple(dict.fromkeys(mention.passage.scene for mention in self.mentions))


def things(material: Material) -> list[Thing]:
    """Everything plot-bearing: props of the library, things in capitals, things that turn or payoff name."""
    reasons = _reasons(material)
    nouns = {spelling: noun for noun in reasons for spelling in _spellings(noun)}
    mentions: dict[str, list[Mention]] = {noun: [] for noun in reasons}
    for place, passage in enumerate(material.passages):
        for noun, used in _named(passage, nouns).items():
            mentions[noun].append(Mention(passage, place, used))
    return [Thing(noun, why, tuple(mentions[noun])) for noun, why in reasons.items()]


def on_card(material: Material, *parts: Part) -> set[str]:
    """The nouns of things that some parts of the story card name."""
    text = " ".join(material.story.told(part) for part in parts)
    return {_kept(word) for word in map(str.casefold, _NOUN.findall(text)) if _kept(word) in words.THINGS}


def _reasons(material: Material) -> dict[str, Why]:
    found: dict[str, Why] = {}
    for asset in material.assets:
        names = _NOUN.findall(asset.name)
        if asset.kind is AssetKind.PROP and names:
            why = Why.GUESSED if asset.origin is Origin.PROPOSED else Why.LIBRARY
            found.setdefault(_kept(names[-1].casefold()), why)
    for noun in map(_kept, _in_capitals(material)):
        if found.get(noun, Why.GUESSED) is Why.GUESSED:
            found[noun] = Why.CAPITALS
    for noun in sorted(on_card(material, Part.TURN, Part.PAYOFF)):
        found.setdefault(noun, Why.CARD)
    return found


def _in_capitals(material: Material) -> Iterator[str]:
    names = {word.casefold() for name in material.cast.names for word in name.split()}
    for passage in material.passages:
        if passage.speaker:
            continue
        introduced = {name for name, _, _ in people.introductions(passage.text)}
        for match in _CAPITALS.finditer(passage.text):
            noun = match[1].split()[-1].casefold()
            if match[1] not in introduced and noun not in names | _NOISES:
                yield noun


def _named(passage: Passage, nouns: dict[str, str]) -> dict[str, bool]:
    """The things a paragraph names, and whether it does something with each."""
    found: dict[str, bool] = {}
    for sentence in passage.sentences:
        named = [nouns[word] for word in map(str.casefold, _NOUN.findall(sentence)) if word in nouns]
        used = bool(named) and not passage.speaker and bool(verbs.deeds(sentence))
        for noun in named:
            found[noun] = found.get(noun, False) or used
    return found


def _spellings(noun: str) -> Iterator[str]:
    for each in (noun, *_OTHERS.get(noun, ())):
        yield each
        yield f"{each}s"
        if each.endswith("y"):
            yield f"{each[:-1]}ies"


def _kept(noun: str) -> str:
    """One noun for all that name the same thing: a tape is a cassette, keys are a key."""
    one = noun if noun in words.SAME_THING or not noun.endswith("s") else noun.removesuffix("s")
    return words.SAME_THING.get(noun, words.SAME_THING.get(one, one if one in words.THINGS else noun))
