"""What a scene's coverage lacks: a way in or out, its geography, a face for a voice, words that nobody shoots."""

from collections.abc import Iterable, Iterator

from rushes.craft.cards import timing
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Framing, Size, Treatment
from rushes.craft.grammar import endings, linking
from rushes.craft.grammar.faults.flaw import Flaw, Scene, meant
from rushes.craft.screenplay.elements import Action, Character, Dialogue, Lyrics, Parenthetical, Screenplay, Span
from rushes.craft.screenplay.emphasis import plain

SOON = 3
REST = 0.7
_WIDE = (Size.ELS, Size.LS, Size.FS)


def ways(scene: Scene) -> Iterator[Flaw]:
    """A clean way in, a clean way out, and the place seen soon."""
    cards = scene.cards
    if not cards:
        return
    first, last = cards[0], cards[-1]
    if not _clean_in(scene) and not meant(first, "way in"):
        saw = f"{first.code} opens the scene close on people who are already at it"
        remedy = "open wider, on the place or a thing, or let somebody enter the frame"
        yield Flaw("way in", scene.code, (first.code,), saw, remedy)
    if not _clean_out(scene) and not meant(last, "way out"):
        saw = f"{last.code} ends the scene on its last word"
        remedy = f"hold it {REST:g} s longer, let somebody leave the frame, or add a reaction"
        yield Flaw("way out", scene.code, (last.code,), saw, remedy)
    early = cards[:SOON]
    wanted = len(cards) > 1 and "montage" not in scene.heading.lower()
    if wanted and not any(map(_geography, early)) and not any(meant(card, "geography") for card in early):
        codes = tuple(card.code for card in early)
        saw = f"none of the first {len(codes)} shots shows where people and things stand"
        yield Flaw("geography", scene.code, codes, saw, "make one of them a long shot, or a full shot of all")


def unseen_speakers(scene: Scene) -> Iterator[Flaw]:
    """Voices of people in the scene whose face no shot of it shows."""
    seen = {asset for view in scene.views for asset in view.faces}
    heard: dict[str, list[str]] = {}
    for card in scene.cards:
        for speech in card.dialogue:
            if speech.treatment is Treatment.NONE and (speech.on_screen or not _all_off(scene.cards, speech.speaker)):
                heard.setdefault(speech.speaker, []).append(card.code)
    for speaker, codes in heard.items():
        if speaker not in seen and not any(meant(card, "unseen speaker") for card in scene.cards):
            saw = f"{speaker} speaks in {', '.join(dict.fromkeys(codes))}, and no shot of the scene shows that face"
            remedy = "give the speaker one single from the front, or mark the lines as off"
            yield Flaw("unseen speaker", scene.code, tuple(dict.fromkeys(codes)), saw, remedy)


def uncovered(screenplay: Screenplay, cards: Iterable[Card]) -> Iterator[Flaw]:
    """Lines and action of planned scenes that no shot covers; a scene without any shot is named once."""
    listed = list(cards)
    spans = linking.spans(screenplay, listed)
    planned: dict[str, list[Card]] = {}
    for card in listed:
        planned.setdefault(card.scene, []).append(card)
    over_black = {element.span for element in endings.after_black(screenplay.elements)}
    unseen = over_black | _sung_by_nobody(screenplay)
    for gap in linking.uncovered(screenplay, spans):
        shots = planned.get(gap.scene, [])
        if gap.element.span in unseen or not shots or any(meant(card, "not covered") for card in shots):
            continue
        kind = "action" if isinstance(gap.element, Action) else "line"
        near = _nearest(gap.element.span.start, shots, spans)
        saw = f"line {gap.element.span.line} of the script, {_brief(plain(gap.element.text))!r}, is in no shot"
        remedy = f"add it to {near}, or plan a shot for it" if near else "plan a shot for it"
        yield Flaw(f"{kind} not covered", gap.scene, (near,) if near else (), saw, remedy)


def _sung_by_nobody(screenplay: Screenplay) -> set[Span]:
    """Lyrics without a cue: they are music, not somebody's line."""
    found: set[Span] = set()
    in_speech = False
    for element in screenplay.elements:
        in_speech = isinstance(element, Character) or (
            in_speech and isinstance(element, (Dialogue, Parenthetical, Lyrics))
        )
        if isinstance(element, Lyrics) and not in_speech:
            found.add(element.span)
    return found


def _nearest(at: int, shots: list[Card], spans: dict[str, Span]) -> str:
    """The shot whose words stand last before a place in the script."""
    before = [card.code for card in shots if card.code in spans and spans[card.code].start <= at]
    return before[-1] if before else shots[0].code


def _brief(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" ..." if len(words) > 8 else "")


def _all_off(cards: Iterable[Card], speaker: str) -> bool:
    return not any(one.speaker == speaker and one.on_screen for card in cards for one in card.dialogue)


def _clean_in(scene: Scene) -> bool:
    view = scene.views[0]
    card = view.card
    open_frame = card.size in _WIDE or card.framing in (Framing.EMPTY, Framing.INSERT, Framing.POV)
    spoken = timing.spoken(card)
    quiet = not spoken or spoken[0].start >= timing.LEAD
    return open_frame or bool(card.start_frame) or any(stand.enters for stand in view.stands) or quiet


def _clean_out(scene: Scene) -> bool:
    view = scene.views[-1]
    spoken = timing.spoken(view.card)
    rest = view.card.seconds - max((one.end for one in spoken), default=0.0)
    return rest >= REST or any(stand.exits for stand in view.stands)


def _geography(card: Card) -> bool:
    return card.size in _WIDE or card.framing is Framing.EMPTY
