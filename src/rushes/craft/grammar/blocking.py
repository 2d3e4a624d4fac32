"""Blocking: what each person in frame does from the shot's first frame to its last, in words a performer can act."""

import re

from rushes.craft.cards.card import Part
from rushes.craft.grammar import words
from rushes.craft.grammar.staging import Stage, back, travel
from rushes.craft.grammar.telling import Moment, What

LONGEST = 18
_VERBS = (words.ARRIVES, words.DEPARTS, words.TRAVELS, words.HANDLES, words.LOOKS, words.INWARD, words.SITS)
_SUBJECT = r"^(?:the )?(?:she|he|they(?: both)?|(?:[^\W\d_][\w.'’-]* ){{0,3}}?{name})\b[\s,]*"


def cell(text: str) -> str:
    """A text without the marks that part the cells of a sheet."""
    return re.sub(r"\s+", " ", re.sub(r"[;|>{}\[\]@]", ",", text)).strip(" ,")


def part(asset: str, name: str, moment: Moment, stage: Stage, *, seated: bool, behind: bool) -> Part:
    """
    One person's part in a moment.

    Args:
        asset: the person's asset.
        name: who it is, as the script says.
        moment: what happens.
        stage: the sides of the scene.
        seated: whether the scene has sat them down.
        behind: whether the camera looks over their shoulder.
    """
    doing = deed(name, moment)
    faces = stage.faces(name)
    doer = moment.doer == name
    if doer and moment.what is What.ARRIVAL:
        way = travel(moment.text, faces)
        return Part(
            asset=asset,
            start=f"off frame {_against(way)}",
            action=f"enters {_against(way)}, {doing}",
            end=f"stops, facing {way}",
        )
    if doer and moment.what is What.DEPARTURE:
        way = travel(moment.text, stage.side(name) if back(moment.text) else faces)
        return Part(
            asset=asset, start=_stands(name, stage, seated), action=f"{doing}, exits {way}", end=f"out of frame {way}"
        )
    if doer and moment.what is What.TRAVEL:
        way = travel(moment.text, faces)
        return Part(asset=asset, start=f"moving {way}", action=doing, end=f"still moving {way}")
    start = f"back to us at frame {stage.side(name)}" if behind else _stands(name, stage, seated)
    return Part(asset=asset, start=start, action=doing, end=f"still, facing {faces}")


def deed(name: str, moment: Moment) -> str:
    """What somebody does in a moment: their own sentences from the verb on, then their line; else listen or watch."""
    told = [_verbal(act, name) for doer, act in moment.acts if doer == name]
    if not told and moment.people == (name,):
        told = [_verbs_of(moment.text[max(moment.text.casefold().find(name.casefold()), 0) :])]
    said = cell(", then ".join(filter(None, told)).replace(": ", ", "))
    acted = " ".join(said.split()[:LONGEST]).strip(" ,")
    if any(line.speaker == name and not line.unseen for line in moment.lines):
        return f"{acted}, then speaks" if acted else "speaks"
    if acted:
        return acted
    if moment.lines:
        return "listens"
    return "watches" if moment.text else "takes it in, eyes still"


def _against(way: str) -> str:
    return {"left": "right", "right": "left"}.get(way, "left")


def _stands(name: str, stage: Stage, seated: bool) -> str:
    return f"{'seated' if seated else 'stands'} {stage.side(name)}, facing {stage.faces(name)}"


def _verbal(sentence: str, name: str) -> str:
    """A sentence from its verb on, without its end mark; empty when it says what somebody does not do."""
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
