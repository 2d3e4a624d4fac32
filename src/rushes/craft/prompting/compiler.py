"""From an intent to what a surface is sent: files chosen, then numbered, words written and fitted, all verified."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from rushes.craft.prompting import fitting, hearing, joining, references, sequences, surfaces
from rushes.craft.prompting.compiled import Compiled, Section, Unsendable
from rushes.craft.prompting.intent import Intent, Mode, cleaned
from rushes.craft.prompting.page import FIRST_MARK, Page
from rushes.craft.prompting.references import Along
from rushes.craft.prompting.sentences import listed
from rushes.craft.prompting.surface import Surface
from rushes.craft.prompting.verify import verify
from rushes.kernel import plugins
from rushes.kernel.errors import NotFound

MOST_PEOPLE = 4
SHORTEST = 2.5
"""Seconds of a shot among several; shorter ones were measured not to come as planned (September 2026)."""


class NoSurface(NotFound):
    """There is no surface of that id."""


@cache
def found() -> dict[str, Surface]:
    """Every surface, by id: ours and installed ones."""
    return plugins.load(surfaces, Surface)


def surface_of(id: str) -> Surface:
    """A surface by its id; NoSurface lists those there are."""
    known = found()
    if id not in known:
        raise NoSurface(f"There is no surface {id!r}; there are {', '.join(known)}.")
    return known[id]


def compiled(surface: Surface, intent: Intent) -> Compiled:
    """
    The whole prompt of a shot for a surface; the same intent always gives the same words.

    Raises:
        Unsendable: the surface lacks the mode, a frame, the length or the room; or the plan's own words are a token.
    """
    _offered(surface, intent)
    intent = cleaned(intent)
    names = surface.names(intent)
    along = references.choose(surface, intent, names)
    page = Page(intent, along.citations, names)
    written = _written(surface, page, surface.write(page))
    sections, said = fitting.shortened(surface, intent.mode, written, intent.card.code)
    seconds, longer = fitting.seconds(surface, intent)
    return _sealed(surface, page, along, sections, {"seconds": seconds}, [*longer, *said, *_doubts(surface, [page])])


def sequence(surface: Surface, intents: Sequence[Intent]) -> Compiled:
    """
    Several shots of a scene as one prompt, in cutting order; its parts bear the codes of their shots.

    Files are numbered once for all of them, and each is defined once. The field `shots` says how long each shot is,
    and what it is asked for by itself where the surface takes shots apart.

    Raises:
        Unsendable: as for one shot; also where they do not belong together, or are more than the surface takes.
    """
    _joinable(surface, intents)
    together = sequences.joined([cleaned(intent) for intent in intents])
    names = surface.names(together.whole)
    along = references.choose(surface, together.whole, names)
    whole = Page(together.whole, along.citations, names)
    pages = [Page(shot, along.citations, names) for shot in together.shots]
    assert surface.sequence is not None, "a surface that takes several shots says how they are written"
    written = _written(surface, whole, surface.sequence(whole, pages))
    cards = [page.card for page in pages]
    each, longer = fitting.shares(surface, whole.mode, cards)
    by_shot, said = _fitted(surface, whole.mode, written, [card.code for card in cards])
    sections = [section for found in by_shot.values() for section in found]
    shots = [{"shot": code, "seconds": length} for code, length in zip(by_shot, each, strict=True)]
    if surface.apart:
        shots = [one | {"prompt": _text(surface, by_shot[str(one["shot"])])} for one in shots]
    along = replace(along, dropped=(*along.dropped, *together.dropped))
    fields = {"seconds": fitting.summed(each), "shots": shots}
    return _sealed(surface, whole, along, sections, fields, [*longer, *said, *_doubts(surface, pages)])


def usual_mode(surface: Surface, intent: Intent) -> Mode:
    """The mode that uses most of what there is: a frame that begins the shot, else references, else words."""
    roles = {str(medium.role) for medium in intent.media}
    if {"first_frame", "last_frame"} <= roles and Mode.FIRST_LAST in surface.modes:
        return Mode.FIRST_LAST
    if "first_frame" in roles and Mode.FIRST_FRAME in surface.modes:
        return Mode.FIRST_FRAME
    usable = any(surface.most.get(medium.kind) for medium in intent.media)
    return Mode.REFERENCES if usable and Mode.REFERENCES in surface.modes else Mode.TEXT


def _offered(surface: Surface, intent: Intent) -> None:
    if intent.mode not in surface.modes:
        raise Unsendable(f"{surface.title} has no mode {intent.mode}; it has {', '.join(surface.modes)}.")


def _joinable(surface: Surface, intents: Sequence[Intent]) -> None:
    if not intents:
        raise Unsendable("A sequence needs shots: name some.")
    if surface.shots == 1 and len(intents) > 1:
        raise Unsendable(f"{surface.title} takes one shot at a time: ask for each by itself.")
    cards, mode = [intent.card for intent in intents], intents[0].mode
    if len(cards) > surface.shots:
        out = listed(card.code for card in cards[surface.shots :])
        raise Unsendable(f"{surface.title} takes {surface.shots} shots in one prompt: take out {out}.")
    if why := joining.obstacle(cards):
        raise Unsendable(why)
    _offered(surface, intents[0])
    if mode.framed or any(intent.mode is not mode for intent in intents):
        raise Unsendable("Several shots are made from words or references: a frame shows only one of them.")


def _fitted(
    surface: Surface, mode: Mode, written: Sequence[Section], codes: Sequence[str]
) -> tuple[dict[str, list[Section]], list[str]]:
    """Each shot within its own limit where shots are sent apart, else all of them within that of the prompt."""
    if not surface.apart:
        sections, said = fitting.shortened(surface, mode, written, f"{codes[0]} to {codes[-1]}")
        return sequences.by_shot(sections, codes), said
    each, found, warnings = replace(surface, characters=surface.characters_each, words={}), {}, list[str]()
    for code, sections in sequences.by_shot(written, codes).items():
        found[code], said = fitting.shortened(each, mode, sections, code)
        warnings += [f"{code}: {text}" for text in said]
    return found, warnings


def _written(surface: Surface, page: Page, sections: Iterable[Section]) -> list[Section]:
    written = [section for section in sections if section.text]
    _own_words(surface, page.intent, written)
    return [_spelt(section, page.citations) for section in written]


def _sealed(
    surface: Surface,
    page: Page,
    along: Along,
    sections: Sequence[Section],
    fields: dict[str, Any],
    warnings: Sequence[str],
) -> Compiled:
    """What is sent, whole and verified."""
    ratio, cropped = fitting.ratio(surface, page.intent.aspect)
    negative, unheard = fitting.negative(surface, surface.negative(page))
    fields |= {"ratio": ratio} if ratio else {}
    fields |= {"audio": hearing.audible(page)} if surface.sounds else {}
    whole = Compiled(
        surface.id,
        page.mode,
        _text(surface, sections),
        negative,
        along.citations,
        fields | dict(surface.fields),
        along.dropped,
        (*warnings, *cropped, *unheard),
        tuple((section.label, section.text) for section in sections),
    )
    verify(surface, whole)
    return whole


def _text(surface: Surface, sections: Iterable[Section]) -> str:
    return surface.joint.join(section.text for section in sections)


def _own_words(surface: Surface, intent: Intent, written: list[Section]) -> None:
    """Before tokens are put in, whatever reads as one was written by a person, and would name the wrong file."""
    pattern = surface.pattern
    if pattern is None:
        return
    for section in written:
        if match := pattern.search(section.text):
            where = f"{section.shot or intent.card.code}, {section.name}"
            raise Unsendable(
                f"{where}: {match[0]!r} would name a file on {surface.title}; "
                "say the asset's name, or write the number as a word."
            )


def _spelt(section: Section, citations: tuple[object, ...]) -> Section:
    tokens = {FIRST_MARK + index: getattr(one, "token", "") for index, one in enumerate(citations)}
    return replace(section, text=section.text.translate(tokens), brief=section.brief.translate(tokens))


def _doubts(surface: Surface, pages: Sequence[Page]) -> list[str]:
    missing = sorted({one.asset for one in pages[0].citations if not one.sha256})
    said = [f"{', '.join(missing)}: the file is still to come."] if missing else []
    people = max(len(page.people) for page in pages)
    if people > MOST_PEOPLE and surface.id != "neutral":
        said.append(f"{people} people drift on every surface we know; stage it with {MOST_PEOPLE}.")
    short = [page.card.code for page in pages if page.card.seconds < SHORTEST and len(pages) > 1]
    if short:
        said.append(f"{listed(short)}: under {SHORTEST:g} s a shot among others may not come.")
    return said
