"""Whether a film may leave: what was measured of it against what was asked, and what the record has on rights."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from rushes.craft.cards.asset import Asset, Clearance
from rushes.craft.production.brief import Brief
from rushes.delivery import formats
from rushes.delivery.errors import DoesNotFit
from rushes.delivery.film import CEILING, Tools
from rushes.delivery.gather import Film, TakeView
from rushes.delivery.pack import checked
from rushes.delivery.packing import listed
from rushes.delivery.rules import Format
from rushes.kernel.plugins import load

NEAR = 1.0
"""How many loudness units a film may be off what was asked."""
COLOURS = {"primaries": "bt709", "transfer": "bt709", "matrix": "bt709", "range": "limited"}


class Passing(StrEnum):
    """How a check came out."""

    PASSED = "passed"
    FAILED = "failed"
    WAITING = "waiting"


@dataclass(frozen=True)
class Check:
    """Something that must be so before the film leaves: what, how it is, and what there is to say."""

    title: str
    outcome: Passing
    says: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Export:
    """A format the cut can leave in: what it loses, and why it cannot be written, if it cannot."""

    id: str
    title: str
    suffix: str
    loses: tuple[str, ...]
    refused: str


@dataclass(frozen=True)
class Right:
    """Something in the film that somebody may have a right in: `cleared`, `pending`, `blocked` or `missing`."""

    what: str
    kind: str
    state: str
    says: str


def checks(facts: Mapping[str, Any], brief: Brief, frames: int, *, draft: bool) -> list[Check]:
    """What was measured of a rendered film, against what the production asks for."""
    asked = brief.format
    rate, size = str(asked.frames), f"{asked.width}x{asked.height}"
    found = f"{facts['width']}x{facts['height']}"
    colours = {name: str(facts.get(name, "")) for name in COLOURS}
    return [
        _check("Picture", found == size or draft, f"{found}{', a small draft' if draft else ''}; asked: {size}"),
        _check("Frame rate", facts["fps"] == rate and facts.get("constant", True), f"{facts['fps']}; asked: {rate}"),
        _check("Length", facts["frames"] == frames, f"{facts['frames']} frames; the cut has {frames}"),
        _check("Colour", colours == COLOURS, _colour(colours)),
        *_loudness(facts, brief),
        _signed(str(facts["c2pa"])),
        _check("Disclosure", bool(brief.disclosure), brief.disclosure or "Nothing says how it was made: [disclosure]."),
    ]


def _check(title: str, passed: object, says: str) -> Check:
    return Check(title, Passing.PASSED if passed else Passing.FAILED, says)


def _colour(found: Mapping[str, str]) -> str:
    said = "Rec.709, limited range"
    return said if dict(found) == COLOURS else f"{', '.join(filter(None, found.values()))}; asked: {said}"


def _loudness(facts: Mapping[str, Any], brief: Brief) -> Iterator[Check]:
    lufs, peak, wanted = facts["loudness_lufs"], facts["true_peak_dbtp"], brief.sound.loudness
    if lufs is None or peak is None:
        yield Check("Loudness", Passing.FAILED, "The film has no sound that can be measured.")
        return
    yield _check("Loudness", abs(lufs - wanted) <= NEAR, f"{lufs:.1f} LUFS; asked: {wanted:g}, within {NEAR:g}")
    yield _check("True peak", peak <= CEILING, f"{peak:.1f} dBTP; at most {CEILING:g}")


def _signed(state: str) -> Check:
    says = {"valid": "Signed with C2PA; the signature is valid.", "invalid": "The signature is not valid."}
    return _check("Content credentials", state == "valid", says.get(state, "The film is not signed."))


def checklist(film: Film, tools: Tools, *, locked: bool, rendered: bool) -> list[Check]:
    """
    Each line of the handoff's checklist, and what stands besides it: lock, approvals, the film to check against.

    Files are only looked for, by their hashes: a store that is far away brings none home to be counted.
    """
    kept = lru_cache(None)(tools.blobs.has)
    packed = checked(listed(film, tools.specs, Path), lambda file: kept(file.name))
    lines = [_line(one.title, tuple(map(str, one.faults))) for one in packed]
    waiting = film.unapproved
    approved = "A person approved each." if not waiting else f"{len(waiting)} wait: a workprint may leave, no master."
    missing = film.production.brief.missing
    return [
        Check("The cut is locked", _or_waits(locked), "Nothing can change it." if locked else "It can still change."),
        Check("Every take in it is approved", _or_waits(not waiting), approved, tuple(waiting)),
        *lines,
        Check("Missing coverage is on the list", Passing.PASSED, "" if missing else "Nothing is missing.", missing),
        Check("The film is rendered", _or_waits(rendered), "It goes along." if rendered else "Render this cut."),
    ]


def _or_waits(done: object) -> Passing:
    return Passing.PASSED if done else Passing.WAITING


def _line(title: str, faults: tuple[str, ...]) -> Check:
    return Check(title, Passing.FAILED if faults else Passing.PASSED, "", faults)


def exports(film: Film) -> list[Export]:
    """Every format, the complete one first."""
    found = sorted(load(formats, Format).values(), key=lambda one: (len(one.loses), one.id))
    return [Export(one.id, one.title, one.suffix, one.loses, _refused(one, film)) for one in found]


def _refused(format: Format, film: Film) -> str:
    try:
        format.refuse(film.cut)
    except DoesNotFit as error:
        return error.detail
    return ""


def rights(film: Film, tools: Tools) -> list[Right]:
    """What of rights the record has: who wrote it, who and what is seen, whose models and under which terms."""
    brief = film.production.brief
    author = Right("Script", "script", "cleared" if brief.author else "missing", brief.author or "No author is named.")
    seen = {name for card in film.cards.values() if card.code in film.used for name in card.assets}
    assets = [_asset(asset) for asset in film.production.assets if asset.id in seen]
    return [author, *assets, *_makers((*film.used.values(), *film.heard.values()), tools)]


def _asset(asset: Asset) -> Right:
    says = {
        Clearance.PENDING: "Nobody has cleared it yet.",
        Clearance.BLOCKED: "It may not be shown: take it out, or clear it.",
        Clearance.CLEARED: "",
    }[asset.clearance]
    return Right(f"{asset.name} ({asset.id})", str(asset.kind), str(asset.clearance), asset.source or says)


def _makers(made: Iterable[TakeView], tools: Tools) -> Iterator[Right]:
    for provider, model in dict.fromkeys((take.provider, take.model) for take in made):
        spec = tools.specs.get(provider)
        title, terms = (spec.title, spec.terms) if spec else (provider, "")
        yield Right(f"{title}, {model}", "model", "cleared" if terms else "missing", terms or "No terms are on record.")
