"""The first pass over a script: what every scene needs, each element with the words that prove it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rushes.craft.breakdown import acts, company, lettering, lexicon, naming, places, states, things
from rushes.craft.breakdown import words as reading
from rushes.craft.breakdown.acts import Deed
from rushes.craft.breakdown.anchors import Anchored, Anchors
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import Found, How, Needs, sorted_once
from rushes.craft.breakdown.lexicon import Kind, listed
from rushes.craft.breakdown.states import Owners, State
from rushes.craft.breakdown.things import Thing
from rushes.craft.breakdown.words import Words
from rushes.craft.screenplay.breakdown import Breakdown, Scene, breakdown
from rushes.craft.screenplay.elements import (
    Action,
    Centered,
    Character,
    Dialogue,
    Element,
    Lyrics,
    Note,
    Parenthetical,
    SceneHeading,
    Screenplay,
)
from rushes.craft.screenplay.emphasis import plain
from rushes.kernel import ids

_BOXES = {
    Kind.ANIMALS: Category.ANIMALS, Kind.VEHICLES: Category.VEHICLES, Kind.WARDROBE: Category.WARDROBE,
    Kind.MAKEUP: Category.MAKEUP, Kind.GREENERY: Category.GREENERY, Kind.CAMERA: Category.CAMERA,
    Kind.VISUAL: Category.VISUAL_EFFECTS, Kind.MUSIC: Category.MUSIC, Kind.EQUIPMENT: Category.EQUIPMENT,
    Kind.SECURITY: Category.SECURITY, Kind.SCREENS: Category.SCREENS, Kind.NOISES: Category.SOUND,
    Kind.EFFECTS: Category.SPECIAL_EFFECTS,
}  # fmt: skip
_DEVICES = listed("phone laptop tablet computer tv television cellphone smartphone monitor watch camera")
_ON_PEOPLE = frozenset({Kind.WARDROBE, Kind.MAKEUP})
_NOISY = frozenset({"bell", "alarm clock", "clock", "church bell", "alarm"})
_ONLY_LIGHT = frozenset({"sun", "sunshine", "overcast", "blinding sun", "heat haze", "heatwave"})
SURE = {How.CUE: 0.99, How.HEADING: 0.99, How.NAME: 0.99, How.NOTE: 1.0, How.TAG: 1.0, How.PERSON: 1.0,
        How.LETTERING: 0.95, How.HANDLED: 0.9, How.WORD: 0.85, How.DONE: 0.75, How.STATE: 0.65, How.CARRIED: 0.6,
        How.RULE: 0.5}  # fmt: skip


@dataclass(frozen=True)
class _Seen:
    """
    A thing where it was read, before it is decided which box it belongs to.

    `opens` when the scene's first words of action only say that it is there.
    """

    scene: Scene
    thing: Thing
    found: Found
    opens: bool


def find(screenplay: Screenplay, broken_down: Breakdown | None = None) -> Needs:
    """
    What each scene of a script needs, as far as its words say so; `broken_down` saves counting it a second time.

    Raises:
        NoScene: nothing in the script can be seen or heard.
    """
    counted = broken_down or breakdown(screenplay)
    reader = _Reader(screenplay, counted)
    found = [one for scene in counted.scenes for one in reader.scene(scene)]
    codes = tuple(scene.code for scene in counted.scenes)
    return Needs(codes, sorted_once(codes, naming.joined((*found, *reader.carried_or_standing()))))


class _Reader:
    """Reads scene after scene, and remembers what was ever in somebody's hands and who was named last."""

    def __init__(self, screenplay: Screenplay, counted: Breakdown) -> None:
        self._anchors = Anchors(screenplay)
        self._cast = company.names(dict.fromkeys(name for scene in counted.scenes for name in scene.characters))
        self._places = places.places(counted.scenes)
        self._held: set[str] = set()
        self._objects: list[_Seen] = []
        self._people_known = frozenset(self._cast.by_word.values())
        self._states_known: set[tuple[str, str, str]] = set()
        shown = (plain(each.text) for each in screenplay.elements if isinstance(each, Action))
        self._pronouns = company.pronouns(shown, self._cast)
        self._named: list[str] = []
        self._opening = True

    def scene(self, scene: Scene) -> Iterator[Found]:
        """Everything of one scene but its props and set dressing."""
        self._named, self._opening = [], True
        for element in scene.elements:
            yield from self._element(scene, element)
            for note in (element, *element.notes):
                if isinstance(note, Note) and not ids.SHOT.match(note.text.strip()) and note.text.strip():
                    yield _found(Category.NOTES, " ".join(note.text.split()), scene, How.NOTE, note)

    def carried_or_standing(self) -> Iterator[Found]:
        """Props and set dressing, once it is known what anybody ever holds: a thing is one or the other in a scene."""
        handled = {_same(seen) for seen in self._objects if seen.thing.handled}
        standing = {_same(seen) for seen in self._objects if Kind.DRESSING in seen.thing.kinds or seen.opens}
        for seen in self._objects:
            held = _same(seen) in handled or (Kind.PROPS in seen.thing.kinds and _head(seen.thing) in self._held)
            stands = Kind.PROPS not in seen.thing.kinds or _same(seen) in standing
            yield seen.found if held or not stands else replace(seen.found, category=Category.SET_DRESSING)

    def _element(self, scene: Scene, element: Element) -> Iterator[Found]:
        match element:
            case SceneHeading():
                yield from self._heading(scene, element)
            case Character():
                yield from self._cue(scene, element)
            case Parenthetical():
                yield from self._claims(scene, self._anchors.text(element), Category.LANGUAGE)
            case Dialogue():
                yield from self._claims(scene, self._anchors.text(element), Category.RIGHTS)
            case Lyrics():
                yield _found(Category.MUSIC, "song", scene, How.WORD, element)
            case Centered() if element.text == element.text.upper():
                yield _found(Category.TEXT, element.text, scene, How.LETTERING, element)
            case Action():
                yield from self._action(scene, self._anchors.text(element))

    def _heading(self, scene: Scene, element: SceneHeading) -> Iterator[Found]:
        place = self._places[scene.code]
        said = {Category.SET: scene.location, Category.TIME: place.time, Category.STORY_DAY: place.day}
        for category, name in said.items():
            if name:
                yield _found(category, name, scene, How.HEADING, element)
        text = self._anchors.text(element)
        words = reading.read(text.text)
        for match in reading.matches(words, lexicon.things()):
            if name := match.entry.lemmas.get(Kind.VEHICLES, ""):
                yield _quoted(Category.VEHICLES, name, scene, How.HEADING, text, words, match.at, match.end)

    def _cue(self, scene: Scene, element: Character) -> Iterator[Found]:
        if not element.name:
            return
        yield _found(Category.CAST, element.name, scene, How.CUE, element)
        if company.is_voice(element.extension):
            yield _found(Category.VOICE, f"{element.name} ({element.extension})", scene, How.CUE, element)
        self._named.append(element.name)

    def _action(self, scene: Scene, text: Anchored) -> Iterator[Found]:
        words = reading.read(text.text)
        verbs = acts.verbs(words)
        shown = list(lettering.lettering(text.text, words.small))
        hidden = _inside(words, shown)
        for one in shown:
            says = text.span(one.start, one.end)
            yield Found(Category.TEXT, one.words, scene.code, says, How.LETTERING, one.words, sure=SURE[How.LETTERING])
        deeds = list(acts.deeds(words, verbs, self._cast.words))
        named = [thing for thing in things.named(words, verbs, self._cast.words) if thing.at not in hidden]
        yield from self._people(scene, text, words, named, hidden)
        whose = states.Owners(words, self._cast.by_word, self._named, self._pronouns)
        yield from self._things(scene, text, words, _not_only_heard(named, deeds), whose)
        yield from self._deeds(scene, text, words, deeds)
        yield from self._states(scene, text, words, states.states(words, named, whose))
        self._opening = False
        yield from self._claims(scene, text, Category.LANGUAGE, Category.RIGHTS)

    def _deeds(self, scene: Scene, text: Anchored, words: Words, deeds: list[Deed]) -> Iterator[Found]:
        for deed in deeds:
            yield _quoted(deed.category, deed.name, scene, How.DONE, text, words, deed.at, deed.end)

    def _states(self, scene: Scene, text: Anchored, words: Words, told: Iterator[State]) -> Iterator[Found]:
        for state in told:
            key = scene.code, state.of, state.family
            if key not in self._states_known:
                of = state.of if state.of in self._people_known else ""
                yield _quoted(Category.CONTINUITY, state.name, scene, How.STATE, text, words, state.at, state.end, of)
            if state.needs_makeup:
                yield _quoted(Category.MAKEUP, state.says, scene, How.STATE, text, words, state.at, state.end)
            self._states_known.add(key)

    def _people(
        self, scene: Scene, text: Anchored, words: Words, named: list[Thing], hidden: frozenset[int]
    ) -> Iterator[Found]:
        for name, at, end in company.seen(words, self._cast, hidden):
            yield _quoted(Category.CAST, name, scene, How.NAME, text, words, at, end)
        for name, thing in company.background(words, named, self._cast):
            yield _quoted(Category.BACKGROUND, name, scene, How.WORD, text, words, thing.at, thing.end)

    def _things(self, scene: Scene, text: Anchored, words: Words, named: list[Thing], whose: Owners) -> Iterator[Found]:
        for thing in named:
            how = How.HANDLED if thing.handled else How.WORD
            for kind in sorted(thing.kinds & _BOXES.keys()):
                name = _on_a_device(words, thing) if kind is Kind.SCREENS else thing.name
                of = whose.at(thing.at) if kind in _ON_PEOPLE else ""
                yield _quoted(_BOXES[kind], name, scene, how, text, words, thing.at, thing.end, of)
            if Kind.WEATHER in thing.kinds:
                yield from self._weather(scene, text, words, thing)
            if _is_object(thing):
                of = whose.at(thing.at) if thing.handled else ""
                found = _quoted(Category.PROPS, thing.name, scene, how, text, words, thing.at, thing.end, of)
                self._objects.append(_Seen(scene, thing, found, thing.described and self._opening))
                if thing.handled:
                    self._held.add(_head(thing))

    def _weather(self, scene: Scene, text: Anchored, words: Words, thing: Thing) -> Iterator[Found]:
        """Weather; outside, where it has to be made, it is an effect as well, and inside it is heard."""
        inside, made = scene.int_ext == "INT", Kind.EFFECTS in thing.kinds
        boxes = [] if inside and made else [Category.WEATHER]
        if thing.name not in _ONLY_LIGHT and not made:
            blows = thing.name == "wind" and words.after(thing.end - 1) in acts.BLOWS
            boxes += [Category.SOUND] if inside else [Category.SPECIAL_EFFECTS]
            boxes += [Category.SPECIAL_EFFECTS] if inside and blows else []
        for box in boxes:
            yield _quoted(box, thing.name, scene, How.WORD, text, words, thing.at, thing.end)

    def _claims(self, scene: Scene, text: Anchored, *wanted: Category) -> Iterator[Found]:
        """Languages, and what belongs to somebody who has to be asked."""
        for name, start, end in lexicon.named(text.text):
            box = Category.LANGUAGE if name in lexicon.languages() else Category.RIGHTS
            if box in wanted:
                yield Found(box, name, scene.code, text.span(start, end), How.WORD, text.text[start:end], sure=0.9)


