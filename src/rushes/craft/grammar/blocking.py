"""Blocking: what each person in frame does from the shot's first frame to its last, in words a performer can act."""

import re

from rushes.craft.cards.card import Part
from rushes.craft.grammar import poses, words
from rushes.craft.grammar.geometry import ACROSS
from rushes.craft.grammar.staging import Mark
from rushes.craft.grammar.telling import Moment, What

LONGEST = 18
_VERBS = (words.ARRIVES, words.DEPARTS, words.TRAVELS, words.HANDLES, words.LOOKS, words.INWARD, words.SITS)
_SUBJECT = r"^(?:the )?(?:she|he|they(?: both)?|(?:[^\W\d_][\w.'’-]* ){{0,3}}?{name})\b[\s,]*"


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
    doer = moment.doer == name
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
    if not told and moment.people == (name,) and name.casefold() in moment.text.casefold():
        told = [_verbs_of(moment.text[max(moment.text.casefold().find(name.casefold()), 0) :])]
    acted = _within([cell(each.replace(": ", ", ")) for each in told if each])
    if any(line.speaker == name and not line.unseen for line in moment.lines):
        return f"{acted}, then speaks" if acted else "speaks"
    if acted:
        return acted
    if moment.lines:
        return "listens"
    if words.BEHIND.search(moment.text):
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
    sentence = re.split(r",?\s+(?:and|but)\s+(?:does|do|is|are|has)\s+not\b", sentence, maxsplit=1)[0]
    if re.search(r"\b(?:not|never|no longer)\b", sentence):
        return ""
    rest = re.sub(_SUBJECT.format(name=re.escape(name)), "", sentence.strip(), flags=re.IGNORECASE).rstrip(".!?… ")
    rest = re.split(r"\s(?:--|–|—)\s|—", rest, maxsplit=1)[0]
    clauses = [match.end() for match in re.finditer(r"^|, ", rest) if words.begins_with_verb(rest[match.end() :])]
    return rest[clauses[0] :].strip(" ,") if clauses else _verbs_of(rest)


def _verbs_of(text: str) -> str:
    """A text from its first known verb on; empty when it has none."""
    rest = text.rstrip(".!?… ")
    starts = [match.start() for verbs in _VERBS if (match := verbs.search(rest))]
    return rest[min(starts) :].strip(" ,") if starts else ""
