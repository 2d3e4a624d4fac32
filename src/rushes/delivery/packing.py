"""From the film as it stands to the handoff an editor gets."""

from collections.abc import Iterator
from pathlib import Path

from rushes.craft.captions.cue import Cue
from rushes.craft.cards.card import Card
from rushes.craft.provenance import kinds
from rushes.delivery import film as films
from rushes.delivery import heard
from rushes.delivery.film import Sound, Tools
from rushes.delivery.gather import Film, TakeView
from rushes.delivery.pack import Handoff, Missing, Scene, Select, SoundTake
from rushes.delivery.words import decided_by, why
from rushes.kernel.ids import scene_of

SUFFIXES = {"audio/wav": ".wav", "audio/mpeg": ".mp3", "audio/flac": ".flac"}


def handoff_of(film: Film, mixed: Sound | None, cues: tuple[Cue, ...], picture: Path | None, tools: Tools) -> Handoff:
    """The handoff of a cut: its takes, stems, captions, scenes, and what is missing; before a mix it has no stems."""
    return Handoff(
        cut=film.cut,
        selects=tuple(_select(film, take, tools) for take in film.used.values()),
        stems=tuple((stem, mixed.stems[stem]) for stem in films.STEMS) if mixed else (),
        cues=cues,
        scenes=tuple(_scene(film, code, heading) for code, heading in film.headings.items()),
        missing=tuple(_missing(film)),
        disclosure=film.production.brief.disclosure,
        reference=picture,
        workprint=bool(film.unapproved),
        sounds=tuple(_sounds(film, tools)),
        moved=frozenset(trim.shot for trim in film.production.trims if trim.after),
    )


def _sounds(film: Film, tools: Tools) -> Iterator[SoundTake]:
    """The takes of sounds that are heard, each once."""
    says = {one.take: one for one in heard.sounds(film)}
    for take in film.heard.values():
        file, told = tools.blobs.local(take.media), says[take.code]
        suffix = SUFFIXES.get(kinds.mime_of(file), "")
        yield SoundTake(take.code, file, suffix, told.role, told.says, told.state, told.made_with)


def _select(film: Film, take: TakeView, tools: Tools) -> Select:
    card = film.cards[take.shot]
    trim = next((trim.note for trim in film.production.trims if trim.shot == take.shot), "")
    request = take.snapshot["request"]
    return Select(
        take=take.code,
        file=tools.blobs.local(take.media),
        state=str(take.state),
        by=decided_by(take),
        why=why(take),
        prompt=request["prompt"],
        misses=(*(seen.says for seen in take.failed), *([take.opinion.failed] if take.opinion.failed else [])),
        made_with=f"{tools.specs[take.provider].title}, {take.asked}",
        purpose=f"{card.job}: {card.action}" if card.action else str(card.job),
        worked=take.opinion.worked,
        next_action=take.opinion.next_action,
        trim=take.opinion.note or trim,
        sound=_sound_needs(card),
        references=tuple(f"{one['asset']} ({one['role']})" for one in request["citations"]),
    )


def _sound_needs(card: Card) -> tuple[str, ...]:
    beds = [f"bed: {bed}" for bed in card.ambience]
    effects = [f"effect: {one.name}{f' at {one.at:g} s' if one.at is not None else ''}" for one in card.effects]
    lines = [f"line: {line.speaker}: {line.text}" for line in card.dialogue]
    return (*beds, *effects, *lines, *([f"music: {card.music}"] if card.music else []))


def _scene(film: Film, code: str, heading: str) -> Scene:
    cards = [card for card in film.production.cards if scene_of(card.code) == code]
    names = {asset.id: asset.name for asset in film.production.assets}
    people = dict.fromkeys(part.asset for card in cards for part in card.subjects if part.asset.startswith("CH-"))
    continuity = "; ".join(card.continuity_out for card in cards if card.continuity_out)
    purpose = "; ".join(card.title for card in cards if card.title)
    return Scene(code, heading, purpose, tuple(names.get(one, one) for one in people), continuity)


def _missing(film: Film) -> list[Missing]:
    gone = [Missing(code, "left out of the cut") for code in film.cards if code in film.left_out]
    empty = [code for code in film.cards if code not in film.used and code not in film.left_out]
    unshot = [*gone, *(Missing(code, "no take; its place is held by a card") for code in empty)]
    return [*(Missing("shot list", what) for what in film.production.brief.missing), *unshot]
