"""A scene as moments in order: what is to be seen, by whom it is done, and what is said."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rushes.craft.cards.timing import CHARACTERS_A_SECOND, PAUSE, WORDS_A_SECOND, by_character, seconds_of
from rushes.craft.cards.vocabulary import Treatment
from rushes.craft.grammar import words
from rushes.craft.grammar.company import Company
from rushes.craft.screenplay.elements import (
    Action,
    Character,
    Dialogue,
    Element,
    Lyrics,
    Parenthetical,
)
from rushes.craft.screenplay.emphasis import plain

LONGEST_ACTION = 36
LONGEST_SPEECH = 9.0
CUES_OF_THE_PAGE = re.compile(
    r"^(?:FADE|CUT|DISSOLVE|SMASH|TITLE|THE END|OVER BLACK|BLACK|INTERCUT"
    r"|(?:(?:END|BEGIN|START)(?: OF)? )?(?:MONTAGE|SERIES OF SHOTS|SEQUENCE OF SHOTS|QUICK CUTS))\b[^a-z]*$"
)
_MONTAGE = re.compile(
    r"^(?:(?:BEGIN|START)(?: OF)? )?(?:MONTAGE|SERIES OF SHOTS|SEQUENCE OF SHOTS|QUICK CUTS)\b"
    r"(?:[^a-z\n]*(?:\n|$)|\s*[:—–-]+\s*)"
)
_MONTAGE_ENDS = re.compile(r"^(?:END(?: OF)? (?:MONTAGE|SERIES|SEQUENCE|SHOTS|QUICK)|BACK TO)\b")
_BULLET = re.compile(r"^\s*(?:[-–—•*]+|[A-Z0-9]{1,2}[.)])\s+")
_NOT_DONE = re.compile(r"\b(?:(?:does|do|is|are) not|doesn['’]t|don['’]t|never)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[.!?;,:…—])\s+|(?<=[。！？；，、：])")


class What(Enum):
    """What a moment is, for the eye."""

    PLACE = "place"
    EVENT = "event"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    TRAVEL = "travel"
    DEED = "deed"
    DETAIL = "detail"
    LOOK = "look"
    INWARD = "inward"
    SPEECH = "speech"


_MOVING = (words.ARRIVES, words.DEPARTS, words.TRAVELS)


@dataclass(frozen=True)
class Line:
    """Words that somebody says; `unseen` when the script says the voice comes from elsewhere."""

    speaker: str
    text: str
    delivery: str = ""
    unseen: bool = False
    treatment: Treatment = Treatment.NONE

    @property
    def seconds(self) -> float:
        """How long it takes with the pause after it."""
        return seconds_of(self.text) + PAUSE


@dataclass(frozen=True)
class Moment:
    """
    One thing to see, or one speech to hear.

    `people` are in frame by the text; `acts` are the sentences that begin with one of them, each with its doer.
    `apart` is a moment of a montage, which shares its frame with no other.
    """

    what: What
    text: str
    people: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    apart: bool = False

    @property
    def doer(self) -> str:
        """Who does what happens: whoever moves, else whoever acts first, else whoever is named first."""
        moving = [name for name, act in self.acts if any(verbs.search(act) for verbs in _MOVING)]
        return next(iter([*moving, *(name for name, _ in self.acts), *self.people]), "")

    def goes(self, name: str) -> bool:
        """Whether somebody moves in it: whoever its doer is, and whoever moves as they do."""
        return name == self.doer or any(
            doer == name and any(verbs.search(act) for verbs in _MOVING) for doer, act in self.acts
        )

    @property
    def speaker(self) -> str:
        """Who speaks, or nobody."""
        return self.lines[0].speaker if self.lines else ""

    @property
    def intense(self) -> bool:
        """Whether its words raise their voice."""
        return words.INTENSE.search(" ".join([self.text, *(line.text for line in self.lines)])) is not None

    @property
    def reveals(self) -> bool:
        """Whether something becomes known here."""
        return bool(words.REVEALS.search(self.text) or words.ON_SCREEN_TEXT.search(self.text))


def tell(
    elements: Iterable[Element], company: Company, longest: int = LONGEST_ACTION, *, montage: bool = False
) -> list[Moment]:
    """
    The moments of a scene, in order.

    Args:
        elements: what the script says.
        company: who is meant by names and pronouns.
        longest: how many words of action one moment may hold; 0 keeps every sentence by itself.
        montage: whether all of it is one; else its own words say where one begins and ends.
    """
    within = montage
    moments: list[Moment] = []
    for group in _groups(elements):
        if isinstance(group[0], Action):
            text = plain(group[0].text)
            within = montage or ((within or bool(_MONTAGE.match(text))) and not _MONTAGE_ENDS.match(text))
            empty = not any(moment.people or moment.lines for moment in moments)
            moments += _frames(text, company) if within else _actions(text, company, longest, empty=empty)
        elif isinstance(group[0], Character):
            company.hear(group[0].name)
            moments += _speech(group)
        elif moments and company.latest and words.SINGS.search(moments[-1].text):
            moments += _song(group, company.latest)
    return moments


def _groups(elements: Iterable[Element]) -> Iterator[list[Element]]:
    """Paragraphs of action one by one, speeches with their cue, songs without one."""
    speech: list[Element] = []
    for element in elements:
        if isinstance(element, Dialogue | Parenthetical | Lyrics) and speech:
            speech.append(element)
            continue
        if speech:
            yield speech
        speech = [element] if isinstance(element, Character | Lyrics) else []
        if isinstance(element, Action):
            yield [element]
    if speech:
        yield speech


def _speech(group: Sequence[Element]) -> list[Moment]:
    """A speech as one moment, or several when it is longer than a shot should be."""
    cue = group[0]
    assert isinstance(cue, Character)
    delivery = ""
    lines: list[Line] = []
    for element in group[1:]:
        if isinstance(element, Parenthetical):
            delivery = plain(element.text).strip("() ")
        else:
            text = " ".join(plain(element.text).split())
            sung = "sung" if isinstance(element, Lyrics) else ""
            lines += [_line(cue, part, delivery or sung) for part in _breaths(text)]
    return [Moment(What.SPEECH, "", (), tuple(part)) for part in _shots_of(lines)]


def _song(group: Sequence[Element], singer: str) -> list[Moment]:
    """Lyrics without a cue, after action that says who sings; where nobody does they are music, and no shot."""
    texts = (" ".join(plain(element.text).split()) for element in group)
    lines = [Line(singer, part, "sung") for text in texts for part in _breaths(text)]
    return [Moment(What.SPEECH, "", (), tuple(part)) for part in _shots_of(lines)]


def _line(cue: Character, text: str, delivery: str) -> Line:
    where = f"{cue.extension} {delivery}"
    how = Treatment.NONE
    for treatment, pattern in (
        (Treatment.TAPE, words.BY_TAPE),
        (Treatment.PHONE, words.BY_PHONE),
        (Treatment.RADIO, words.BY_RADIO),
    ):
        if pattern.search(where):
            how = treatment
            break
    into = re.match(r"(?:in)?to\b", delivery) is not None
    unseen = not into and (how is not Treatment.NONE or words.UNSEEN.search(cue.extension) is not None)
    return Line(cue.name, text, delivery, unseen, Treatment.NONE if into else how)


def _breaths(text: str) -> list[str]:
    """A speech in parts that a shot can hold, broken after sentences, or after clauses where a sentence is too long."""
    if seconds_of(text) <= LONGEST_SPEECH:
        return [text] if text else []
    sentences = [piece for sentence in words.SENTENCE.split(text) if sentence for piece in _clauses(sentence)]
    return _packed(sentences)


def _clauses(sentence: str) -> list[str]:
    """A sentence whole when a shot can hold it, else its clauses; one that is still too long is cut between words."""
    if not _too_long(sentence):
        return [sentence]
    if by_character(sentence):
        most = int((LONGEST_SPEECH - 0.2) * CHARACTERS_A_SECOND)
        return [said[at : at + most] for said in _CLAUSE.split(sentence) if said for at in range(0, len(said), most)]
    most = int((LONGEST_SPEECH - 0.2) * WORDS_A_SECOND)
    clauses = [clause.split() for clause in _CLAUSE.split(sentence)]
    return [" ".join(said[at : at + most]) for said in clauses for at in range(0, len(said), most)]


def _too_long(text: str) -> bool:
    return seconds_of(text) > LONGEST_SPEECH


def _packed(pieces: Sequence[str]) -> list[str]:
    """Pieces joined into parts of about equal length, none too long."""
    whole = sum(map(seconds_of, pieces))
    fair = whole / math.ceil(whole / LONGEST_SPEECH)
    packed: list[str] = []
    for piece in pieces:
        joined = f"{packed[-1]}{'' if by_character(piece) else ' '}{piece}" if packed else piece
        if packed and seconds_of(packed[-1]) < 0.8 * fair and not _too_long(joined):
            packed[-1] = joined
        else:
            packed.append(piece)
    return packed


def _shots_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    for line in lines:
        if part and sum(each.seconds for each in [*part, line]) > LONGEST_SPEECH + 1:
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _actions(text: str, company: Company, longest: int, *, empty: bool) -> list[Moment]:
    """A paragraph of action: one moment, split where the eye must go elsewhere; `empty` before anybody was seen."""
    moments: list[Moment] = []
    for sentence in words.SENTENCE.split(" ".join(text.split())):
        if not sentence.strip() or CUES_OF_THE_PAGE.match(sentence.strip()):
            continue
        written = words.ON_SCREEN_TEXT.search(sentence) is not None
        people = company.seen(words.LIKENESS.sub("", sentence.partition(":")[0] if written else sentence))
        people = () if words.AS_A_NAME.match(sentence.strip()) else people
        acts = tuple((name, sentence.strip()) for name in company.doers(sentence, people))
        people = people if acts or not words.BELONGS.match(sentence.strip()) else ()
        what = _what(sentence, people, first=empty and not moments)
        what = What.EVENT if what in _MOVES and not acts else what
        now = Moment(what, sentence.strip(), people, acts=acts)
        if moments and longest and _one_shot(moments[-1], now, longest):
            moments[-1] = _joined(moments[-1], now)
        else:
            moments.append(now)
    return moments


def _frames(text: str, company: Company) -> list[Moment]:
    """A paragraph of a montage: a moment for each sentence of each of its lines."""
    lines = (_BULLET.sub("", line) for line in _MONTAGE.sub("", text).split("\n"))
    return [replace(one, apart=True) for line in lines for one in _actions(line, company, 0, empty=False)]


def _what(sentence: str, people: tuple[str, ...], *, first: bool) -> What:
    if not people:
        moving = words.TRAVELS.search(sentence) or words.HANDLES.search(sentence) or words.REVEALS.search(sentence)
        return What.PLACE if first and not moving else What.EVENT
    ranked = (
        (What.INWARD, words.CLOSE_ON),
        (What.INWARD, words.KNOWS),
        (What.ARRIVAL, words.ARRIVES),
        (What.DEPARTURE, words.DEPARTS),
        (What.TRAVEL, words.TRAVELS),
        (What.DETAIL, words.DETAIL),
        (What.DEED, words.HANDLES),
        (What.LOOK, words.LOOKS),
        (What.INWARD, words.INWARD),
    )
    return next((what for what, pattern in ranked if pattern.search(sentence)), What.DEED)


_PLACES = {What.PLACE, What.EVENT}
_INSIDE = {What.LOOK, What.INWARD}
_MOVES = {What.ARRIVAL, What.DEPARTURE, What.TRAVEL}


def _one_shot(before: Moment, now: Moment, longest: int) -> bool:
    """Whether one setup can hold both."""
    length = len(before.text.split()) + len(now.text.split())
    if length > longest or words.ON_SCREEN_TEXT.search(now.text):
        return False
    if len(now.text.split()) <= 4 or _goes_without(before, now):
        return True
    if before.what is What.LOOK and now.what in _PLACES and not now.people:
        return False
    if len(before.text.split()) <= 3 or (now.what is What.EVENT and length <= 22):
        return True
    if (before.what in _PLACES) != (now.what in _PLACES):
        return False
    if before.people and now.people and not set(before.people) & set(now.people):
        return False
    return not (now.what in _INSIDE and before.what not in _INSIDE) and now.what is not What.ARRIVAL


def _goes_without(before: Moment, now: Moment) -> bool:
    """Whether a sentence only says what the same people do not do: `She does not look back.`"""
    return _NOT_DONE.search(now.text) is not None and now.what in _INSIDE and set(now.people) == set(before.people)


def _joined(before: Moment, now: Moment) -> Moment:
    people = tuple(dict.fromkeys([*before.people, *now.people]))
    what = now.what if before.what is What.PLACE and now.people else before.what
    what = What.DEED if before.what in _INSIDE and now.what is What.DEED and now.acts else what
    what = What.DEPARTURE if now.what is What.DEPARTURE else what
    return replace(before, what=what, text=f"{before.text} {now.text}", people=people, acts=before.acts + now.acts)
