"""A library proposed from a script: its people in colours of their own, its places, and the things its story needs."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rushes.craft.cards import colours
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import naming, palette, stated, words
from rushes.craft.screenplay import cues, people
from rushes.craft.screenplay.breakdown import Scene, breakdown
from rushes.craft.screenplay.elements import Action, Screenplay, Synopsis
from rushes.craft.screenplay.emphasis import plain

MOST_THINGS = 8
NEEDED = 4
_SOURCE = "Proposed from the script"
_WORN = re.compile(r"^\s*(?:in|with|wearing)\s+((?:an?|his|her|their|the)\s[^.,;:!?]*)", re.IGNORECASE)
_BESIDE = re.compile(
    r"\s+(?:beside|at|on|by|behind|near|under|stands|waits|is|has|who|sits|walks|looks)\b.*", re.IGNORECASE
)
_MOVES = re.compile(r"\s+\w+s\s+(?:round|up|down|out|off|past|into|towards?|through)\b.*", re.IGNORECASE)
_TOGETHER = re.compile(
    r"(?:and )?(?:hide|stand|sit|wait|walk|run|come|lie|lean|watch|look|talk|sleep|dance|play)\b(?!-)"
)
_NEXT = re.compile(r"(?:and |with )?[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}")
_NOUNS = re.compile(r"\b(?:the|an?|his|her|their|its|one|two|last)\s+(?=((?:[\w'’-]+ ){0,3}[\w'’-]+))", re.IGNORECASE)
_OUTDOORS, _INDOORS = {"alley", "rooftop", "street", "nature"}, {"shop", "corridor", "room"}
_STOPS = words.listed(
    """
    of in on at to from with into onto over under out up down off by for and or but as so that which who is are
    was were has have had then than like through across behind before after towards toward against along around
    between beneath beside goes comes stands swings stops opens closes slides looks takes is_not does had still
    again away back left right the a an his her their its one two last
    """
)


def propose(screenplay: Screenplay) -> list[Asset]:
    """Every character, location and main prop of a script, in that order, each marked as proposed."""
    scenes = breakdown(screenplay).scenes
    found: dict[str, Asset] = {}
    for asset in (*_characters(screenplay, scenes), *_locations(scenes), *_props(screenplay)):
        code = naming.free(asset.id, found)
        found[code] = asset.model_copy(update={"id": code})
    return list(found.values())


def _asset(kind: AssetKind, name: str, **fields: str) -> Asset:
    code = naming.asset_id(kind, name)
    cased = name.title() if kind is AssetKind.CHARACTER else naming.sentence_case(name)
    plain_fields = {key: _cell(text) for key, text in fields.items()}
    return Asset(id=code, kind=kind, name=cased, source=_SOURCE, origin=Origin.PROPOSED, **plain_fields)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;")


def _characters(screenplay: Screenplay, scenes: Sequence[Scene]) -> Iterator[Asset]:
    cast = people.cast(screenplay)
    names = cast.names
    told = _introductions(screenplay, cast)
    sexes = stated.sexes(scenes, cast, told)
    worn = {name: _wardrobe(text) for name, text in told.items()}
    used = [colour for colour, _ in worn.values() if colour]
    for name in names:
        colour, garment = worn[name]
        if not colour:
            colour = palette.furthest(used)
            used.append(colour)
        looks = _without_wardrobe(told[name], garment)
        locked = ", ".join(filter(None, [f"{colour} {garment or 'jacket'}", looks]))
        yield _asset(
            AssetKind.CHARACTER,
            name,
            description=", ".join(filter(None, [sexes.get(name, ""), told[name]])) or "Not described by the script",
            locked=locked,
            may_vary="expression",
            negatives=f"no logo on the clothes; no second colour of {_head(garment) or 'jacket'}",
        )


def _introductions(screenplay: Screenplay, cast: people.Cast) -> dict[str, str]:
    """What the action says of each person where it introduces them: age, build, clothes; empty when it does not."""
    found = dict.fromkeys(cast.names, "")
    for element in screenplay.elements:
        if isinstance(element, Action):
            text = plain(element.text)
            for name, start, end in cast.places(text):
                if not found[name] and cues.is_upper(text[start:end]):
                    found[name] = _told(text[end:])
    return found


def _told(after: str) -> str:
    """The describing phrases that follow a name, up to the first that does something or names somebody else."""
    parts: list[str] = []
    if bracket := re.match(r"\s*\(([^)]*)\)", after):
        parts.append(bracket[1])
        after = after[bracket.end() :]
    if worn := _WORN.match(after):
        parts.append(_BESIDE.sub("", _MOVES.sub("", worn[1])))
        after = after[worn.end() :]
    if after.lstrip().startswith(","):
        sentence = re.split(r"[.;:!?\n]", after.lstrip()[1:], maxsplit=1)[0]
        described = itertools.takewhile(_describes, map(str.strip, sentence.split(",")))
        parts += [phrase for phrase in described if not words.SITS.search(phrase)][:5]
    return ", ".join(parts)


def _describes(phrase: str) -> bool:
    """Whether a phrase after a name goes on about it: it neither says what they do nor names the next."""
    return not (words.begins_with_verb(phrase) or _TOGETHER.match(phrase) or _NEXT.match(phrase))


def _wardrobe(told: str) -> tuple[str, str]:
    """The colour and the garment that a description names: (`rust-orange`, `rain jacket`); empty when it does not."""
    for colour in colours.named_in(told):
        if words.GARMENT.search(colour.of):
            return colour.name, colour.of
    garment = words.GARMENT.search(told)
    if garment is None:
        return "", ""
    dark = re.search(r"\bdark\b[^,]*$", told[: garment.start()], re.IGNORECASE)
    return ("charcoal" if dark else "", garment[0].lower())


def _without_wardrobe(told: str, garment: str) -> str:
    """The rest of a description: its colour words stay, the main garment is not said twice."""
    kept = [part.strip() for part in told.split(",") if not garment or _head(garment) not in part.lower()]
    torn = [f"torn {part}" for part in re.findall(r"torn (?:left |right )?(cuff|sleeve|collar|hem)", told)]
    return ", ".join([*kept, *(piece for piece in torn if piece not in ", ".join(kept))])


def _head(garment: str) -> str:
    return garment.rsplit(maxsplit=1)[-1] if garment else ""


def _locations(scenes: Iterable[Scene]) -> Iterator[Asset]:
    seen: set[str] = set()
    for scene in scenes:
        name = place_name(scene)
        if naming.slug(name) in seen:
            continue
        seen.add(naming.slug(name))
        inside = "interior" if scene.int_ext == "INT" else "exterior" if scene.int_ext == "EXT" else "place"
        when = f", {scene.time.lower()}" if scene.time else ""
        yield _asset(
            AssetKind.LOCATION,
            name,
            description=f"{name.lower()}, {set_kind(scene)} {inside}{when}",
            locked=_dressing(scene),
            may_vary="weather" if scene.int_ext == "EXT" else "",
            negatives="no readable signs",
        )


def place_name(scene: Scene) -> str:
    """What a scene's location is called in the library; a script without headings plays in one place."""
    return scene.location or scene.heading or "The place"


