"""The first pass over a script: what every scene needs, each element with the words that prove it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rushes.craft.breakdown import acts, company, lettering, lexicon, places, states, things
from rushes.craft.breakdown import words as reading
from rushes.craft.breakdown.anchors import Anchored, Anchors
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.company import Names
from rushes.craft.breakdown.found import Found, How, Needs, sorted_once
from rushes.craft.breakdown.lexicon import Kind
from rushes.craft.breakdown.things import Thing
from rushes.craft.breakdown.words import Words
from rushes.craft.screenplay import people
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
from rushes.kernel import ids

_BOXES = {
    Kind.ANIMALS: Category.ANIMALS, Kind.VEHICLES: Category.VEHICLES, Kind.WARDROBE: Category.WARDROBE,
    Kind.MAKEUP: Category.MAKEUP, Kind.GREENERY: Category.GREENERY, Kind.CAMERA: Category.CAMERA,
    Kind.VISUAL: Category.VISUAL_EFFECTS, Kind.MUSIC: Category.MUSIC, Kind.EQUIPMENT: Category.EQUIPMENT,
    Kind.SECURITY: Category.SECURITY, Kind.SCREENS: Category.SCREENS, Kind.NOISES: Category.SOUND,
    Kind.EFFECTS: Category.SPECIAL_EFFECTS,
}  # fmt: skip
SURE = {How.CUE: 0.98, How.HEADING: 0.98, How.NAME: 0.95, How.NOTE: 1.0, How.TAG: 1.0, How.PERSON: 1.0,
        How.LETTERING: 0.9, How.WORD: 0.8, How.HANDLED: 0.8, How.DONE: 0.6, How.STATE: 0.6, How.CAPITALS: 0.6,
        How.RULE: 0.5}  # fmt: skip


@dataclass(frozen=True)
class _Seen:
    """A thing where it was read, before it is decided which box it belongs to."""

    scene: Scene
    thing: Thing
    found: Found


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
    return Needs(codes, sorted_once(codes, (*found, *reader.carried_or_standing())))


class _Reader:
    """Reads scene after scene, and remembers what was ever in somebody's hands and who was named last."""

    def __init__(self, screenplay: Screenplay, counted: Breakdown) -> None:
        self._anchors = Anchors(screenplay)
        self._cast = company.names(people.cast(screenplay).names)
        self._places = places.places(counted.scenes)
        self._held: set[str] = set()
        self._objects: list[_Seen] = []
        self._about = ""

    def scene(self, scene: Scene) -> Iterator[Found]:
        """Everything of one scene but its props and set dressing."""
        for element in scene.elements:
            yield from self._element(scene, element)
            for note in (element, *element.notes):
                if isinstance(note, Note) and not ids.SHOT.match(note.text.strip()) and note.text.strip():
                    yield _found(Category.NOTES, " ".join(note.text.split()), scene, How.NOTE, note)

    def carried_or_standing(self) -> Iterator[Found]:
        """Props and set dressing, once it is known what anybody ever holds."""
        for seen in self._objects:
            yield replace(seen.found, category=self._box(seen.thing))

    def _box(self, thing: Thing) -> Category:
        if Kind.PROPS not in thing.kinds and not thing.handled:
            return Category.SET_DRESSING
        held = thing.handled or thing.name.split()[-1] in self._held
        stands = Kind.DRESSING in thing.kinds or thing.described
        return Category.PROPS if held or not stands else Category.SET_DRESSING

    def _element(self, scene: Scene, element: Element) -> Iterator[Found]:
        match element:
            case SceneHeading():
                yield from self._heading(scene, element)
            case Character():
                yield from self._cue(scene, element)
            case Parenthetical():
                yield from self._languages(scene, self._anchors.text(element))
            case Dialogue():
                yield from self._rights(scene, self._anchors.text(element))
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
        self._about = element.name

    def _action(self, scene: Scene, text: Anchored) -> Iterator[Found]:
        words = reading.read(text.text)
        verbs = acts.verbs(words)
        shown = list(lettering.lettering(text.text))
        hidden = _inside(words, shown)
        for one in shown:
            says = text.span(one.start, one.end)
            yield Found(Category.TEXT, one.words, scene.code, says, How.LETTERING, one.words, sure=SURE[How.LETTERING])
        named = [thing for thing in things.named(words, verbs) if thing.at not in hidden]
        yield from self._people(scene, text, words, named, hidden)
        yield from self._things(scene, text, words, named)
        for deed in acts.deeds(words, verbs, self._cast.words):
            yield _quoted(deed.category, deed.name, scene, How.DONE, text, words, deed.at, deed.end)
        for state in states.states(words, named, self._cast.by_word, self._about):
            yield _quoted(Category.CONTINUITY, state.name, scene, How.STATE, text, words, state.at, state.end)
        self._about = states.last_named(words, self._cast.by_word, self._about)
        yield from self._languages(scene, text)
        yield from self._rights(scene, text)

    def _people(
        self, scene: Scene, text: Anchored, words: Words, named: list[Thing], hidden: frozenset[int]
    ) -> Iterator[Found]:
        for name, at, end in company.seen(words, self._cast, hidden):
            yield _quoted(Category.CAST, name, scene, How.NAME, text, words, at, end)
        for name, thing in company.background(words, named, self._cast):
            yield _quoted(Category.BACKGROUND, name, scene, How.WORD, text, words, thing.at, thing.end)

    def _things(self, scene: Scene, text: Anchored, words: Words, named: list[Thing]) -> Iterator[Found]:
        for thing in named:
            how = How.HANDLED if thing.handled else How.WORD
            for kind in thing.kinds & _BOXES.keys():
                yield _quoted(_BOXES[kind], thing.name, scene, how, text, words, thing.at, thing.end)
            if Kind.WEATHER in thing.kinds:
                yield from self._weather(scene, text, words, thing)
            if thing.kinds & {Kind.PROPS, Kind.DRESSING}:
                found = _quoted(Category.PROPS, thing.name, scene, how, text, words, thing.at, thing.end)
                self._objects.append(_Seen(scene, thing, found))
                if thing.handled:
                    self._held.add(thing.name.split()[-1])

    def _weather(self, scene: Scene, text: Anchored, words: Words, thing: Thing) -> Iterator[Found]:
        """Weather; outside, where it has to be made, it is an effect as well."""
        yield _quoted(Category.WEATHER, thing.name, scene, How.WORD, text, words, thing.at, thing.end)
        if scene.int_ext != "INT" and Kind.EFFECTS not in thing.kinds and thing.name not in {"sun", "sunshine", "overcast"}:
            yield _quoted(Category.SPECIAL_EFFECTS, thing.name, scene, How.WORD, text, words, thing.at, thing.end)

    def _languages(self, scene: Scene, text: Anchored) -> Iterator[Found]:
        for name, start, end in lexicon.named(text.text, lexicon.languages()):
            span = text.span(start, end)
            yield Found(Category.LANGUAGE, name, scene.code, span, How.WORD, text.text[start:end], sure=0.9)

    def _rights(self, scene: Scene, text: Anchored) -> Iterator[Found]:
        for name, start, end in lexicon.named(text.text, lexicon.rights()):
            span = text.span(start, end)
            yield Found(Category.RIGHTS, name, scene.code, span, How.WORD, text.text[start:end], sure=0.9)


def _inside(words: Words, shown: list[lettering.Lettering]) -> frozenset[int]:
    """The words that stand in lettering."""
    return frozenset(
        at for at, start in enumerate(words.starts) if any(one.start <= start < one.end for one in shown)
    )


def _found(category: Category, name: str, scene: Scene, how: How, element: Element) -> Found:
    return Found(category, name, scene.code, element.span, how, " ".join(element.text.split()), sure=SURE[how])


def _quoted(
    category: Category, name: str, scene: Scene, how: How, text: Anchored, words: Words, at: int, end: int
) -> Found:
    start, stop = words.starts[at], words.ends[end - 1]
    return Found(category, name, scene.code, text.span(start, stop), how, text.text[start:stop], sure=SURE[how])
