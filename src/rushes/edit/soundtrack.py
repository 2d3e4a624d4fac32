"""What a cut should sound like: lines, the sounds its cards and sheets ask for, score; as a plan for the mix."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Treatment
from rushes.craft.production import rows
from rushes.craft.sound import treatments, voices
from rushes.craft.sound.plan import Cue, Kind, Line, Recording, SoundPlan
from rushes.craft.timeline.cut import Cut, Event
from rushes.edit import lines as spoken

EFFECT_SECONDS = 2.5
NO_MUSIC = ("", "none", "no music", "silence")
UNNAMED = "score"
"""What music is called that no cue sheet names."""
SCORE = "M-SCORE"
"""The music under a whole film, where nobody says anything about music."""
PASSES = {
    Treatment.PHONE: treatments.PHONE,
    Treatment.TAPE: treatments.TAPE,
    Treatment.RADIO: treatments.TAPE,
    Treatment.NONE: "",
}


@dataclass(frozen=True)
class Plan:
    """
    What a production says about its sound: cards by shot, cast, scene headings, cue sheet, mood.

    `recorded` are the recordings there are, by what each is a take of.
    """

    cards: Mapping[str, Card]
    assets: Mapping[str, Asset]
    places: Mapping[str, str]
    sheet: Sequence[rows.Cue]
    mood: str
    recorded: Mapping[str, Recording] = field(default_factory=dict)


def plan(cut: Cut, said: Sequence[spoken.Line], intent: Plan) -> SoundPlan:
    """The plan for the whole film; the cue sheet wins over the cards where both ask for the same bed."""
    named = zip(sheet_codes(intent.sheet), intent.sheet, strict=True)
    sheet = [cue for code, row in named if (cue := _of_sheet(cut, code, row, intent))]
    beds = [cue for cue in _beds(cut, intent) if not _covered(cue, sheet)]
    cues = [*sheet, *beds, *_effects(cut, intent)]
    music = [] if any(cue.kind == "music" for cue in cues) else _score(cut, intent)
    ends = {event.name: event.end for event in cut.events}
    lines = tuple(_line(number, line, ends[line.event], intent) for number, line in enumerate(said, start=1))
    heard = (replace(cue, recording=intent.recorded.get(cue.code)) for cue in (*cues, *music))
    return SoundPlan(cut.rate, len(cut), lines, tuple(sorted(heard, key=lambda cue: cue.from_frame)), intent.mood)


def sheet_codes(sheet: Iterable[rows.Cue]) -> list[str]:
    """What a recording of each cue of the sheet is a take of, after its name: `E-BELL-A`, `M-TONE`; no two the same."""
    codes: list[str] = []
    for cue in sheet:
        letters = unicodedata.normalize("NFKD", cue.name).encode("ascii", "ignore").decode().upper()
        word = re.sub(r"[^A-Z0-9]+", "-", letters)[:40].strip("-") or "CUE"
        code = f"{'M' if cue.kind is rows.SoundKind.MUSIC else 'E'}-{word}"
        again = (f"{code}-{number}" for number in count(2))
        codes.append(code if code not in codes else next(other for other in again if other not in codes))
    return codes


def frame_of(cut: Cut, moment: rows.Moment, *, at_end: bool) -> int | None:
    """The frame of the cut at a moment of a shot; None when the shot is not in the cut."""
    event = next((event for event in cut.events if event.name == moment.shot), None)
    if event is None:
        return None
    if moment.seconds is None:
        return event.end if at_end else event.record
    frame = event.record + cut.rate.frames(moment.seconds) - event.source.start
    return min(max(frame, event.record), event.end)


def _line(number: int, line: spoken.Line, end: int, intent: Plan) -> Line:
    """A line of the mix; a recorded one is to be over with its picture, for it will not be spoken anew to fit."""
    speech = line.speech
    person = intent.assets.get(speech.speaker)
    told = f"{person.name}; {person.description}; {person.locked}" if person else ""
    passes = PASSES[speech.treatment] or ("" if speech.on_screen else treatments.OFF)
    place = intent.places.get(line.event.partition("-")[0], "")
    voice = voices.cast(speech.speaker, told, speech.language)
    made = Line(f"{number:03} {line.event}", voice, speech.text, line.start, passes, place, code=line.code)
    recording = intent.recorded.get(line.code)
    return replace(made, recording=recording, until=max(end, line.start + 1)) if recording else made


def _of_sheet(cut: Cut, code: str, row: rows.Cue, intent: Plan) -> Cue | None:
    start, end = frame_of(cut, row.start, at_end=False), frame_of(cut, row.end, at_end=True)
    if start is None or end is None:
        return None
    kind: Kind = row.kind.value
    place = intent.places.get(row.start.shot.partition("-")[0], "")
    return Cue(row.name, kind, start, max(end, start + 1), row.note, place=place, code=code)


def _beds(cut: Cut, intent: Plan) -> list[Cue]:
    """One bed a word, running on while neighbouring shots of a scene ask for it."""
    running: dict[tuple[str, str], Cue] = {}
    finished: list[Cue] = []
    for event, card in _shots(cut, intent):
        for number, word in enumerate(card.ambience, start=1):
            key = (card.scene, word)
            before = running.get(key)
            if before and before.to_frame == event.record:
                running[key] = replace(before, to_frame=event.end)
                continue
            finished += [before] if before else []
            place, code = intent.places.get(card.scene, ""), f"{card.code}-B{number:02}"
            running[key] = Cue(word, "ambience", event.record, event.end, place=place, code=code)
    return [*finished, *running.values()]


def _effects(cut: Cut, intent: Plan) -> list[Cue]:
    found: list[Cue] = []
    for event, card in _shots(cut, intent):
        step = len(event.source) / (len(card.effects) + 1)
        for number, effect in enumerate(card.effects, start=1):
            late = step * number if effect.at is None else cut.rate.frames(effect.at) - event.source.start
            start = event.record + int(late)
            if event.record <= start < event.end:
                end = min(start + cut.rate.frames(EFFECT_SECONDS), len(cut))
                place, code = intent.places.get(card.scene, ""), f"{card.code}-E{number:02}"
                found.append(Cue(effect.name, "effect", start, end, place=place, code=code))
    return found


def _score(cut: Cut, intent: Plan) -> list[Cue]:
    """Music where the cards ask for it; a quiet score under it all where no card says anything about music."""
    asked = [(event, card.music) for event, card in _shots(cut, intent)]
    if not any(music for _, music in asked):
        return [Cue(UNNAMED, "music", 0, len(cut), intent.mood or "sparse, melancholy, quiet", code=SCORE)]
    return [
        Cue(UNNAMED, "music", event.record, event.end, music, code=f"{event.name}-M01")
        for event, music in asked
        if music not in NO_MUSIC
    ]


def _covered(bed: Cue, sheet: Iterable[Cue]) -> bool:
    words = set(re.findall(r"[a-z]{3,}", bed.name.lower()))
    beds = [cue for cue in sheet if cue.kind in {"ambience", "design"}]
    over = [cue for cue in beds if cue.from_frame < bed.to_frame and bed.from_frame < cue.to_frame]
    return any(words & set(re.findall(r"[a-z]{3,}", f"{cue.name} {cue.note}".lower())) for cue in over)


def _shots(cut: Cut, intent: Plan) -> Iterable[tuple[Event, Card]]:
    return ((event, intent.cards[event.name]) for event in cut.events if event.name in intent.cards)
