"""What a film needs to have heard: readings of its lines, effects, music; and which takes stand for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards import timing
from rushes.craft.production.folder import Production
from rushes.craft.sound.plan import Cue, Recording, SoundPlan
from rushes.craft.sound.speech import Word
from rushes.craft.timeline.cut import Cut
from rushes.delivery import panels
from rushes.edit import assembly, ending, soundtrack
from rushes.edit import lines as spoken
from rushes.generation.compose import Sound
from rushes.kernel.ids import Subject, scene_of
from rushes.providers.base import Makes
from rushes.review import service as review
from rushes.review.rules import State
from rushes.takes import service as takes
from rushes.takes.tables import Take

BED_SECONDS = 20.0  # a bed goes round and round: so much of it is enough
SECTION_SECONDS = 3.0  # no service makes shorter sections of music


class Kind(StrEnum):
    """What kind of sound something is."""

    SPEECH = "speech"
    EFFECT = "effect"
    MUSIC = "music"

    @property
    def makes(self) -> Makes:
        """What a model must make, to make it."""
        return Makes(self.value)

    @property
    def plural(self) -> str:
        """Several of it, in a sentence."""
        return "effects" if self is Kind.EFFECT else str(self)

    @property
    def subject(self) -> str:
        """What kind of subject its takes are of."""
        return {"speech": "reading", "effect": "effect", "music": "score"}[self.value]


@dataclass(frozen=True)
class Need:
    """
    A sound that the film needs.

    `shot` is the shot it begins in, empty for none. `of` is what a take must be of to be heard at all, `how` what it is
    asked to be besides: a take made for another `how` is heard only where a person chose it.
    """

    kind: Kind
    code: str
    shot: str
    says: str
    plan: Mapping[str, Any]
    of: Mapping[str, str]
    how: Mapping[str, str]

    @property
    def sound(self) -> Sound:
        """The same as it is ordered."""
        told = {"of": dict(self.of), "how": dict(self.how)}
        return Sound(Subject(self.kind.subject, self.code), self.kind.makes, self.says, self.plan, told)


@dataclass(frozen=True)
class Standing:
    """
    The take that stands for a sound, and where it is in review; none, where nothing was made or all rejected.

    `takes` are all that could stand.
    """

    need: Need
    take: Take | None
    state: State
    takes: tuple[Take, ...]


def track(
    production: Production,
    cut: Cut,
    said: Sequence[spoken.Line],
    places: Mapping[str, str],
    recorded: Mapping[str, Recording] | None = None,
) -> SoundPlan:
    """What a cut of a production should sound like; `places` are the headings of its scenes."""
    intent = soundtrack.Plan(
        cards={card.code: card for card in production.cards},
        assets={asset.id: asset for asset in production.assets},
        places=places,
        sheet=production.cues,
        mood=production.brief.sound.mood,
        recorded=recorded or {},
    )
    return soundtrack.plan(cut, said, intent)


def needs(production: Production) -> tuple[Need, ...]:
    """
    Every sound of the film as it is planned, in story order: readings, then effects, then music.

    Lengths are those of the cards, so that what is asked for does not change with the takes in the cut.
    """
    brief, assets = production.brief, {asset.id: asset for asset in production.assets}
    last = ending.ending(production.screenplay, assets, brief.title)
    cut = assembly.assembly(brief.title, brief.format.frames, production.cards, {}, {}, last)
    said = spoken.lines(cut, {card.code: card for card in production.cards}, last)
    cues = track(production, cut, said, {}).cues
    effects = [_effect(cut, cue, production) for cue in cues if cue.kind != "music"]
    music = [_score(cut, cue, production) for cue in cues if cue.kind == "music"]
    return (*_readings(said, production), *effects, *music)


def standing(session: Session, project_id: UUID, wanted: Iterable[Need]) -> list[Standing]:
    """
    The take that stands for each sound: what a person decided, else the newest of what is asked now, none rejected.

    A take of other words, or of another sound, never stands, whoever chose it.
    """
    known = every(session, project_id)
    made, said = panels.by_subject(known), review.standing(session, [take.id for take in known])
    found: list[Standing] = []
    for need in wanted:
        own = [take for take in made.get(need.code, []) if take.snapshot["sound"]["of"] == need.of]
        fresh = {take.id for take in own if is_asked_now(take, need)}
        found.append(Standing(need, *panels.best(said, own, fresh), tuple(own)))
    return found


def fitting(session: Session, project_id: UUID, wanted: Iterable[Need]) -> dict[str, list[Take]]:
    """The takes of each sound that are of exactly what is asked of it now, and not rejected."""
    known = every(session, project_id)
    made, said = panels.by_subject(known), review.standing(session, [take.id for take in known])
    rejected = {id for id, verdict in said.items() if verdict.state == State.REJECTED}
    return {
        need.code: [take for take in made.get(need.code, []) if is_asked_now(take, need) and take.id not in rejected]
        for need in wanted
    }


def every(session: Session, project_id: UUID) -> list[Take]:
    """All takes of sounds."""
    return [take for kind in Kind for take in takes.every(session, project_id, kind.subject)]


def is_asked_now(take: Take, need: Need) -> bool:
    """Whether a take is of exactly what is asked of a sound now."""
    return bool(take.snapshot["sound"] == need.sound.told)


def recording(take: Take) -> Recording:
    """A take as the mix hears it."""
    return Recording(take.media, seconds(take), tuple(_words(take.snapshot.get("reported", {}).get("alignment"))))


def seconds(take: Take) -> float:
    """How long a sound is."""
    return float(take.probe.get("samples", 0) / take.probe.get("rate", 1))


def _readings(said: Sequence[spoken.Line], production: Production) -> Iterator[Need]:
    """Each line with the words before and after it in its scene."""
    shots = {card.code for card in production.cards}
    for _, scene in groupby(said, key=lambda line: scene_of(line.event)):
        lines = list(scene)
        words = ["", *(line.speech.text for line in lines), ""]
        for before, line, after in zip(words, lines, words[2:], strict=False):
            speech = line.speech
            of = {"speaker": speech.speaker, "text": speech.text}
            how = {"language": speech.language, "delivery": speech.delivery}
            about = {"seconds": round(timing.seconds_of(speech.text), 2), "before": before, "after": after}
            plan = {"speaker": speech.speaker, "voice": "", **how, **about}
            yield Need(Kind.SPEECH, line.code, line.event if line.event in shots else "", speech.text, plan, of, how)


def _effect(cut: Cut, cue: Cue, production: Production) -> Need:
    """An effect as long as it rings, or enough of a bed to go round."""
    loop = cue.kind != "effect"
    lasts = cut.rate.seconds(cue.to_frame - cue.from_frame)
    length = min(lasts if loop else max(lasts, soundtrack.EFFECT_SECONDS), BED_SECONDS)
    says = f"{cue.name}: {cue.note}" if cue.note else cue.name
    how = {"note": cue.note, "kind": cue.kind}
    plan = {"seconds": round(length, 2), "loop": loop}
    return Need(Kind.EFFECT, cue.code, _shot(cut, cue, production), says, plan, {"name": cue.name}, how)


def _score(cut: Cut, cue: Cue, production: Production) -> Need:
    """Music as long as its cue, with a section for each scene that it runs under."""
    mood = production.brief.sound.mood
    said = cue.note if cue.note and cue.name == soundtrack.UNNAMED else f"{cue.name}: {cue.note}".rstrip(": ")
    says = said if mood.casefold() in said.casefold() else f"{said}; {mood}"
    plan = {
        "seconds": round(cut.rate.seconds(cue.to_frame - cue.from_frame), 2),
        "sections": _sections(cut, cue, production, says),
        "avoid": [],
        "instrumental": True,
    }
    return Need(Kind.MUSIC, cue.code, _shot(cut, cue, production), says, plan, {"name": cue.name}, {"brief": says})


def _sections(cut: Cut, cue: Cue, production: Production, says: str) -> list[dict[str, Any]]:
    """The scenes under a cue with their lengths and what their cards say of music; none for music in one scene."""
    cards = {card.code: card for card in production.cards}
    found: list[dict[str, Any]] = []
    for event in cut.events:
        lasts = cut.rate.seconds(max(0, min(event.end, cue.to_frame) - max(event.record, cue.from_frame)))
        scene = scene_of(event.name) if event.name in cards else ""
        if found and (not scene or scene == found[-1]["name"] or found[-1]["seconds"] < SECTION_SECONDS):
            found[-1]["seconds"] += lasts
        elif lasts:
            found.append({"name": scene or "Opening", "seconds": lasts, "styles": []})
        music = cards[event.name].music if lasts and event.name in cards else ""
        if music and music not in (*soundtrack.NO_MUSIC, *found[-1]["styles"]):
            found[-1]["styles"].append(music)
    if len(found) > 1 and found[-1]["seconds"] < SECTION_SECONDS:
        found[-2]["seconds"] += found.pop()["seconds"]
    told = [{**one, "seconds": round(one["seconds"], 2), "styles": one["styles"] or [says]} for one in found]
    return told if len(told) > 1 else []


def _shot(cut: Cut, cue: Cue, production: Production) -> str:
    """The shot in which a cue begins."""
    shots = {card.code for card in production.cards}
    within = (event.name for event in cut.events if event.record <= cue.from_frame < event.end)
    return next((name for name in within if name in shots), "")


def _words(said: object) -> Iterator[Word]:
    """What a service says of the times of words; what cannot be is left out."""
    for one in said if isinstance(said, list) else []:
        word, start, end = (one.get(name) if isinstance(one, dict) else None for name in ("word", "start", "end"))
        if isinstance(word, str) and isinstance(start, int | float) and isinstance(end, int | float) and start <= end:
            yield Word(word, float(start), float(end))
