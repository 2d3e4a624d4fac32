"""From the film as it stands to the handoff an editor gets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rushes.craft.captions.cue import Cue
from rushes.craft.cards.card import Card
from rushes.delivery import film as films
from rushes.delivery import heard
from rushes.delivery.film import Sound, Tools
from rushes.delivery.gather import Film, TakeView
from rushes.delivery.pack import Handoff, Missing, Scene, Select, SoundTake
from rushes.delivery.words import decided_by, why
from rushes.providers.base import Spec

Specs = Mapping[str, Spec[Any]]
File = Callable[[str], Path]
"""Where what is kept under a hash lies as a file."""


def handoff_of(film: Film, mixed: Sound | None, cues: tuple[Cue, ...], picture: Path | None, tools: Tools) -> Handoff:
    """The handoff of a cut: its takes, stems, captions, scenes, and what is missing; before a mix it has no stems."""
    return replace(
        listed(film, tools.specs, tools.blobs.local),
        stems=tuple((stem, mixed.stems[stem]) for stem in films.STEMS) if mixed else (),
        cues=cues,
        scenes=tuple(_scenes(film)),
        missing=tuple(_missing(film)),
        disclosure=film.production.brief.disclosure,
        reference=picture,
    )


def listed(film: Film, specs: Specs, file: File) -> Handoff:
    """What of a handoff its checklist is asked of before there is a film: the cut, its takes, the takes of sounds."""
    return Handoff(
        cut=film.cut,
        selects=tuple(_select(film, take, specs, file(take.media)) for take in film.used.values()),
        workprint=bool(film.unapproved),
        sounds=tuple(_sounds(film, file)),
        moved=frozenset(trim.shot for trim in film.production.trims if trim.after),
    )


def _sounds(film: Film, file: File) -> Iterator[SoundTake]:
    """The takes of sounds that are heard, each once."""
    says = {one.take: one for one in heard.sounds(film)}
    for take in film.heard.values():
        told = says[take.code]
        yield SoundTake(take.code, file(take.media), told.role, told.says, told.state, told.made_with)


def _select(film: Film, take: TakeView, specs: Specs, file: Path) -> Select:
    card = film.cards[take.shot]
    request = take.snapshot["request"]
    return Select(
        take=take.code,
        file=file,
        state=str(take.state),
        by=decided_by(take),
        why=why(take),
        prompt=request["prompt"],
        misses=(*(seen.says for seen in take.failed), *([take.opinion.failed] if take.opinion.failed else [])),
        made_with=f"{specs[take.provider].title}, {take.asked}",
        purpose=f"{card.job}: {card.action}" if card.action else str(card.job),
        worked=take.opinion.worked,
        next_action=take.opinion.next_action,
        trim=take.opinion.note or film.trim_notes.get(take.shot, ""),
        sound=_sound_needs(card),
        references=tuple(f"{one['asset']} ({one['role']})" for one in request["citations"]),
    )


def _sound_needs(card: Card) -> tuple[str, ...]:
    beds = [f"bed: {bed}" for bed in card.ambience]
    effects = [f"effect: {one.name}{f' at {one.at:g} s' if one.at is not None else ''}" for one in card.effects]
    lines = [f"line: {line.speaker}: {line.text}" for line in card.dialogue]
    return (*beds, *effects, *lines, *([f"music: {card.music}"] if card.music else []))


def _scenes(film: Film) -> Iterator[Scene]:
    cards: dict[str, list[Card]] = {}
    for card in film.production.cards:
        cards.setdefault(card.scene, []).append(card)
    names = {asset.id: asset.name for asset in film.production.assets}
    for code, heading in film.headings.items():
        yield _scene(code, heading, cards.get(code, []), names)


def _scene(code: str, heading: str, cards: Sequence[Card], names: Mapping[str, str]) -> Scene:
    people = dict.fromkeys(part.asset for card in cards for part in card.subjects if part.asset.startswith("CH-"))
    continuity = "; ".join(card.continuity_out for card in cards if card.continuity_out)
    purpose = "; ".join(card.title for card in cards if card.title)
    return Scene(code, heading, purpose, tuple(names.get(one, one) for one in people), continuity)


def _missing(film: Film) -> list[Missing]:
    gone = [Missing(code, "left out of the cut") for code in film.cards if code in film.left_out]
    empty = [code for code in film.cards if code not in film.used and code not in film.left_out]
    unshot = [*gone, *(Missing(code, "no take; its place is held by a card") for code in empty)]
    return [*(Missing("shot list", what) for what in film.production.brief.missing), *unshot]
