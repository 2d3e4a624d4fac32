"""From the film as it stands to the report page's values."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from rushes import __version__
from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card, Criterion
from rushes.craft.cards.vocabulary import Direction, Framing, Movement
from rushes.craft.prompting.prose import SIZES
from rushes.delivery import film as films
from rushes.delivery import heard
from rushes.delivery.film import Sound, Tools
from rushes.delivery.gather import Film, Lost, Seen, TakeView
from rushes.delivery.report import pictures, values
from rushes.kernel.ids import in_order, scene_of
from rushes.kernel.money import Money
from rushes.kernel.timecode import Span
from rushes.providers.base import Request
from rushes.quality import run
from rushes.review.rules import By
from rushes.takes import cited

STILLS = 4


def report_of(
    film: Film, out: Path, result: Mapping[str, Any], mixed: Sound, tools: Tools, when: datetime
) -> values.Report:
    """Everything the page says; pictures are cut from the film in `out` and from the takes."""
    titles = {id: check.title for id, check in run.found().items()}
    return values.Report(
        film=_film(film, out, result, when),
        scenes=tuple(_scene(film, code, heading, titles, tools) for code, heading in film.headings.items()),
        open=_open(film),
        sounds=heard.sounds(film),
        mix=mixed.remarks,
        ledger=ledger(film.production.cards, film.production.assets),
        costs=costs(film, tools),
        lost=tuple(_lost(one, tools) for one in film.lost),
        rights=tuple(_right(asset) for asset in film.production.assets),
        provenance=_provenance(film, result),
        disclosure=film.production.brief.disclosure,
        tools=made_with(film, tools),
    )


def ledger(cards: Iterable[Card], assets: Iterable[Asset]) -> values.Ledger:
    """The continuity ledger: what each card says of an item at its end, item by item, shot by shot."""
    told = " ".join(f"{asset.name} {asset.locked} {asset.description}" for asset in assets).lower()
    said = [card for card in cards if card.continuity_out]
    states: dict[str, dict[str, str]] = {}
    for card in said:
        for entry in card.continuity_out.split(","):
            item, state = _item(entry.strip(), told)
            states.setdefault(item, {})[card.code] = state
    codes = tuple(card.code for card in said)
    rows = tuple((item, tuple(by_shot.get(code, "") for code in codes)) for item, by_shot in states.items())
    return values.Ledger(codes, rows)


def _item(entry: str, told: str) -> tuple[str, str]:
    words = entry.split()
    length = 2 if len(words) > 2 and " ".join(words[:2]).lower() in told else 1
    return " ".join(words[:length]), " ".join(words[length:]) or "seen"


def _film(film: Film, out: Path, result: Mapping[str, Any], when: datetime) -> values.Film:
    brief = film.production.brief
    poster = values.Picture((out / "poster.jpg").read_bytes(), f"{brief.title}, the poster")
    return values.Film(
        title=brief.title,
        logline=brief.logline,
        poster=poster,
        rate=film.cut.rate,
        frames=result["frames"],
        width=result["width"],
        height=result["height"],
        workprint=result["workprint"],
        made_at=f"{when:%Y-%m-%d %H:%M} UTC",
        cut_version=film.version,
        loudness_lufs=result["loudness_lufs"],
        true_peak_dbtp=result["true_peak_dbtp"],
        sha256=result["film_sha256"],
        signature=result["c2pa"],
    )


def _scene(film: Film, code: str, heading: str, titles: Mapping[str, str], tools: Tools) -> values.Scene:
    cards = [card for card in film.production.cards if scene_of(card.code) == code]
    return values.Scene(code, heading, "", tuple(_shot(film, card, titles, tools) for card in cards))


def _shot(film: Film, card: Card, titles: Mapping[str, str], tools: Tools) -> values.Shot:
    names = {asset.id: asset.name for asset in film.production.assets}
    own = sorted((take for take in film.takes if take.shot == card.code), key=lambda take: in_order(take.code))
    used = film.used.get(card.code)
    return values.Shot(
        code=card.code,
        title=card.title,
        seconds=card.seconds,
        job=str(card.job),
        framing=_framing(card),
        move=_move(card),
        light=", ".join(
            part for part in (card.light.source, f"lit {card.light.lit}" if card.light.lit else "") if part
        ),
        action=card.action,
        origin=str(card.origin),
        dialogue=tuple(
            values.Line(names.get(one.speaker, one.speaker), one.text, one.delivery) for one in card.dialogue
        ),
        standard=tuple(_criterion(one, used) for one in card.standard),
        regenerate_if=card.regenerate_if,
        takes=tuple(_take(film, take, titles, tools) for take in own),
    )


def _framing(card: Card) -> str:
    framing = "" if card.framing in {Framing.SINGLE, Framing.OTHER} else f", {card.framing}"
    return f"{SIZES[card.size]}{framing}: {card.seen}; {card.lens} mm, {card.height} height, {card.side}"


def _move(card: Card) -> str:
    move = card.move
    where = "" if move.direction is Direction.NONE else f" {move.direction}"
    return "locked off" if move.primary is Movement.STATIC else f"{move.primary}{where}, {move.speed}"


def _criterion(criterion: Criterion, used: TakeView | None) -> values.Criterion:
    subject = criterion.parameters.get("asset", "")
    found = [seen for seen in used.findings if seen.check == criterion.check] if used and criterion.check else []
    if not found:
        return values.Criterion(criterion.text)
    return values.Criterion(criterion.text, found[0].outcome, f"{subject} {found[0].says}".strip())


def _take(film: Film, take: TakeView, titles: Mapping[str, str], tools: Tools) -> values.Take:
    clip = tools.blobs.local(take.media)
    event = next((event for event in film.cut.clips if event.take == take.code), None)
    newest = film.card_versions.get(take.shot, 0)
    stale = (
        f"made for card version {take.card_version}; the card is now at {newest}" if newest != take.card_version else ""
    )
    return values.Take(
        code=take.code,
        state=str(take.state),
        by_rule=take.by is By.RULE,
        who=take.who,
        frames=take.frames,
        used=event.source if event else None,
        stills=pictures.strip(clip, take.frames, film.cut.rate, stills=STILLS),
        findings=tuple(_found(seen, titles, tools) for seen in take.findings),
        cost=take.cost,
        provider=tools.specs[take.provider].title,
        model=take.asked,
        seed=str(take.snapshot["seed"]),
        digest=take.snapshot["digest"],
        signature=films.signature(clip, tools),
        stale=stale,
        part=f"{cited.frames_of(take.snapshot)} {cited.where_cut(take.snapshot)}".strip(),
        worked=take.opinion.worked,
        missed=take.opinion.failed,
        note=take.opinion.note,
        next_action=take.opinion.next_action,
    )


def _found(seen: Seen, titles: Mapping[str, str], tools: Tools) -> values.Found:
    spans = tuple(Span(start, end) for start, end in seen.frames)
    evidence = tuple(
        values.Picture(tools.blobs.read(sha), f"evidence {number}") for number, sha in enumerate(seen.evidence, start=1)
    )
    return values.Found(titles.get(seen.check, seen.check), seen.outcome, seen.says, spans, evidence)


def _open(film: Film) -> tuple[str, ...]:
    takes = [code for code in film.unapproved if "-T" in code]
    waiting = [f"{len(takes)} takes in the cut wait for a person's approval"] if takes else []
    unshot = [f"{code}: no take" for code in film.unapproved if "-T" not in code]
    failed = [f"{take.code}: {seen.says}" for take in film.used.values() for seen in take.failed]
    return (*waiting, *unshot, *failed, *film.production.brief.missing)


def costs(film: Film, tools: Tools) -> tuple[values.Cost, ...]:
    """What takes of shots and of sounds were estimated to cost at most, and did cost, by who made them."""
    by_provider: dict[str, list[TakeView]] = {}
    for take in (*film.takes, *film.sounds):
        by_provider.setdefault(take.provider, []).append(take)
    return tuple(_cost(provider, takes, tools) for provider, takes in by_provider.items())


def _lost(lost: Lost, tools: Tools) -> values.Lost:
    spec = tools.specs.get(lost.provider)
    title, cause = spec.title if spec else lost.provider, lost.cause or lost.state
    return values.Lost(lost.subject, title, cause, lost.says, lost.cost, "; ".join(lost.offers))


def _cost(provider: str, takes: list[TakeView], tools: Tools) -> values.Cost:
    total = Money(sum(take.cost.micros for take in takes), takes[0].cost.currency)
    most = [_most(provider, take, tools) for take in takes]
    alike = {one.currency for one in most if one.micros} <= {total.currency}
    estimated = Money(sum(one.micros for one in most), total.currency) if alike else total
    return values.Cost(provider, len(takes), estimated, total)


def _most(provider: str, take: TakeView, tools: Tools) -> Money:
    """What a take was estimated to cost at most; a part of a run its share of what that cost."""
    if cited.PART in take.snapshot:
        return take.cost
    return tools.specs[provider].estimate(Request.of(take.snapshot["request"])).high


def _right(asset: Asset) -> values.Right:
    return values.Right(asset.id, str(asset.kind), asset.name, str(asset.clearance), asset.source)


def _provenance(film: Film, result: Mapping[str, Any]) -> tuple[values.Fact, ...]:
    return (
        values.Fact("Film, SHA-256", result["film_sha256"], hash=True),
        values.Fact("Signature", f"C2PA, {result['c2pa']}"),
        values.Fact("Record", f"{film.events} events, each chained to the one before it"),
        values.Fact("Last event", film.last_event, hash=True),
    )


def made_with(film: Film, tools: Tools) -> tuple[values.Tool, ...]:
    """What the film was made with: this program, every model of its pictures, those whose sounds are heard."""
    seen = dict.fromkeys((take.provider, take.asked, "picture") for take in film.takes)
    sounded = dict.fromkeys((take.provider, take.model, heard.role(take).lower()) for take in film.heard.values())
    made = [values.Tool(tools.specs[id].title, model, use, tools.specs[id].terms) for id, model, use in seen | sounded]
    return (values.Tool("Rushes", __version__, "plan, sound, edit, delivery", "Apache-2.0"), *made)
