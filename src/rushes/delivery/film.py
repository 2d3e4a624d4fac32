"""The film itself: its sound mixed, its picture rendered from the cut, signed, captioned."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rushes import __version__
from rushes.craft.captions import compose, files
from rushes.craft.captions.cue import Cue, Line, Noise, limits_of
from rushes.craft.cards.asset import AssetKind
from rushes.craft.cards.vocabulary import Treatment
from rushes.craft.production.folder import Production
from rushes.craft.production.rows import SoundKind
from rushes.craft.provenance import sign
from rushes.craft.provenance.facts import FilmFacts, Model, Oversight, Part, Program, Step
from rushes.craft.provenance.keys import Keys
from rushes.craft.provenance.sources import Source, composite_of
from rushes.craft.provenance.verify import verify
from rushes.craft.render import film as rendering
from rushes.craft.render import segments
from rushes.craft.render.reel import Black, Card, Clip, Credits, Reel, Slate, Title
from rushes.craft.sound import build
from rushes.craft.sound.limiter import Loudness
from rushes.craft.sound.plan import SoundPlan
from rushes.craft.sound.speech import Word
from rushes.craft.timeline.cut import Cut, Event, Kind
from rushes.delivery import heard as hearing
from rushes.delivery import joining
from rushes.delivery.gather import HELD, Film, TakeView
from rushes.delivery.line import DRAFT_WIDTH
from rushes.edit import lines as spoken
from rushes.edit import soundtrack
from rushes.edit.assembly import CREDITS, TITLE
from rushes.generation.arrival import SOURCES
from rushes.generation.compose import Raster
from rushes.kernel import files as whole
from rushes.kernel import hashing
from rushes.kernel.timecode import Rate
from rushes.media import encode, wav
from rushes.media.encode import Preset
from rushes.providers.base import Nature, Spec
from rushes.storage.blobs import Blobs

PROGRAM = Program("Rushes", __version__)
STEMS = ("dialogue", "music", "effects", "master")
SOUND_VERSION = 3
CEILING = -1.0
CODEC_OVERSHOOT = 0.8

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Tools:
    """What a film is made with."""

    blobs: Blobs
    keys: Keys
    specs: dict[str, Spec[Any]]
    cache: Path
    cores: int


@dataclass(frozen=True)
class Sound:
    """The mixed stems as files, when each line and each of its words is really heard, and what to know of the mix."""

    stems: dict[str, Path]
    spoken: dict[str, tuple[int, int]]
    remarks: tuple[str, ...]
    words: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)


def sound(film: Film, tools: Tools) -> Sound:
    """The film's stems and master mix, made once for the same plan."""
    plan = film.sound_plan
    target = film.production.brief.sound.loudness
    folder = tools.cache / "sound" / sound_name(film)
    notes = folder / "sound.json"
    if not notes.exists():
        _mix(plan, target, folder, notes, tools)
    said = json.loads(notes.read_text())
    stems = {stem: folder / f"{stem}.wav" for stem in STEMS}
    spoken = {id: tuple(span) for id, span in said["spoken"].items()}
    words = {id: tuple(map(tuple, spans)) for id, spans in said["words"].items()}
    return Sound(stems, spoken, tuple(said["remarks"]), words)


def sound_name(film: Film) -> str:
    """What the film's mix is kept by: the digest of its plan."""
    target = film.production.brief.sound.loudness
    return hashing.digest([SOUND_VERSION, asdict(film.sound_plan, dict_factory=_plain), target])


def reel(film: Film, raster: Raster, tools: Tools, *, workprint: bool) -> Reel:
    """The cut as something to render; a workprint's takes carry their slates."""

    def shown(event: Event) -> Clip | Card:
        return _item(film, event, tools, workprint=workprint)

    return Reel(raster.rate, raster.width, raster.height, joining.items(film.cut.events, shown))