def set_kind(scene: Scene) -> str:
    """Which kind of set a scene plays on: alley, rooftop, shop, corridor, ship, street, nature, room or exterior."""
    where = scene.location or scene.heading
    found = [kind for kind, pattern in words.SETS.items() if pattern.search(where)]
    if scene.int_ext == "INT":
        return next((kind for kind in found if kind not in _OUTDOORS), "room")
    if scene.int_ext != "EXT":
        return next(iter(found), "room")
    outside = next((kind for kind in found if kind not in _INDOORS), "")
    return outside or ("street" if found else "exterior")


def _dressing(scene: Scene) -> str:
    """What the scene's first lines say the place holds: phrases before anybody is named or does anything."""
    after = itertools.dropwhile(lambda element: element.span.line < scene.line, scene.elements)
    text = next((plain(element.text) for element in after if isinstance(element, Action)), "")
    kept: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+", text.replace("\n", " ")):
        if re.search(r"[^\W\d_]{2,}", sentence) is None or re.search(r"\b[A-Z]{3,}\b", sentence):
            break
        if any(name.split()[-1].casefold() in sentence.casefold() for name in scene.characters):
            break
        if re.match(r"(?:she|he|they|we)\b", sentence, re.IGNORECASE):
            break
        if words.TRAVELS.search(sentence) or words.HANDLES.search(sentence):
            break
        kept.append(sentence.rstrip(".!? "))
    return ", ".join(kept)[:200].lower()


