"""From a sound plan to a mix: every line spoken where it belongs, every cue made, placed, bridged across its cuts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from rushes.craft.sound import ambience, lexicon, mix, plan, rooms, score, speech, treatments, waves
from rushes.craft.sound.limiter import WEB, Loudness
from rushes.craft.sound.mix import Mix, Track
from rushes.craft.sound.plan import Cue, Line, SoundPlan
from rushes.craft.sound.speech import PROGRAM, Speech
from rushes.craft.sound.waves import RATE, Sound

BRIDGE_SECONDS = 0.5
DIALOGUE_GAIN = 0.0
FILM_ENDS_SECONDS = (0.02, 0.25)
QUIET = r"light|lighter|quiet|quieter|soft|softly|low|under|faint|barely|distant|away"
LOUD = r"loud|louder|heavy|hard|strong|full|close"
GROWS = r"grows?|growing|rises?|rising|builds?|swells?|louder and louder|approach\w*"
FADES = r"fades?|fading|dies|dying|recedes?|away"
STOPS = r"stops? dead|cuts? (?:out|off|dead)|hard out|sudden\w*"


@dataclass(frozen=True)
class Spoken:
    """A line as it stands in the film: its first sample, and its speech, whose times count from there."""

    id: str
    at: int
    speech: Speech

    @property
    def end(self) -> int:
        """The sample after its last."""
        return self.at + len(self.speech.samples)


@dataclass(frozen=True)
class Remark:
    """What to know of a mix: a cue is `unknown`, a line longer than its slot (`overrun`) or on another (`overlap`)."""

    kind: str
    where: str
    sentence: str


@dataclass(frozen=True)
class Soundtrack:
    """A film's sound: the mix, the lines as spoken, and what to know of them."""

    mix: Mix
    spoken: tuple[Spoken, ...]
    remarks: tuple[Remark, ...]


def build(film: SoundPlan, target: Loudness = WEB, program: Sequence[str] = PROGRAM) -> Soundtrack:
    """
    Speak, make and mix all that a plan asks for; the same plan is the same samples.

    Raises:
        UnplayablePlan: a line or cue cannot be played; every one is named.
        SpeechUnavailable: the speech engine is missing or failed.
    """
    plan.check(film)
    voices = speech.speak([(line.text, line.voice) for line in film.lines], program)
    spoken = tuple(
        Spoken(line.id, film.sample(line.start_frame), said) for line, said in zip(film.lines, voices, strict=True)
    )
    mixed = mix.mix((_eased(track, film.length) for track in _tracks(film, spoken)), film.length, target)
    return Soundtrack(mixed, spoken, (*_line_remarks(film, spoken), *_cue_remarks(film)))


def _tracks(film: SoundPlan, spoken: Sequence[Spoken]) -> Iterator[Track]:
    """One at a time, since together they are several times the film."""
    for line, said in zip(film.lines, spoken, strict=True):
        yield _line_track(line, said)
    for cue in joined(film.cues):
        yield from cue_tracks(film, cue)


def joined(cues: Iterable[Cue]) -> list[Cue]:
    """
    The cues with each bed that goes on in the next shot as one.

    A crossfade of a bed with itself would be heard as a bump at the cut.
    """
    result: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: cue.from_frame):
        before = next((number for number, other in enumerate(result) if _goes_on(other, cue)), None)
        if before is None:
            result.append(cue)
        else:
            result[before] = replace(result[before], to_frame=max(result[before].to_frame, cue.to_frame))
    return result


def _goes_on(first: Cue, second: Cue) -> bool:
    same = replace(first, from_frame=second.from_frame, to_frame=second.to_frame, place=second.place) == second
    return same and second.kind in ("ambience", "design") and second.from_frame <= first.to_frame


def cue_tracks(film: SoundPlan, cue: Cue) -> list[Track]:
    """The tracks that a cue becomes: a bed, one effect, an effect that comes again and again, or music."""
    start, end = film.sample(cue.from_frame), min(film.sample(cue.to_frame), film.length)
    if cue.kind == "music":
        return [_music(film, cue, start, end)]
    found = lexicon.find(cue.kind, cue.name, cue.note)
    if found.bed:
        return [_bed(film, cue, found.recipe, start, end)]
    if cue.kind == "ambience":
        return _again_and_again(film, cue, found.recipe, start, end)
    return [_effect(film, cue, found.recipe, start, end)]


def _line_track(line: Line, said: Spoken) -> Track:
    heard = treatments.treated(said.speech.samples, line.treatment, line.id)
    narrow = line.treatment in (treatments.PHONE, treatments.TAPE)
    sides = waves.stereo(heard, line.pan * 0.6)
    nearer = -4.0 if line.treatment in (treatments.OFF, treatments.DISTANT) else 0.0
    kind = "dry" if narrow else rooms.kind_of(line.place)
    return Track("dialogue", rooms.in_place(sides, kind, nearer), said.at, DIALOGUE_GAIN)


