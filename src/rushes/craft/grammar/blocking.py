"""Blocking: what each person in frame does from the shot's first frame to its last, in words a performer can act."""

import re

from rushes.craft.cards.card import Part
from rushes.craft.grammar import poses, words
from rushes.craft.grammar.geometry import ACROSS
from rushes.craft.grammar.staging import Mark
from rushes.craft.grammar.telling import Moment, What

LONGEST = 18
_VERBS = (words.ARRIVES, words.DEPARTS, words.TRAVELS, words.HANDLES, words.LOOKS, words.INWARD, words.SITS)
_NOT = re.compile(r"\b(?:not|never|no longer)\b")
_NO_VERB = re.compile(r"\w+s (?:\w+ed|too|of|that|who|so)\b")
_UNDONE = re.compile(r",?\s+(?:and|but)\s+(?:does|do|is|are|has)\s+not\b.*")
_GOES_ON = re.compile(r"\b(?:is|are)\s+(\w+ing\b.*)")
_SEVERAL = re.compile(r"^(?:they(?: both)?|both|(?:the )?two \w+)\s", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:she|he)\s", re.IGNORECASE)
_THINGS_DO = re.compile(
    r"^(?:are|were|have|had|do|did|can|could|will|would|both|roll|touch|agree|shine|glow|drip|melt|spin|match|fit|tick)\b",
    re.IGNORECASE,
)
_OTHER_WAY = re.compile(r"\bthe (?:other|opposite) way\b", re.IGNORECASE)
_SUBJECT = r"^(?:the )?(?:two \w+|she|he|they(?: both)?|(?:[^\W\d_][\w.'’-]* ){{0,3}}?{name})\b[\s,]*"


def cell(text: str) -> str:
    """A text without the marks that part the cells of a sheet."""
    return re.sub(r"\s+", " ", re.sub(r"[;|>{}\[\]@]", ",", text)).strip(" ,")


def part(asset: str, name: str, moment: Moment, mark: Mark, *, way: str, pose: str, behind: bool) -> Part:
    """
    One person's part in a moment.

    Args:
        asset: the person's asset.
        name: who it is, as the script says.
        moment: what happens.
        mark: where they are in the frame, and where they look.
        way: which way they go, if they go.
        pose: whether they stand, sit or lie when the shot begins: `stands`, `seated`, `lies`.
        behind: whether the camera looks over their shoulder.
    """
    doing = deed(name, moment)
    stands = f"{pose} {mark.side}, facing {mark.faces}"
    doer = moment.goes(name)
    if any(who == name and _OTHER_WAY.search(act) for who, act in moment.acts):
        way = ACROSS[way]
    if doer and moment.what is What.ARRIVAL:
        side = ACROSS[way]
        return Part(
            asset=asset, start=f"off frame {side}", action=f"enters {side}, {doing}", end=f"stops, facing {way}"
        )
    if doer and moment.what is What.DEPARTURE:
        return Part(asset=asset, start=stands, action=f"{doing}, exits {way}", end=f"out of frame {way}")
    if doer and moment.what is What.TRAVEL:
        return Part(asset=asset, start=f"moving {way}", action=doing, end=f"still moving {way}")
    start = f"back to us at frame {mark.side}" if behind else stands
    rest = poses.after(name, moment, pose)
    end = f"{'still' if rest == pose else rest}, facing {mark.faces}"
    return Part(asset=asset, start=start, action=doing, end=end)


def deed(name: str, moment: Moment) -> str:
    """What somebody does in a moment: their own sentences from the verb on, then their line; else listen or watch."""
    told = [_verbal(act, name) for doer, act in moment.acts if doer == name]
    at = moment.text.casefold().find(name.casefold())
    if not told and moment.people == (name,) and at >= 0 and not words.OWNS.match(moment.text[at + len(name) :]):
        told = [_verbs_of(moment.text[at:])]
    acted = _within([cell(each.replace(": ", ", ")) for each in told if each])
    if any(line.speaker == name and not line.unseen for line in moment.lines):
        return f"{acted}, then speaks" if acted else "speaks"
    if acted:
        return acted
    if moment.lines:
        return "listens"
    if words.BEHIND.search(moment.text) and not moment.acts:
        return "looks ahead, unaware"
    return "watches" if moment.text else "takes it in, eyes still"


def _within(told: list[str]) -> str:
    """As many acts as a performer can keep in mind; the first alone is cut, at a comma where it has one."""
    kept: list[str] = []
    for each in told:
        if kept and len(" ".join([*kept, each]).split()) > LONGEST:
            break
        kept.append(each)
    words_of = ", then ".join(kept).split()
    if len(words_of) <= LONGEST + len(kept):
        return " ".join(words_of)
    cut = " ".join(words_of[:LONGEST])
    return (cut.rpartition(",")[0] or cut).strip(" ,")


def _verbal(sentence: str, name: str) -> str:
    """A sentence from its verb on, without its end mark; empty when it says what somebody does not do."""
    told = [_clause(part, name) for part in re.split(r";\s*", _UNDONE.sub("", sentence.strip()))]
    return next(filter(None, told), "")


def _clause(sentence: str, name: str) -> str:
    rest = re.sub(_SUBJECT.format(name=re.escape(name)), "", sentence.strip(), flags=re.IGNORECASE).rstrip(".!?… ")
    rest = re.split(r"\s(?:--|–|—)\s|—", rest, maxsplit=1)[0]
    for match in re.finditer(r"^|, (?:and )?", rest):
        clause = rest[match.end() :].partition(",")[0]
        said = match.end() == 0 and _PRONOUN.match(sentence.strip())
        if words.begins_with_verb(clause) and (said or _does(clause)) and not _NOT.search(clause):
            return rest[match.end() :].strip(" ,")
    if going := _GOES_ON.search(rest):
        return going[1].strip(" ,")
    if _NOT.search(rest):
        return ""
    several = _SEVERAL.match(sentence.strip()) and not _THINGS_DO.match(rest)
    return _verbs_of(rest) or (rest if several else "")


def _does(clause: str) -> bool:
    """Whether words that might be a verb are one: not a thing by itself (`sneakers`) or with what was done to it."""
    known = any(verbs.match(clause) for verbs in _VERBS)
    return known or (len(clause.split()) > 1 and _NO_VERB.match(clause) is None)


def _verbs_of(text: str) -> str:
    """A text from its first known verb on; empty when it has none."""
    rest = text.rstrip(".!?… ")
    starts = [match.start() for verbs in _VERBS if (match := verbs.search(rest))]
    return rest[min(starts) :].strip(" ,") if starts else ""