def render(
    film: Film, mixed: Sound, raster: Raster, out: Path, tools: Tools, when: datetime, progress: Progress
) -> None:
    """Render, sign, and put the film in place; the same film again is the same bytes, signature and all."""
    wanted, sound = reel(film, raster, tools, workprint=bool(film.unapproved)), mixed.stems["master"]
    facts = _facts(film, mixed, tools, when)
    kept = tools.cache / "film" / f"{_film_name(film, wanted, sound, facts, tools)}.mp4"
    if kept.exists():
        progress(wanted.frames, wanted.frames)
    else:
        unsigned = out.with_stem("unsigned")
        _render(wanted, sound, unsigned, tools, progress)
        kept.parent.mkdir(parents=True, exist_ok=True)
        sign.sign_film(unsigned, kept, facts, tools.keys, PROGRAM)
        unsigned.unlink()
    with whole.written(out) as draft:
        shutil.copyfile(kept, draft)


def preset(raster: Raster) -> Preset:
    """How the film is encoded: the picture quickly when it is small, the sound always well."""
    return replace(encode.DRAFT, audio_bits=encode.FILM.audio_bits) if raster.width <= DRAFT_WIDTH else encode.FILM


def captions(film: Film, mixed: Sound, raster: Raster) -> tuple[Cue, ...]:
    """The film's captions, timed to the lines as they are really heard."""
    return captioned(film.production, film.cut, film.lines, mixed, raster)


def captioned(
    production: Production, cut: Cut, said: Sequence[spoken.Line], mixed: Sound, raster: Raster
) -> tuple[Cue, ...]:
    """The captions of a cut with these lines; where nothing is mixed yet, timed to where the lines are meant to be."""
    names = {asset.id: asset.name for asset in production.assets}
    lines = [_caption(number, line, mixed, names) for number, line in enumerate(said, start=1)]
    noises, limits = _noises(production, cut), limits_of(raster.width, raster.height)
    return compose.caption(lines, noises, cut.rate, joins=cut.joins, length=len(cut), limits=limits)


def write_captions(cues: Sequence[Cue], rate: Rate, out: Path) -> None:
    """The captions as .srt and .vtt."""
    whole.write_text(out.with_suffix(".srt"), files.to_srt(cues, rate).decode())
    whole.write_text(out.with_suffix(".vtt"), files.to_vtt(cues, rate).decode())


def signature(path: Path, tools: Tools) -> str:
    """valid, invalid or missing: what the file's own signature proves here."""
    return str(verify(path, tools.keys.anchors).state)


def _film_name(film: Film, wanted: Reel, sound: Path, facts: FilmFacts, tools: Tools) -> str:
    """The digest of everything that shapes a signed film, except when it was first made."""
    encoding = preset(Raster(wanted.width, wanted.height, wanted.rate))
    picture = [segment.name for segment in segments.of(wanted, encoding)]
    parts = [[part.title, str(part.source)] for part in facts.parts]
    takes = [[take.code, take.media] for take in (*film.pictures, *film.heard.values())]
    said = [facts.title, parts, takes, *map(asdict, facts.steps), *map(asdict, facts.models), str(facts.oversight)]
    signer = [asdict(PROGRAM), hashing.sha256([tools.keys.chain])]
    return hashing.digest([picture, segments.sound_name(sound, wanted, encoding), said, signer])


def _render(wanted: Reel, sound: Path, out: Path, tools: Tools, progress: Progress) -> None:
    rendering.render(
        wanted,
        sound,
        out,
        cache=tools.cache / "segments",
        preset=preset(Raster(wanted.width, wanted.height, wanted.rate)),
        workers=tools.cores,
        progress=progress,
    )


def _mix(plan: SoundPlan, target: float, folder: Path, notes: Path, tools: Tools) -> None:
    def recording(sha256: str) -> NDArray[np.float32]:
        return wav.read(tools.blobs.local(sha256))

    track = build.build(plan, Loudness(target, CEILING - CODEC_OVERSHOOT), recordings=recording)
    folder.mkdir(parents=True, exist_ok=True)
    for stem in STEMS:
        wav.write(folder / f"{stem}.wav", getattr(track.mix, stem))
    rate = plan.rate.value
    spoken = {one.id: [int(one.at * rate / wav.RATE), int(one.end * rate / wav.RATE)] for one in track.spoken}
    words = {one.id: [_frames(one.at, word, rate) for word in one.speech.words] for one in track.spoken}
    said = {"spoken": spoken, "words": words, "remarks": [remark.sentence for remark in track.remarks]}
    whole.write_text(notes, json.dumps(said))