def _effect(film: SoundPlan, cue: Cue, recipe: lexicon.Recipe, start: int, end: int, turn: int = 0) -> Track:
    sound = lexicon.effect(recipe, (end - start) / RATE, film.seed + cue.seed + turn)
    treatment = _treatment(cue)
    sound = treatments.treated(sound, treatment, recipe.id)
    kind = "dry" if treatment == treatments.TAPE else rooms.kind_of(cue.place)
    nearer = -6.0 if treatment in (treatments.DISTANT, treatments.OFF) else 0.0
    placed = rooms.in_place(waves.stereo(sound, cue.pan * 0.8), kind, nearer)
    return Track("effects", placed, start, _level(cue))


def _again_and_again(film: SoundPlan, cue: Cue, recipe: lexicon.Recipe, start: int, end: int) -> list[Track]:
    random = waves.rng("again", recipe.id, film.seed, cue.seed)
    tracks, at, turn = [], start + waves.samples(float(random.uniform(0.2, 1.2))), 0
    while at < end:
        turn += 1
        tracks.append(replace(_effect(film, cue, recipe, at, end, turn % 4), stem="ambience"))
        at += waves.samples(float(random.uniform(1.3, 3.4))) + len(tracks[-1].samples) // 2
    return tracks


def _bed(film: SoundPlan, cue: Cue, recipe: lexicon.Recipe, start: int, end: int) -> Track:
    stops = _says(cue, STOPS)
    reach = waves.samples(BRIDGE_SECONDS) // 2
    before, after = start - reach, end if stops else end + reach
    # Two beds of one recipe at once come from different stretches of it, or they would add up as one, twice as loud.
    turn = int(waves.rng("turn", cue.name.casefold()).integers(ambience.LOOP))
    sound = waves.tiled(lexicon.bed(recipe, film.seed + cue.seed), after - before, before + turn)
    treatment = _treatment(cue)
    if treatment:
        sound = waves.stereo(treatments.treated(sound, treatment, recipe.id))
    sound = _shaped(cue, sound)
    bridged = waves.crossfaded(sound, BRIDGE_SECONDS, 0.008 if stops else BRIDGE_SECONDS)
    return Track("ambience", bridged, before, _level(cue), cue.pan * 0.5)


def _music(film: SoundPlan, cue: Cue, start: int, end: int) -> Track:
    mood = score.mood_of(cue.name, cue.note, film.mood)
    hits = [film.sample(frame) - start for frame in film.hits if start < film.sample(frame) <= end]
    sound = score.compose(mood, end - start, film.seed + cue.seed, hits, f"{cue.name} {cue.note}")
    return Track("music", sound, start, _level(cue))


def _shaped(cue: Cue, sound: Sound) -> Sound:
    ends = (-9.0, 3.0) if _says(cue, GROWS) else (2.0, -14.0) if _says(cue, FADES) else None
    if ends is None:
        return sound
    curve = 10 ** (np.linspace(*ends, len(sound)) / 20)
    return sound * curve.astype(np.float32)[:, None]


def _treatment(cue: Cue) -> str:
    if cue.treatment:
        return cue.treatment
    named = treatments.treatment_of(f"{cue.name}, {cue.note}")
    # A bed of tape hiss, or a tape put into its deck, is not itself heard from tape.
    itself = named == treatments.TAPE and re.search(r"\b(?:hiss|cassette|reels?|button|deck)\b", cue.name.casefold())
    return "" if itself else named


def _level(cue: Cue) -> float:
    quiet, loud = _says(cue, QUIET), _says(cue, LOUD)
    return -5.0 if quiet and not loud else 3.0 if loud and not quiet else 0.0


def _says(cue: Cue, pattern: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", f"{cue.name} {cue.note}".casefold()) is not None


def _eased(track: Track, length: int) -> Track:
    """A track that hangs over the film's first or last sample, trimmed and eased there so that nothing clicks."""
    start, end = max(0, -track.at), min(len(track.samples), length - track.at)
    if start == 0 and end == len(track.samples):
        return track
    opening, closing = FILM_ENDS_SECONDS
    inside = track.samples[start:end]
    eased = waves.faded(inside, opening if start else 0, closing if end < len(track.samples) else 0)
    return replace(track, samples=eased, at=track.at + start)


def _line_remarks(film: SoundPlan, spoken: Sequence[Spoken]) -> list[Remark]:
    remarks = []
    for line, said in zip(film.lines, spoken, strict=True):
        until = film.sample(line.until) if line.until is not None else film.length
        if said.end > until:
            seconds = (said.end - until) / RATE
            limit = "its slot" if line.until is not None else "the film"
            remarks.append(Remark("overrun", line.id, f"Line {line.id} is {seconds:.2f} s longer than {limit}."))
    for first, second in pairwise(sorted(spoken, key=lambda said: said.at)):
        if first.end > second.at:
            seconds = (first.end - second.at) / RATE
            remarks.append(
                Remark("overlap", second.id, f"Line {second.id} starts {seconds:.2f} s before {first.id} is over.")
            )
    return remarks


def _cue_remarks(film: SoundPlan) -> list[Remark]:
    remarks = []
    for cue in film.cues:
        if cue.kind != "music" and not (found := lexicon.find(cue.kind, cue.name, cue.note)).known:
            sentence = f"No recipe makes {cue.name!r}; {found.recipe.id} stands in for it."
            remarks.append(Remark("unknown", cue.name, sentence))
    return remarks
