"""Shots that the script's own notes name: exactly those, completed from the words they cover, never expanded."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Framing, Job, Origin, Size
from rushes.craft.grammar import choosing, drafting, poses, scenery, setups, staging, telling, words
from rushes.craft.grammar.company import Company
from rushes.craft.grammar.kinds import Kind
from rushes.craft.grammar.naming import Library
from rushes.craft.grammar.setups import Scenery, Setup
from rushes.craft.grammar.shot import Shot
from rushes.craft.grammar.telling import Moment, What
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Element, Screenplay, Span
from rushes.craft.screenplay.shots import ShotNote, shot_notes
from rushes.kernel import ids
from rushes.kernel.errors import Fault, InvalidFile

_WHY = "the script names this shot"


def cards(
    screenplay: Screenplay, scenes: Sequence[Scene], spans: dict[str, Span], library: Library, company: Company
) -> list[Card]:
    """
    One card for each shot that the script names, in the script's order.

    Raises:
        InvalidFile: a note stands in another scene than its code says.
    """
    notes = {note.code: note for note in shot_notes(screenplay)}
    _refuse_strangers(scenes, spans, notes)
    return [card for scene in scenes for card in _scene(scene, spans, notes, library, company.again(scene.characters))]


def _refuse_strangers(scenes: Sequence[Scene], spans: dict[str, Span], notes: dict[str, ShotNote]) -> None:
    faults = [
        Fault(
            f"line {notes[code].span.line}",
            f"the note [[{code}]] stands in scene {scene.code}; number the scene or the shot so that they agree",
        )
        for scene in scenes
        for code in _codes(scene, spans)
        if ids.scene_of(code) != scene.code
    ]
    if faults:
        raise InvalidFile(faults)


def _codes(scene: Scene, spans: dict[str, Span]) -> list[str]:
    start, end = scene.elements[0].span.start, max(element.span.end for element in scene.elements)
    return [code for code, span in spans.items() if start <= span.start < end]


def _scene(
    scene: Scene, spans: dict[str, Span], notes: dict[str, ShotNote], library: Library, company: Company
) -> Iterator[Card]:
    codes = _codes(scene, spans)
    told = [telling.tell(_covered(scene, spans[code]), company) for code in codes]
    moments = [moment for group in told for moment in group]
    stage = staging.stage(moments, scenery.seen(moments))
    floor = scenery.floor(scene, library)
    resting = poses.before(moments)
    for place, (code, group) in enumerate(zip(codes, told, strict=True)):
        near = Scenery(Kind.PAIR, stage, scenery.seen(group), 0.5, opens=False, late=place >= 0.6 * len(codes))
        begins = sum(map(len, told[:place]))
        shot = replace(_shot(group, near, library), poses=resting[begins] if group else {}, stage=stage)
        card = drafting.card(code, shot, floor)
        changes: dict[str, object] = {"origin": Origin.COMPLETED, "why": f"{_WHY}; {card.why}".replace(";", ",")}
        if notes[code].title:
            changes["title"] = notes[code].title
        yield card.model_copy(update=changes)


def _covered(scene: Scene, span: Span) -> list[Element]:
    """The scene's elements inside a span; an element that only partly lies in it, with that part of its text."""
    inside = [element for element in scene.elements if element.span.end > span.start and element.span.start < span.end]
    return [part for element in inside if (part := _part(element, span)).text.strip()]


def _part(element: Element, span: Span) -> Element:
    start = max((note.at for note in element.notes if note.span.start <= span.start), default=0)
    end = min((note.at for note in element.notes if note.span.end >= span.end), default=len(element.text))
    return replace(element, text=element.text[start : max(start, end)])


def _shot(group: Sequence[Moment], near: Scenery, library: Library) -> Shot:
    """Everything that a shot covers as one moment, with a setup that holds it."""
    acts = [moment for moment in group if not moment.lines]
    lines = tuple(line for moment in group for line in moment.lines)
    speaking = [line.speaker for line in lines if not line.unseen]
    people = tuple(dict.fromkeys([*(name for moment in acts for name in moment.people), *speaking]))
    text = " ".join(moment.text for moment in acts)
    done = tuple(act for moment in acts for act in moment.acts)
    whole = Moment(_what(acts), text, people, lines, done)
    thing = scenery.thing_of(whole, library)
    return Shot(_setup(whole, acts, near, scenery.name_of(thing, library) if thing else ""), whole, thing)


_STRONG = (What.ARRIVAL, What.DEPARTURE, What.TRAVEL, What.DETAIL, What.LOOK, What.INWARD, What.DEED, What.EVENT)


def _what(acts: Sequence[Moment]) -> What:
    kinds = [moment.what for moment in acts]
    return next((what for what in _STRONG if what in kinds), kinds[0] if kinds else What.SPEECH)


def _setup(whole: Moment, acts: Sequence[Moment], near: Scenery, thing: str) -> Setup:
    seen = replace(whole, lines=())
    if not acts:
        return choosing.choose(whole, near, "")
    if thing and (words.ON_SCREEN_TEXT.search(whole.text) or _about_thing(whole)):
        return setups.insert(seen, thing)
    if len(whole.people) > 1 and not words.WIDE.search(whole.text) and not _on_one_face(acts, whole):
        return _shared(whole, near)
    return choosing.choose(seen, near, thing)


def _about_thing(whole: Moment) -> bool:
    """Whether hands and a thing are all that the words show."""
    moves = words.ARRIVES.search(whole.text) or words.DEPARTS.search(whole.text)
    return not moves and (whole.what is What.DETAIL or (whole.reveals and len(whole.people) < 2))


def _on_one_face(acts: Sequence[Moment], whole: Moment) -> bool:
    return len(acts) == 1 and acts[0].what in (What.LOOK, What.INWARD) and not whole.lines


def _shared(whole: Moment, near: Scenery) -> Setup:
    moves = whole.what in (What.ARRIVAL, What.DEPARTURE, What.TRAVEL)
    setup = setups.together(whole.people, near)
    return replace(
        setup,
        job=Job.COMPARE,
        size=Size.LS if moves or setup.framing is Framing.GROUP else Size.MS,
        why="more than one person acts in it",
    )
