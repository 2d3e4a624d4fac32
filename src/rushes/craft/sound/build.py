"""From a sound plan to a mix: every line spoken where it belongs, every cue made, placed, bridged across its cuts."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from rushes.craft.sound import ambience, lexicon, mix, plan, recorded, rooms, score, speech, treatments, waves
from rushes.craft.sound.limiter import WEB, Loudness
from rushes.craft.sound.mix import Mix, Track
from rushes.craft.sound.plan import Cue, Line, SoundPlan
from rushes.craft.sound.speech import PROGRAM, Speech
from rushes.craft.sound.waves import RATE, Sound

BRIDGE_SECONDS = 0.5
DIALOGUE_GAIN = 0.0
RINGS_SECONDS = 2.5  # a recorded effect may ring on so long, however short its cue is
SHORT_SECONDS = 1.0  # music that ends so much before its cue is reported
FILM_ENDS_SECONDS = (0.02, 0.25)
QUIET = r"light|lighter|quiet|quieter|soft|softly|low|under|faint|barely|distant|away"
LOUD = r"loud|louder|heavy|hard|strong|full|close"
GROWS = r"grows?|growing|rises?|rising|builds?|swells?|louder and louder|approach\w*"
FADES = r"fades?|fading|dies|dying|recedes?|away"
STOPS = r"stops? dead|cuts? (?:out|off|dead)|hard out|sudden\w*"


Recordings = Callable[[str], Sound]
"""The sound of a recording by its hash: (samples, channels) at 48 kHz."""


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
    """
    What to know of a mix.

    A cue is `unknown`, or its music `short`; a line is longer than its slot (`overrun`), on another (`overlap`), or
    nothing is heard in its recording (`silent`).
    """

    kind: str
    where: str
    sentence: str


@dataclass(frozen=True)
class Soundtrack:
    """A film's sound: the mix, the lines as spoken, and what to know of them."""

    mix: Mix
    spoken: tuple[Spoken, ...]
    remarks: tuple[Remark, ...]


def no_recordings(sha256: str) -> Sound:
    """For plans without any."""
    raise LookupError(f"Nothing is recorded under {sha256}.")


def build(
    film: SoundPlan, target: Loudness = WEB, program: Sequence[str] = PROGRAM, recordings: Recordings = no_recordings
) -> Soundtrack:
    """
    Speak, make and mix all that a plan asks for, with the recordings it names; the same plan is the same samples.

    Raises:
        UnplayablePlan: a line or cue cannot be played; every one is named.
        SpeechUnavailable: the speech engine is missing or failed.
    """
    plan.check(film)
    spoken = tuple(_spoken(film, program, recordings))
    tracks = (_eased(track, film.length) for track in _tracks(film, spoken, recordings))
    mixed = mix.mix(tracks, film.length, target)
    return Soundtrack(mixed, spoken, (*_line_remarks(film, spoken), *_cue_remarks(film)))


def _spoken(film: SoundPlan, program: Sequence[str], recordings: Recordings) -> Iterator[Spoken]:
    """Every line in order: as it was recorded, else spoken here."""
    synthesised = [(line.text, line.voice) for line in film.lines if line.recording is None]
    voices = iter(speech.speak(synthesised, program))
    for line in film.lines:
        one = line.recording
        said = next(voices) if one is None else recorded.reading(recordings(one.sha256), one.words)
        yield Spoken(line.id, film.sample(line.start_frame), said)


def _tracks(film: SoundPlan, spoken: Sequence[Spoken], recordings: Recordings) -> Iterator[Track]:
    """One at a time, since together they are several times the film."""
    for line, said in zip(film.lines, spoken, strict=True):
        yield _line_track(line, said)
    for cue in joined(film.cues):
        yield from cue_tracks(film, cue, recordings)


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
    here = replace(first, from_frame=second.from_frame, to_frame=second.to_frame, place=second.place, code=second.code)
    same = here == second
    return same and second.kind in ("ambience", "design") and second.from_frame <= first.to_frame


def cue_tracks(film: SoundPlan, cue: Cue, recordings: Recordings = no_recordings) -> list[Track]:
    """The tracks that a cue becomes: a bed, one effect, an effect that comes again and again, or music."""
    start, end = film.sample(cue.from_frame), min(film.sample(cue.to_frame), film.length)
    if cue.recording is not None:
        return [_recorded(cue, recordings(cue.recording.sha256), start, end)]
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
    return _spot(cue, lexicon.effect(recipe, (end - start) / RATE, film.seed + cue.seed + turn), recipe.id, start)


