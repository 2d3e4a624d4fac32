"""Closing a review session, and its report as people read it: verdicts, reasons, notes at their frames."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from rushes.craft.papers import review as papers
from rushes.craft.papers.review import Remark, Review, Reviewed, Stroke
from rushes.delivery import folder
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Rate
from rushes.media import decode
from rushes.projects.tables import Project
from rushes.quality import service as quality
from rushes.review import notes, sessions
from rushes.review.rules import ASKED, Question
from rushes.review.sessions import Item
from rushes.review.tables import Note, ReviewSession
from rushes.shots import service as shots
from rushes.storage.blobs import Blobs
from rushes.takes import service as takes
from rushes.takes.tables import Take

STILL = (960, 540)
WORDS = (("worked", "worked"), ("failed", "failed"), ("note", "edit note"), ("next_action", "next"))


def close(session: Session, project: Project, sitting: ReviewSession, who: str) -> None:
    """
    End a session; what was said in it is kept as it is now.

    Raises:
        ReviewClosed: it is closed already.
        ReviewOpen: takes have neither ended in an action nor been put off.
    """
    sessions.close(session, sitting, stated(session, project, sitting), who)


def stated(session: Session, project: Project, sitting: ReviewSession) -> dict[str, Any]:
    """What was said in a session so far, as JSON values."""
    found = sessions.items(session, sitting)
    made = takes.many(session, [item.take_id for item in found])
    seen = quality.of(session, made)
    titles = {one.card.code: one.card.title for one in shots.planned(session, project.id)}
    said: dict[str, list[Note]] = {}
    for note in notes.on(session, project.id, [Subject("take", item.take) for item in found]):
        said.setdefault(note.subject, []).append(note)
    rate = folder.brief_of(project).format.rate
    each = [_stated(item, made[item.take_id], titles, seen, said) for item in found]
    return {"production": project.title, "rate": rate, "takes": each}


def paper(sitting: ReviewSession, report: Mapping[str, Any], scratch: Path, blobs: Blobs) -> Review:
    """The report as a paper; its pictures are written into `scratch`."""
    each = tuple(_reviewed(one, Rate.of(report["rate"]), scratch, blobs) for one in report["takes"])
    counted = Counter(take.action or "open" for take in each)
    facts = (
        ("looked for", str(sitting.lens)),
        ("begun", f"{_moment(sitting.opened_at)}, {sitting.who}"),
        ("closed", f"{_moment(sitting.closed_at)}, {sitting.closed_by}" if sitting.closed_at else "still open"),
    )
    return Review(report["production"], sitting.title, facts, tuple(counted.most_common()), each)


def _stated(
    item: Item, take: Take, titles: Mapping[str, str], seen: Mapping[Any, Sequence[Any]], said: Mapping[str, list[Note]]
) -> dict[str, Any]:
    verdict = item.verdict
    words = {name: getattr(verdict, name) if verdict else "" for name, _ in WORDS}
    on = said.get(f"take:{item.take}", [])
    answers: dict[Any, list[dict[str, str]]] = {}
    for note in on:
        if note.parent_id:
            answers.setdefault(note.parent_id, []).append({"who": note.who, "text": note.text})
    return {
        "take": item.take,
        "title": titles.get(Subject.of(take.subject).id, ""),
        "media": take.media,
        "poster": take.poster,
        "state": str(verdict.state) if verdict else "unreviewed",
        "action": str(item.action) if item.action else "",
        "who": verdict.who if verdict else item.postponed_by,
        "postponed": item.postponed_for if item.verdict is None or item.action == "postpone" else "",
        "words": words,
        "answers": dict(verdict.answers) if verdict else {},
        "findings": [row.says for row in seen.get(item.take_id, ()) if row.outcome == "failed"],
        "notes": [_note(note, answers.get(note.id, [])) for note in on if note.parent_id is None],
    }


def _note(note: Note, answers: list[dict[str, str]]) -> dict[str, Any]:
    names = ("who", "kind", "text", "start", "end", "x", "y", "drawing", "resolved_by")
    return {name: getattr(note, name) for name in names} | {"answers": answers}


def _reviewed(one: Mapping[str, Any], rate: Rate, scratch: Path, blobs: Blobs) -> Reviewed:
    words = [(shown, one["words"][name]) for name, shown in WORDS]
    asked = [(ASKED[Question(name)], answer) for name, answer in one["answers"].items()]
    says = (*words, ("postponed", one["postponed"]), ("checks", " ".join(one["findings"])), *asked)
    remarks = [_remark(note, one, number, rate, scratch, blobs) for number, note in enumerate(one["notes"])]
    poster = blobs.local(one["poster"]) if one["poster"] else None
    told = (one["take"], one["title"], one["state"], one["action"], one["who"], poster)
    return Reviewed(*told, tuple((name, text) for name, text in says if text), tuple(remarks))


def _remark(
    note: Mapping[str, Any], one: Mapping[str, Any], number: int, rate: Rate, scratch: Path, blobs: Blobs
) -> Remark:
    start, end = note["start"], note["end"]
    at = "" if start is None else f"{rate.timecode(start)} (frame {start}{f' to {end - 1}' if end > start + 1 else ''})"
    picture = None
    if start is not None or note["drawing"] or note["x"] is not None:
        picture = _still(note, one, scratch / f"{one['take']}-{number}.jpg", blobs)
    answers = tuple((answer["who"], answer["text"]) for answer in note["answers"])
    settled = f"resolved by {note['resolved_by']}" if note["resolved_by"] else ""
    return Remark(note["who"], note["text"], at, picture, answers, settled)


def _still(note: Mapping[str, Any], one: Mapping[str, Any], out: Path, blobs: Blobs) -> Path:
    strokes = [Stroke(each["tool"], each["colour"], tuple(map(tuple, each["points"]))) for each in note["drawing"]]
    at = None if note["x"] is None else (note["x"], note["y"])
    picture = Image.fromarray(decode.frame_at(blobs.local(one["media"]), note["start"] or 0))
    picture.thumbnail(STILL)
    papers.marked(picture, strokes, at).save(out, "JPEG", quality=88)
    return out


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
