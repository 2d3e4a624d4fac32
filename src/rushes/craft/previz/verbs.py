"""The lexicon of blocking: which words make a performer move, reach, look or feel, and how long each takes."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """An act that words ask for: its name for the performer, its usual seconds, what kind of blocking it needs."""

    act: str
    seconds: float
    kind: str  # move, out, fall, stay, hand, look, feel


_WORDS: tuple[tuple[str, Verb], ...] = (
    (r"enter(s|ing)?|come[s]? in|arrives?", Verb("enter", 2.4, "in")),
    (r"exit(s|ing)?|leaves?|goes(?! to| up| down)|is gone|gone|half out of frame", Verb("exit", 2.4, "out")),
    (r"slip(s|ping)?|falls?|trips?|stumbles?|lands?", Verb("slip_fall", 1.4, "fall")),
    (r"gets? up|rises?|stands? up", Verb("rise", 1.2, "stay")),
    (r"climb(s|ing)?|ascends?|mounts?", Verb("climb", 3.0, "move")),
    (r"hurr(y|ies|ying)|rush(es|ing)?", Verb("hurry", 2.2, "move")),
    (r"run(s|ning)?|sprints?|races?", Verb("run", 1.8, "move")),
    (
        r"walk(s|ing)?|cross(es)?|steps?|mov(?:es?|ing)|approach(es)?|goes to|strolls?|paces?|wanders?",
        Verb("walk", 3.0, "move"),
    ),
    (r"opens? (her|his|their|the) (jacket|coat)|jacket opened", Verb("open_jacket", 1.2, "hand")),
    (r"turn(s|ing)? (the )?(cassette|tape|page|it|card|photo|letter)", Verb("hold", 1.0, "hand")),
    (r"turn(s|ing)?|wheels", Verb("turn", 1.1, "turn")),
    (r"seated|sitting|stays seated", Verb("seated", 0.5, "stay")),
    (r"sits?( down)?", Verb("sit", 1.4, "stay")),
    (r"leans?|bends?", Verb("lean", 1.2, "hand")),
    (r"holds? out|offers?|hand(s|ing)? (it|over)|gives?", Verb("hold_out", 1.2, "hand")),
    (r"slides?|pushes|shoves", Verb("slide", 1.8, "hand")),
    (
        r"takes?|pulls?|snatch(es)?|grabs?|picks?|scoops?|collects?|lifts?|pours?|stirs?|cuts?",
        Verb("take", 1.1, "hand"),
    ),
    (r"tucks?|pockets?|puts? away", Verb("tuck", 1.2, "hand")),
    (r"(closes|clenches) (her|his|their|a)? ?fist|fist closes|fist", Verb("close_fist", 0.9, "hand")),
    (r"withdraws?", Verb("withdraw", 1.0, "hand")),
    (
        r"reach(es|ing)?|touch(es)?|press(es)?|knocks?|types?|puts?|lays?|places?|lights (a|the)",
        Verb("reach", 1.3, "hand"),
    ),
    (r"points?", Verb("point", 1.4, "hand")),
    (r"holds?|holding|carr(y|ies|ying)|palm", Verb("hold", 0.8, "hand")),
    (r"recognis(es|e)|recogniz(es|e)|realis(es|e)|understands?", Verb("recognition", 1.5, "feel")),
    (r"decid(es|e)|resol(ves|ve)|determined", Verb("resolve", 1.5, "feel")),
    (r"afraid|frightened|fear|terrified|scared", Verb("fear", 1.2, "feel")),
    (r"worr(ies|ied)|anxious|uneasy|hesitates?", Verb("worried", 1.2, "feel")),
    (r"smil(es|ing)|warm(ly)?|laughs?|happy|tender", Verb("warmth", 1.2, "feel")),
    (r"startled?|flinch(es)?|jumps", Verb("startle", 0.8, "look")),
    (r"nods?", Verb("nod", 1.2, "look")),
    (r"shakes? (her|his|their) head", Verb("shake_head", 1.4, "look")),
    (r"read(s|ing)?|eyes (go )?down|looks? down|studies", Verb("read", 2.0, "look")),
    (r"listen(s|ing)?|hears?", Verb("listen", 2.0, "look")),
    (r"look(s|ing)?|watch(es|ing)?|eyes|stares?|glances?|gazes?|sees|observes?", Verb("look", 1.6, "look")),
    (r"stand(s|ing)?|wait(s|ing)?|still|stops?|stays?|freezes|breath(es|ing)?", Verb("stand", 1.0, "stay")),
)
_IDIOMS = re.compile(r"\btakes? (?:it|this|that|them) in\b|\bholds? (?:his|her|their|its) breath\b")
_DENIED = re.compile(r"(?:\b(?:not|never|without|nor)\b|n't\b).*")
_LEXICON = tuple((re.compile(rf"\b(?:{words})\b"), verb) for words, verb in _WORDS)


def found_in(phrase: str) -> tuple[Verb, ...]:
    """The verbs of a phrase, by their place in it, each kind once; what is denied is not done."""
    phrase = _DENIED.sub("", _IDIOMS.sub("", phrase))
    hits: list[tuple[int, Verb]] = []
    for pattern, verb in _LEXICON:
        match = pattern.search(phrase)
        if match and all(abs(match.start() - at) > 2 for at, _ in hits):
            hits.append((match.start(), verb))
    hits.sort(key=lambda hit: hit[0])
    kinds: dict[str, Verb] = {}
    for _, verb in hits:
        kinds.setdefault(verb.kind, verb)
    return tuple(kinds.values())


def side_in(phrase: str) -> float:
    """-1 for left, 1 for right, 0 where neither is said; the last word counts: `right to left` ends left."""
    sides = re.findall(r"\b(left|right)\b(?! hand)", phrase)
    return {"left": -1.0, "right": 1.0}[sides[-1]] if sides else 0.0