def _props(screenplay: Screenplay) -> Iterator[Asset]:
    """The things that hands hold, the title names or the script repeats, most important first."""
    names = {word.casefold() for name in people.cast(screenplay).names for word in name.split()}
    scores: Counter[str] = Counter()
    phrases: dict[str, Counter[str]] = {}
    shown: set[str] = set()
    for text in _told_texts(screenplay):
        for thing, phrase, score in _things(text, shown):
            if thing not in names:
                scores[thing] += score
                phrases.setdefault(thing, Counter())[phrase] += 1
    most = max(MOST_THINGS, len(breakdown(screenplay).scenes) // 2)
    needed = [thing for thing, score in scores.most_common(most) if score >= NEEDED]
    for thing in needed:
        told = max(phrases[thing], key=len).lower()
        name = _full_name(thing, phrases[thing])
        yield _asset(AssetKind.PROP, name, description=told, locked=told, negatives="no readable brand")


def _told_texts(screenplay: Screenplay) -> Iterator[str]:
    yield f"{plain(screenplay.entry('title')).lower()} "
    yield from (plain(element.text) for element in screenplay.elements if isinstance(element, Action | Synopsis))


def _things(text: str, shown: set[str]) -> Iterator[tuple[str, str, int]]:
    """
    Each thing named in a text: its noun, its phrase, and how much the mention says that the story needs it.

    What the script has written in capitals goes into `shown`, and is a thing from then on whatever its name.
    """
    for match in _NOUNS.finditer(text):
        phrase = _phrase(match[1])
        noun = phrase.split()[-1].lower() if phrase else ""
        thing = words.SAME_THING.get(noun, noun)
        thing = thing[:-1] if thing[:-1] in shown else thing
        if len(thing) < 3 or thing in words.NOT_THINGS:
            continue
        known = thing in words.THINGS or thing in shown
        handled = words.HANDLES.search(text[max(0, match.start() - 22) : match.start()]) is not None
        capitals = phrase.split()[-1].isupper()
        if capitals:
            shown.add(thing)
        if known or handled or capitals:
            yield thing, phrase, 2 * known + (1 + known) * handled + 2 * capitals


def _phrase(found: str) -> str:
    """The noun phrase at the beginning of some words: up to the last thing, or the first word that cannot belong."""
    kept: list[str] = []
    for word in found.split():
        is_thing = word.lower() in words.THINGS
        ended = bool(kept) and (kept[-1].lower() in words.THINGS or kept[-1].isupper())
        if word.lower().removesuffix("'s") in _STOPS or (ended and not is_thing):
            break
        kept.append(word)
    return " ".join(kept)


def _full_name(thing: str, phrases: Counter[str]) -> str:
    """The thing's name with the word that always goes before it: receipt book."""
    before = Counter(phrase.split()[-2].lower() for phrase in phrases.elements() if len(phrase.split()) > 1)
    word, times = before.most_common(1)[0] if before else ("", 0)
    is_noun = word in words.THINGS or times >= 2
    return f"{word} {thing}" if is_noun and word != thing and not colours.named_in(word) else thing
