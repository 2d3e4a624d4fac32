"""People in the action: whom the script names, by which words, and who only fills the background."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rushes.craft.breakdown import words as reading
from rushes.craft.breakdown.lexicon import Kind, listed
from rushes.craft.breakdown.things import Thing
from rushes.craft.breakdown.words import Words

_NAME_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_TITLES = listed(
    """
    mr mrs ms miss dr doctor sir lady lord captain sergeant lieutenant colonel general major officer detective
    inspector father mother sister brother aunt uncle king queen prince princess old young little big the a an of
    and de la van von first second third chief agent professor judge nurse
    """
)
_COMMON = listed(
    """
    man men woman women boy boys girl girls child children kid kids baby couple guest patient bride groom chef cook
    doctor nurse driver officer detective pilot judge
    """
)
_BODY = listed(
    """
    hand hands fist fists finger fingers thumb palm arm arms elbow shoulder shoulders face eye eyes mouth lips cheek
    head hair neck back chest knee knees leg legs foot feet heel heels silhouette shadow reflection
    """
)
_VOICE = re.compile(
    r"\b(?:v\W*o|o\W*s|o\W*c|off|voice|phone|radio|tape|intercom|tv|recording|filtered)\b", re.IGNORECASE
)

_LEANS = {"she": 3, "herself": 3, "her": 1, "hers": 1, "he": -3, "himself": -3, "him": -1, "his": -1}


@dataclass(frozen=True)
class Names:
    """
    The words, in small letters, by which the people of a script are called: `sole` for CAPTAIN SOLE.

    `words` are the single words that mean somebody, `whole` the whole names, `lengths` how many words whole names have
    that begin with a word.
    """

    by_word: dict[str, str]
    words: frozenset[str]
    whole: dict[tuple[str, ...], str]
    lengths: dict[str, frozenset[int]]


def names(people: Iterable[str]) -> Names:
    """
    The words that mean each of some people; a word that two share, a title or `man` means nobody by itself.

    Where somebody's whole name is `BOY`, that word means them.
    """
    spelled = {name: tuple(word.casefold() for word in _NAME_WORD.findall(name)) for name in people}
    counted = Counter(word for words in spelled.values() for word in set(words))
    by_word: dict[str, str] = {}
    lengths: dict[str, frozenset[int]] = {}
    for name, words in spelled.items():
        common = frozenset() if len(words) == 1 else _COMMON
        telling = [
            word for word in words if counted[word] == 1 and word.strip(".") not in _TITLES | common and len(word) > 1
        ]
        by_word.update({word: name for word in telling if not word.isdigit()})
        if words:
            lengths[words[0]] = lengths.get(words[0], frozenset()) | {len(words)}
    return Names(by_word, frozenset(by_word), {words: name for name, words in spelled.items()}, lengths)


def pronouns(texts: Iterable[str], who: Names) -> dict[str, str]:
    """`her` or `his` for each person of whom paragraphs that name nobody else say so; the doer's pronoun tells most."""
    balance: Counter[str] = Counter()
    for text in texts:
        said = [word.casefold() for word in _NAME_WORD.findall(text)]
        named = {who.by_word[word] for word in said if word in who.by_word}
        if len(named) == 1:
            balance[named.pop()] += sum(_LEANS.get(word, 0) for word in said)
    return {name: "her" if lean > 0 else "his" for name, lean in balance.items() if lean}


def is_voice(extension: str) -> bool:
    """Whether what follows a name in a cue says that the speaker is not seen."""
    return _VOICE.search(extension) is not None


def seen(words: Words, who: Names, hidden: frozenset[int]) -> Iterator[tuple[str, int, int]]:
    """Each person a text names, with the words that do; not those in lettering or who only own a thing."""
    for at, word in enumerate(words.small):
        name = who.by_word.get(word.removesuffix("'s") if _shows_body(words, at) else word)
        if name and at not in hidden and words.said(at)[0].isupper():
            yield name, at, at + 1
        for length in who.lengths.get(word, ()):
            whole = who.whole.get(tuple(words.small[at : at + length]))
            if whole and at not in hidden and words.said(at)[0].isupper():
                yield whole, at, at + length


def _shows_body(words: Words, at: int) -> bool:
    """Whether a possessive owns what cannot be seen without its owner: `the Boy's tied hands`."""
    return words.small[at].endswith("'s") and not _BODY.isdisjoint(words.small[at + 1 : at + 4])


def background(words: Words, things: list[Thing], who: Names) -> Iterator[tuple[str, Thing]]:
    """People in a text who have no name: groups, and single ones whom no name before them means."""
    introduces = any(words.said(at).isupper() and word in who.by_word for at, word in enumerate(words.small))
    for thing in things:
        noun = words.small[thing.end - 1].removesuffix("'s")
        if (
            words.small[thing.end - 1].endswith("'s")
            or noun in who.by_word
            or not thing.kinds & {Kind.GROUPS, Kind.PEOPLE}
        ):
            continue
        if _is_many(words, thing) or _is_extra(words, thing, noun, who, introduces):
            yield _called(words, thing), thing


def _is_many(words: Words, thing: Thing) -> bool:
    return Kind.GROUPS in thing.kinds or words.small[thing.end - 1].removesuffix("'s") != thing.name.split()[-1]


def _is_extra(words: Words, thing: Thing, noun: str, who: Names, introduces: bool) -> bool:
    """A waiter; not `her sous-chef` after a comma, nor `a boy` where the paragraph goes on to name one."""
    article = words.before(thing.at)
    apposed = any(
        word in who.by_word for word in words.small[max(words.opening(thing.at), thing.at - reading.FAR) : thing.at]
    )
    if apposed or article not in {"a", "an", "another", "the", "one", "second"}:
        return False
    return not (noun in _COMMON and (article == "the" or introduces))


def _called(words: Words, thing: Thing) -> str:
    """Groups as they are written; a number before them stays with them: two soldiers."""
    count = words.before(thing.at)
    said = " ".join(words.small[thing.at : thing.end]).removesuffix("'s")
    numbered = count in reading.ARTICLES and count in _NUMBERS
    return f"{count} {said}" if numbered or count.isdigit() else said


_NUMBERS = listed(
    """
    two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred several
    """
)