def _frames(at: int, word: Word, rate: Fraction) -> list[int]:
    """When a word of a line that begins at a sample is heard, in frames of the film."""
    return [int((at / wav.RATE + seconds) * rate) for seconds in (word.start, word.end)]


def _item(film: Film, event: Event, tools: Tools, *, workprint: bool) -> Clip | Card:
    if event.kind is Kind.CLIP and event.medium:
        word = "animatic" if film.panels else "workprint"
        number = event.take.rpartition("-")[2]
        slate = Slate(event.name, number if number != HELD else "", word) if workprint else None
        return Clip(tools.blobs.local(event.medium.sha256), event.medium.sha256, event.source, slate)
    return Card(_shows(film, event), len(event.source))


def _shows(film: Film, event: Event) -> Title | Credits | Black:
    if event.kind is Kind.BLACK:
        return Black()
    if event.name == CREDITS:
        return credits(film)
    return Title(event.text) if event.name == TITLE else Title(*event.text.split("\n", 1))


def credits(film: Film) -> Credits:
    """Who and what made the film, and what it is: the last page."""
    brief = film.production.brief
    cast = [asset.name for asset in film.production.assets if asset.kind is AssetKind.CHARACTER]
    tools = sorted({f"{take.provider} ({take.asked})" for take in film.pictures})
    rows = [
        ("Written by", brief.author),
        ("Characters", ", ".join(cast)),
        ("Picture", ", ".join(tools)),
        *(hearing.credited(film) if film.heard else [("Voices, sound, score", "synthesised")]),
        ("Edit", f"Rushes {__version__}, {'animatic' if film.panels else f'cut {film.version}'}"),
    ]
    return Credits(brief.title, tuple(row for row in rows if row[1]), brief.disclosure)


def _facts(film: Film, mixed: Sound, tools: Tools, when: datetime) -> FilmFacts:
    heard = film.heard.values()
    takes = [_part(take, tools) for take in (*film.pictures, *heard)]
    kinds = [SOURCES[_nature(take, tools)] for take in heard]
    kind = composite_of([Source.PROCEDURAL, *kinds]) if kinds else Source.PROCEDURAL
    mix = Part("Mixed sound", mixed.stems["master"], kind)
    steps = (
        Step("c2pa.trimmed", "Takes were trimmed and joined in the order of the cut."),
        *([Step("c2pa.edited", "Readings, effects and music were levelled and mixed.")] if heard else []),
        Step("c2pa.addedText", "Title, credits and disclosure were added."),
        Step("c2pa.transcoded", "Takes were encoded into one film."),
    )
    learned = (take for take in (*film.pictures, *heard) if _nature(take, tools) is Nature.MODEL)
    used = sorted({(take.provider, take.asked) for take in learned})
    models = tuple(Model(tools.specs[provider].title, model) for provider, model in used)
    oversight = Oversight.PROMPTED if film.unapproved else Oversight.VALIDATED
    return FilmFacts(film.production.brief.title, when, (*takes, mix), steps, models, oversight)


def _part(take: TakeView, tools: Tools) -> Part:
    return Part(take.code, tools.blobs.local(take.media), SOURCES[_nature(take, tools)])


def _nature(take: TakeView, tools: Tools) -> Nature:
    spec = tools.specs[take.provider]
    return (spec.known(take.asked) or spec.usual).nature


def _caption(number: int, line: spoken.Line, mixed: Sound, names: Mapping[str, str]) -> Line:
    id = f"{number:03} {line.event}"
    start, end = mixed.spoken.get(id, (line.start, line.end))
    speech = line.speech
    through = "" if speech.treatment is Treatment.NONE else str(speech.treatment)
    name, words = names.get(speech.speaker, speech.speaker), mixed.words.get(id, ())
    return Line(speech.text, start, end, name, speech.on_screen, through, words)


def _noises(production: Production, cut: Cut) -> list[Noise]:
    found = []
    for cue in production.cues:
        start = soundtrack.frame_of(cut, cue.start, at_end=False)
        if cue.kind is SoundKind.EFFECT and start is not None:
            name = cue.name.lower().removesuffix(" a").removesuffix(" b")
            found.append(Noise(name, start, start + cut.rate.frames(1)))
    return found


def _plain(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return {
        key: str(value) if not isinstance(value, str | int | float | list | dict | tuple) else value
        for key, value in pairs
    }
