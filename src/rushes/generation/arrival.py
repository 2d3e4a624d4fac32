"""What a provider delivered, brought home: fetched, decoded whole, signed, stored under its hash."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rushes import __version__
from rushes.craft.provenance import sign, vendor, verify
from rushes.craft.provenance.facts import Model, Program, Prompt, Reference, Step, TakeFacts
from rushes.craft.provenance.sources import Source
from rushes.generation.tables import Order
from rushes.generation.tools import Tools
from rushes.kernel.errors import Invalid
from rushes.media import pictures, proxies, retime, wav
from rushes.media.probe import Audio, check_importable, probe
from rushes.providers import fitting
from rushes.providers.base import Done, Makes, Nature, Request
from rushes.takes import cited
from rushes.takes.service import Media

PROGRAM = Program("Rushes", __version__)
SOURCES = {
    Nature.MODEL: Source.GENERATED,
    Nature.RULES: Source.PROCEDURAL,
    Nature.PERSON: Source.CAMERA,
    Nature.PART: Source.GENERATED,
}
LONGEST_TEXT = 4 << 20


class NoText(Invalid):
    """What was delivered as a text is none: not UTF-8, empty, or far too long."""


class NoSound(Invalid):
    """What was delivered as a sound is none."""


def bring(order: Order, code: str, folder: Path, tools: Tools) -> Media:
    """
    Fetch what an order delivers and keep it.

    Raises:
        ProviderFailure: the service no longer has it, or refuses it.
        NotNow: it cannot be had at the moment.
        StudioError: what came is not what was asked for, or cannot be decoded.
    """
    asked = Request.of(order.request)
    keep, suffix = KEEP[asked.makes]
    raw = folder / f"raw.{suffix}"
    done = Done(order.output.get("output", ""), reported=order.output.get("reported", {}))
    tools.providers[order.provider].fetch(asked, done, raw)
    return keep(order, code, raw, tools)


def told(order: Order) -> dict[str, Any]:
    """What a take's snapshot adds to what was asked: what the service says of it; nothing where it says nothing."""
    said = {"reported": order.output.get("reported", {}), "used": order.used}
    if order.currency is not None:
        said["cost"] = {"micros": order.cost_micros, "currency": order.currency}
    return {name: value for name, value in said.items() if value}


