"""A production as large as we promise to carry, written straight into the tables, with money and record."""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from rushes.craft.screenplay import breakdown, fountain
from rushes.delivery import splicing
from rushes.edit import service as edit
from rushes.edit.assembly import Chosen
from rushes.generation import compose
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.governance import record, rules
from rushes.governance.tables import Event, LedgerRow
from rushes.media import proxies, testcard
from rushes.projects.tables import Project
from rushes.providers import simulated
from rushes.review.tables import Verdict
from rushes.storage.blobs import Blobs
from rushes.takes.tables import Take, TakeNumber
from tests.making import SMALL, adopted, card, material, production

SHOTS_A_SCENE, TAKES_A_SHOT = 20, 5
FRAMES = 24
VERDICTS = ("approved", "rejected", "selected", "maybe")
MANY = 2000
Row = dict[str, Any]


def grown(session: Session, blobs: Blobs, who: str, shots: int) -> Project:
    """A production of so many shots with five takes each, of one small clip; most have a verdict, the first are cut."""
    scenes = range(1, shots // SHOTS_A_SCENE + 1)
    script = "\n".join(f"INT. ROOM {number} - NIGHT\n\nAda waits by door {number}.\n" for number in scenes)
    codes = [f"S{scene:02}-SH{shot:02}" for scene in scenes for shot in range(1, SHOTS_A_SCENE + 1)]
    assert len(breakdown.breakdown(fountain.parse(script)).scenes) == len(scenes)
    cards = [card(code, seconds=3, title=f"Ada waits, view {number}") for number, code in enumerate(codes)]
    project = adopted(session, production(*cards, script=script, title="Two Thousand Doors"), who)
    media = _media(blobs)
    first = {code: Chosen(_code((code, 1)), media[0], FRAMES) for code in codes}
    edit.keep(session, project.id, splicing.cut(session, project, first), who)
    _take(session, project.id, codes, media, who)
    session.execute(text("analyze"))
    return project


def _media(blobs: Blobs) -> tuple[str, str]:
    """A clip and its poster, by their hashes."""
    with tempfile.TemporaryDirectory() as place:
        clip = testcard.clip(Path(place) / "clip.mp4", FRAMES)
        return blobs.put_file(clip), blobs.put_file(proxies.poster(clip, Path(place) / "poster.jpg"))


def _take(session: Session, project_id: UUID, codes: list[str], media: tuple[str, str], who: str) -> None:
    made = compose.clip(material(card(codes[0], seconds=1)), simulated.plugin, SMALL, 1, 1, {})
    request, snapshot = made.request.plain(), dict(made.snapshot)
    asked = [(code, number) for code in codes for number in range(1, TAKES_A_SHOT + 1)]
    ids = {key: uuid5(project_id, f"{key}") for key in asked}
    own = {"project_id": project_id, "provider": "simulated", "request": request, "snapshot": snapshot}
    done = own | {"who": who, "state": State.DONE, "cost_micros": 10_000, "currency": "USD"}
    digests = {key: hashlib.sha256(ids[key].bytes).hexdigest() for key in asked}
    orders = ({"id": ids[key], "subject": f"shot:{key[0]}", "digest": digests[key], **done} for key in asked)
    _put(session, Order, orders)
    numbers = ({"order_id": ids[key], "project_id": project_id, **_of(key)} for key in asked)
    _put(session, TakeNumber, numbers)
    clip = {"project_id": project_id, "medium": "clip", "frames": FRAMES, "probe": {}, "snapshot": snapshot}
    shown = clip | {"media": media[0], "poster": media[1]}
    takes = (
        {"id": ids[key], "order_id": ids[key], "code": _code(key), "digest": digests[key], **_of(key), **shown}
        for key in asked
    )
    _put(session, Take, takes)
    judged = [key for key in asked if key[1] < TAKES_A_SHOT]
    _put(session, Verdict, (_verdict(ids[key], key, who) for key in judged))
    moved = {"project_id": project_id, "entry": "settle", "micros": -10_000, "currency": "USD", "prices": "1"}
    _put(session, LedgerRow, ({"order_id": ids[key], "who": who, "role": "owner", **moved} for key in asked))
    _put(session, Event, _events(session, project_id, judged, who))


def _of(key: tuple[str, int]) -> Row:
    return {"subject": f"shot:{key[0]}", "number": key[1]}


def _code(key: tuple[str, int]) -> str:
    return f"{key[0]}-T{key[1]:02}"


def _state(key: tuple[str, int]) -> str:
    return VERDICTS[(sum(map(ord, key[0])) + key[1]) % len(VERDICTS)]


def _verdict(take_id: UUID, key: tuple[str, int], who: str) -> Row:
    return {"take_id": take_id, "state": _state(key), "by": "person", "who": who, "next_action": "the turn, later"}


def _events(session: Session, project_id: UUID, judged: list[tuple[str, int]], who: str) -> Iterator[Row]:
    """An event a verdict, chained as the record chains them."""
    last = record.events(session, project_id)[-1]
    seq, previous = last.seq, last.hash
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    for key in judged:
        seq += 1
        verb = f"take.{_state(key)}"
        fact = {"at": at, "actor": who, "verb": verb, "subject": f"take:{_code(key)}", "body": {"note": "a door"}}
        hash = rules.event_hash(previous, seq, fact)
        yield {"project_id": project_id, "seq": seq, "fact": fact, "previous": previous, "hash": hash}
        previous = hash


def _put(session: Session, table: Any, rows: Iterator[Row]) -> None:
    while some := list(islice(rows, MANY)):
        session.execute(insert(table), some)