def _spot(cue: Cue, sound: Sound, seed: str, start: int) -> Track:
    """An effect in its place, through what it is heard through."""
    treatment = _treatment(cue)
    sound = treatments.treated(sound, treatment, seed)
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
    # Two beds of one recipe at once come from different stretches of it, or they would add up as one, twice as loud.
    turn = int(waves.rng("turn", cue.name.casefold()).integers(ambience.LOOP))
    return _bridged(cue, lexicon.bed(recipe, film.seed + cue.seed), recipe.id, (start, end), turn)


def _bridged(cue: Cue, loop: Sound, seed: str, within: tuple[int, int], turn: int = 0) -> Track:
    """A loop as long as its cue, across the cuts at its ends."""
    stops = _says(cue, STOPS)
    reach = waves.samples(BRIDGE_SECONDS) // 2
    before, after = within[0] - reach, within[1] if stops else within[1] + reach
    sound = waves.tiled(loop, after - before, before + turn)
    treatment = _treatment(cue)
    if treatment:
        sound = waves.stereo(treatments.treated(sound, treatment, seed))
    sound = _shaped(cue, sound)
    bridged = waves.crossfaded(sound, BRIDGE_SECONDS, 0.008 if stops else BRIDGE_SECONDS)
    return Track("ambience", bridged, before, _level(cue), cue.pan * 0.5)


def _music(film: SoundPlan, cue: Cue, start: int, end: int) -> Track:
    mood = score.mood_of(cue.name, cue.note, film.mood)
    hits = [film.sample(frame) - start for frame in film.hits if start < film.sample(frame) <= end]
    sound = score.compose(mood, end - start, film.seed + cue.seed, hits, f"{cue.name} {cue.note}")
    return Track("music", sound, start, _level(cue))


def _recorded(cue: Cue, sound: Sound, start: int, end: int) -> Track:
    """A recording in place of what would be made here, as loud as that would be."""
    if cue.kind == "music":
        dead = score.DEAD.search(f"{cue.name} {cue.note}".casefold()) is not None
        return Track("music", recorded.music(sound, end - start, dead=dead), start, _level(cue))
    found = lexicon.find(cue.kind, cue.name, cue.note)
    if cue.kind == "effect":
        level = found.recipe.level if found.known else recorded.EFFECT_LUFS
        longest = max(end - start, waves.samples(RINGS_SECONDS))
        return _spot(cue, recorded.effect(sound, level, longest), cue.name, start)
    level = found.recipe.level if found.known else recorded.BED_LUFS
    return _bridged(cue, recorded.bed(sound, level), cue.name, (start, end))


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
    names = {line.id: line.code or line.id for line in film.lines}
    for line, said in zip(film.lines, spoken, strict=True):
        name = names[line.id]
        until = film.sample(line.until) if line.until is not None else film.length
        if said.end > until:
            seconds = (said.end - until) / RATE
            limit = "its slot" if line.until is not None else "the film"
            remarks.append(Remark("overrun", line.id, f"Line {name} is {seconds:.2f} s longer than {limit}."))
        if line.recording is not None and recorded.is_silent(said.speech.samples):
            remarks.append(Remark("silent", line.id, f"Nothing is heard in the reading of {name}."))
    for first, second in pairwise(sorted(spoken, key=lambda said: said.at)):
        if first.end > second.at:
            seconds, before = (first.end - second.at) / RATE, names[first.id]
            sentence = f"Line {names[second.id]} starts {seconds:.2f} s before {before} is over."
            remarks.append(Remark("overlap", second.id, sentence))
    return remarks


def _cue_remarks(film: SoundPlan) -> list[Remark]:
    remarks = []
    for cue in film.cues:
        if cue.recording is not None:
            remarks += _short(film, cue, cue.recording.seconds)
        elif cue.kind != "music" and not (found := lexicon.find(cue.kind, cue.name, cue.note)).known:
            sentence = f"No recipe makes {cue.name!r}; {found.recipe.id} stands in for it."
            remarks.append(Remark("unknown", cue.name, sentence))
    return remarks


def _short(film: SoundPlan, cue: Cue, seconds: float) -> list[Remark]:
    missing = (film.sample(cue.to_frame) - film.sample(cue.from_frame)) / RATE - seconds
    if cue.kind != "music" or missing <= SHORT_SECONDS:
        return []
    return [Remark("short", cue.name, f"The music of {cue.name!r} ends {missing:.1f} s before its cue does.")]