def _clip(order: Order, code: str, raw: Path, tools: Tools) -> Media:
    """A clip at the rate of its film; where it came at another, what came is kept too."""
    video, rate = check_importable(probe(raw), raw), fitting.film_rate(Request.of(order.request))
    clip, facts, came = raw, _facts(order, code, raw, tools), dict[str, Any]()
    if cited.PART in order.snapshot:
        facts = _cut_out(order, facts, raw, tools)
    if video.rate != rate:
        clip, kept = raw.with_stem("retimed"), tools.blobs.put_file(raw)
        came = {"original": kept, "original_rate": str(video.rate), "original_frames": video.frames}
        facts = _retimed(facts, raw, kept, f"From {video.rate} to {rate} frames a second, at the same speed.")
        retime.retimed(raw, clip, rate)
        video = check_importable(probe(clip), clip)
    signed = raw.with_stem("signed")
    sign.sign_take(clip, signed, facts, tools.keys, PROGRAM)
    poster = proxies.poster(signed, raw.with_name("poster.jpg"), frame=video.frames // 2)
    told = {key: value if isinstance(value, int | bool) else str(value) for key, value in vars(video).items()}
    files = tools.blobs.put_file(signed), tools.blobs.put_file(poster)
    return Media(*files, video.frames, told | came | _seal(raw))


def _retimed(facts: TakeFacts, raw: Path, sha256: str, says: str) -> TakeFacts:
    """Facts of a copy at another rate: it goes back to what its maker signed, or says from which file it was made."""
    steps = (Step("c2pa.transcoded", says),)
    if verify.carries(raw) or facts.original:
        return replace(facts, original=raw, steps=steps)
    return replace(facts, references=(*facts.references, Reference("original", raw, sha256)), steps=steps)


def _picture(order: Order, code: str, raw: Path, tools: Tools) -> Media:
    told = vars(pictures.check(raw)) | _seal(raw)
    poster = pictures.poster(raw, raw.with_name("poster.jpg"))
    signed = _signed(order, code, raw, tools)
    return Media(tools.blobs.put_file(signed), tools.blobs.put_file(poster), 0, told, "image")


def _text(order: Order, code: str, raw: Path, tools: Tools) -> Media:
    del order, code
    size = raw.stat().st_size
    if not 0 < size <= LONGEST_TEXT:
        raise NoText(f"a text of {size} bytes; one has at least one and at most {LONGEST_TEXT >> 20} MiB.")
    try:
        words = len(raw.read_text(encoding="utf-8").split())
    except UnicodeDecodeError as error:
        raise NoText(f"byte {error.start + 1} of it is not UTF-8.") from None
    return Media(tools.blobs.put_file(raw), "", 0, {"bytes": size, "words": words}, "text")


def _sound(order: Order, code: str, raw: Path, tools: Tools) -> Media:
    """A sound as it came; one that no film could be signed with is kept as WAV."""
    del order, code
    (container, heard), kept = _audible(raw), raw
    if not sign.can_be_part(raw, tools.keys):
        kept = raw.with_name("kept.wav")
        wav.write(kept, wav.read(raw, heard.rate), rate=heard.rate)
        container, heard = _audible(kept)
    says = {"container": container, "codec": heard.codec, "channels": heard.channels, "rate": heard.rate}
    return Media(tools.blobs.put_file(kept), "", 0, {**says, "samples": heard.samples, **_seal(raw)}, "sound")


def _audible(path: Path) -> tuple[str, Audio]:
    found = probe(path)
    if found.audio is None or found.video is not None or not found.audio.samples:
        raise NoSound("a file without sound, or with a picture.")
    return found.container, found.audio


KEEP: Mapping[Makes, tuple[Callable[[Order, str, Path, Tools], Media], str]] = {
    Makes.VIDEO: (_clip, "mp4"),
    Makes.IMAGE: (_picture, "png"),
    Makes.TEXT: (_text, "txt"),
    Makes.SPEECH: (_sound, "wav"),
    Makes.EFFECT: (_sound, "wav"),
    Makes.MUSIC: (_sound, "wav"),
}
"""How each kind of thing is kept, and the suffix under which it comes."""


def _seal(raw: Path) -> dict[str, Any]:
    """What its maker signed in what was delivered, read before ours goes over it; it stays inside as a parent."""
    found = vendor.read(raw)
    return {"seal": found.plain()} if found else {}


def _signed(order: Order, code: str, raw: Path, tools: Tools) -> Path:
    signed = raw.with_stem("signed")
    sign.sign_take(raw, signed, _facts(order, code, raw, tools), tools.keys, PROGRAM)
    return signed


def _facts(order: Order, code: str, raw: Path, tools: Tools) -> TakeFacts:
    spec, id = tools.specs[order.provider], order.request["model"]
    known = spec.known(id)
    nature = (known or spec.usual).nature
    return TakeFacts(
        code=code,
        source=Source(order.request["settings"].get("source", SOURCES[nature])),
        when=order.created_at,
        agent=Program(spec.title, id),
        model=_named(id, known.title if known else id, order) if nature is Nature.MODEL else None,
        prompt=Prompt(order.request["prompt"]) if nature.makes else None,
        references=_references(order, tools),
        original=raw if nature is Nature.PERSON else None,
    )


def _cut_out(order: Order, facts: TakeFacts, raw: Path, tools: Tools) -> TakeFacts:
    """Facts of a part of a run: it goes back to the run's clip, with all that is signed there."""
    said = order.request["settings"]
    whole = raw.with_name(said["run"])
    whole.symlink_to(tools.blobs.local(said["clip"]).resolve())
    return replace(facts, original=whole, steps=(Step("c2pa.trimmed", cited.frames_of(order.snapshot)),))


def _references(order: Order, tools: Tools) -> tuple[Reference, ...]:
    """The files that went along, each once, as far as they are still kept: pictures, the take it was made over."""
    sent = {one.sha256: one.asset for one in Request.of(order.request).citations if one.sha256}
    kept = {sha256: asset for sha256, asset in sent.items() if tools.blobs.has(sha256)}
    return tuple(Reference(asset, tools.blobs.local(sha256), sha256) for sha256, asset in kept.items())


def _named(id: str, title: str, order: Order) -> Model:
    """The model by its title, or by the name that the service itself gives it."""
    return Model(str(order.output.get("reported", {}).get("model") or title), id)