def _on_a_device(words: Words, thing: Thing) -> str:
    """What a screen belongs to, where the paragraph says it: phone screen."""
    if thing.name != "screen":
        return thing.name
    device = next(
        (word.removesuffix("'s") for word in reversed(words.small[: thing.at]) if word.removesuffix("'s") in _DEVICES),
        "",
    )
    return f"{device} screen".strip()


def _is_object(thing: Thing) -> bool:
    """Whether it is a prop or set dressing; a photo that nobody holds is only something in a picture."""
    if Kind.DRESSING in thing.kinds:
        return True
    return Kind.PROPS in thing.kinds and (thing.handled or Kind.SCREENS not in thing.kinds)


def _head(thing: Thing) -> str:
    return thing.name.split()[-1]


def _same(seen: _Seen) -> tuple[str, str]:
    return seen.scene.code, _head(seen.thing)


def _not_only_heard(named: list[Thing], deeds: list[Deed]) -> list[Thing]:
    """Without what only sounds or moves by itself, like the bell that a scene hears: it is in those boxes already."""
    heard = {
        deed.at for deed in deeds if deed.category in {Category.SOUND, Category.MECHANICAL} and deed.end > deed.at + 1
    }
    return [thing for thing in named if thing.end - 1 not in heard or not _is_noise(thing)]


def _is_noise(thing: Thing) -> bool:
    return thing.kinds <= {Kind.NOISES} or (thing.name in _NOISY and not thing.handled)


def _inside(words: Words, shown: list[lettering.Lettering]) -> frozenset[int]:
    """The words that stand in lettering."""
    if not shown:
        return frozenset()
    return frozenset(
        at for one in shown for at in range(bisect_left(words.starts, one.start), bisect_left(words.starts, one.end))
    )


def _found(category: Category, name: str, scene: Scene, how: How, element: Element) -> Found:
    return Found(category, name, scene.code, element.span, how, " ".join(element.text.split()), sure=SURE[how])


def _quoted(
    category: Category, name: str, scene: Scene, how: How, text: Anchored, words: Words, at: int, end: int, of: str = ""
) -> Found:
    start, stop = words.starts[at], words.ends[end - 1]
    span = text.span(start, stop)
    return Found(category, name, scene.code, span, how, text.text[start:stop], of=of, sure=SURE[how])
