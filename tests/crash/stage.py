"""A studio with one pretend service, at which workers are killed, and the books that must agree afterwards."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime, timedelta
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import tomli_w
from sqlalchemy import URL, func, select, text, update
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.bootstrap import Studio
from rushes.craft.story.question import Question
from rushes.db.session import connect, transaction
from rushes.generation import compose, gateway, together
from rushes.generation import service as generation
from rushes.generation.compose import Composed, Sound
from rushes.generation.rules import State, Truth
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance import record
from rushes.governance import service as governance
from rushes.kernel.errors import StudioError
from rushes.kernel.ids import Subject
from rushes.kernel.money import MICROS
from rushes.projects.tables import Project
from rushes.providers.base import Makes, Spec
from rushes.storage.disk import Disk
from rushes.storage.errors import DamagedBlob
from rushes.takes import service as takes
from rushes.takes.tables import Take
from tests.crash.pretences import Pretence
from tests.journeys.studio import COMPILED, NOT_OURS
from tests.making import SMALL, adopted, card, material, production
from tests.simulators.serving import served

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 300
LOOK_SECONDS = 0.1
KILLED = -9
WHO = "ada"
RUN = ("S01-SH01", "S01-SH02", "S01-SH03")
DOUBTS = 4
"""How often in vain a service is asked for a lost order before a person steps in, here."""


@dataclass(frozen=True)
class Books:
    """What everybody has written down so far; money in micro-dollars."""

    posts: int
    taken: int
    billed: int
    bill: int
    takes: int
    done: int
    spent: int
    reserved: int

    def since(self, before: "Books") -> "Books":
        """What has come in since then."""
        return Books(*(now - then for now, then in zip(astuple(self), astuple(before), strict=True)))


@dataclass
class Stage:
    """A studio, the service it uses, what was posted there, and what a person has said of what was lost."""

    pretence: Pretence
    service: Any
    studio: Studio
    project: Project
    posts: list[str] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    number: int = 0

    def order(self) -> UUID:
        """Order what nobody has ordered yet; nobody works on it."""
        self.number += 1
        spec = self.studio.specs[self.pretence.id]
        settings = tools().asked(spec.id, self.pretence.makes)
        composed = _COMPOSED[self.pretence.makes](spec, self.number, settings)
        with transaction(self.studio.database) as session:
            return gateway.order(session, self.project.id, composed, spec, WHO).id

    def order_run(self) -> UUID:
        """Order three shots together, as nobody has yet."""
        self.number += 1
        spec, planned = self.studio.specs[self.pretence.id], [(material(card(code)), 1) for code in RUN]
        composed = together.run(planned, spec, SMALL, self.number, {})
        with transaction(self.studio.database) as session:
            return gateway.order(session, self.project.id, composed, spec, WHO).id

    def parts(self, run: UUID) -> list[tuple[Order, Take]]:
        """The parts of a run that are there, and the take of each."""
        with transaction(self.studio.database) as session:
            orders = generation.parts(session, [generation.one(session, run)])
            made = {take.order_id: take for take in takes.many_by_order(session, [order.id for order in orders])}
            return [(order, made[order.id]) for order in orders]

    def now(self, order: UUID) -> Order:
        """An order as it stands."""
        with transaction(self.studio.database) as session:
            return generation.one(session, order)

    def start(self, point: str = "") -> "subprocess.Popen[bytes]":
        """Start a worker."""
        own = {name: value for name, value in environ.items() if not name.startswith(NOT_OURS)}
        own |= {config.PREFIX + "DATA": str(self.studio.settings.data), "PYTHONPYCACHEPREFIX": str(COMPILED)}
        with self._log.open("w") as said:
            command = [sys.executable, "-m", "tests.crash.worker", *filter(None, [point])]
            return subprocess.Popen(command, cwd=ROOT, env=own, stdout=said, stderr=said)

    def work(self, point: str = "") -> int:
        """Run a worker until it has died at a point, or has nothing more to do; how its process ended."""
        process = self.start(point)
        until = time.monotonic() + PATIENCE_SECONDS
        while process.poll() is None:
            self._pass_time()
            self.ask_a_person(DOUBTS)
            if time.monotonic() > until:
                process.kill()
                raise TimeoutError(f"A worker never ended: {self._log.read_text()}")
            time.sleep(LOOK_SECONDS)
        assert process.returncode in {0, KILLED}, (process.returncode, self._log.read_text())
        return process.returncode

    @property
    def _log(self) -> Path:
        return self.studio.settings.data / "worker.log"

    def ask_a_person(self, doubts: int = 0) -> None:
        """
        Say what became of orders of which nobody knows, as whoever looks at the service's own books does.

        Asked about those alone that were looked for so many times in vain.
        """
        unknown = select(Order.id).where(Order.state == State.SUBMIT_UNKNOWN, Order.tries >= doubts)
        with transaction(self.studio.database) as session:
            asked = list(session.scalars(unknown.order_by(Order.created_at)))
        for order in asked:
            with suppress(StudioError), transaction(self.studio.database) as session:
                truth, lost = self._truth(session)
                gateway.resolve(session, session.get_one(Order, order, with_for_update=True), truth, WHO, lost)
                self.truths.append(truth)

    def _truth(self, session: Session) -> tuple[Truth, str]:
        """What the service's books say of an order that is lost, and under which id it is there."""
        if self.pretence.held:
            booked = session.scalar(select(func.count()).select_from(Order).where(Order.cost_micros.is_not(None)))
            return (Truth.BILLED if self.pretence.billed(self.service)[0] > (booked or 0) else Truth.NEVER), ""
        known = [str(remote) for remote in session.scalars(select(Order.remote))]
        lost = [id for id in self.pretence.taken(self.service) if not any(id in remote for remote in known)]
        return (Truth.ACCEPTED, lost[0]) if lost else (Truth.NEVER, "")

    def books(self) -> Books:
        """What the service, the ledger and the takes say."""
        billed, bill = self.pretence.billed(self.service)
        with transaction(self.studio.database) as session:
            money = governance.balance(session, self.project.id)
            made = session.scalar(select(func.count()).select_from(Take)) or 0
            done = session.scalar(select(func.count()).select_from(Order).where(Order.state == State.DONE)) or 0
        taken = billed if self.pretence.held else len(self.pretence.taken(self.service))
        spent, reserved = money.spent.micros, money.reserved.micros
        return Books(len(self.posts), taken, billed, round(bill * MICROS), made, done, spent, reserved)

    def damage(self) -> list[str]:
        """What is broken in the record or among the blobs."""
        with transaction(self.studio.database) as session:
            broken = record.broken_at(session, self.project.id)
        found = [] if broken is None else [f"the record is broken at {broken}"]
        for sha in Disk(self.studio.settings.blobs).ids():
            try:
                self.studio.blobs.verify(sha)
            except DamagedBlob as error:
                found.append(error.detail)
        return found

    def _pass_time(self) -> None:
        """Let so much time pass for what may be lost that services are believed which say that it is not there."""
        sent = datetime.now(UTC) - timedelta(seconds=self.pretence.settled)
        lost = Order.state.in_([State.SUBMITTING, State.SUBMIT_UNKNOWN])
        with transaction(self.studio.database) as session:
            session.execute(update(Order).where(lost, Order.sent_at > sent).values(sent_at=sent))


def database(url: URL, name: str) -> str:
    """An empty database of that name."""
    bound = connect(url)
    with bound.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"create database {name}"))
    bound.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def stage(pretence: Pretence, url: str, folder: Path) -> Iterator[Stage]:
    """A studio on a database that is empty or up to date, with its data in a folder, and the service at work."""
    service, posts = pretence.begin(), list[str]()
    with served(_counted(pretence.app(service), posts)) as address:
        told = {"providers": {pretence.id: pretence.settings(address)}, "work": {"cores": 1}}
        told["database"] = {"url": url}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / config.FILE).write_text(tomli_w.dumps(told), encoding="utf-8")
        with bootstrap.studio(config.load(data=folder), worker=False) as studio:
            with transaction(studio.database) as session:
                project = adopted(session, production(budget={"limit": "1000"}))
            yield Stage(pretence, service, studio, project, posts)


@contextmanager
def staged(pretence: Pretence, server: URL) -> Iterator[Stage]:
    """A stage for a test: a database of its own at a server, and a folder that is gone afterwards."""
    own = database(server, f"crash_{uuid4().hex}")
    with TemporaryDirectory(prefix="rushes-test-") as folder, stage(pretence, own, Path(folder)) as made:
        yield made


def _counted(app: Any, posts: list[str]) -> Any:
    """An application whose POSTs are written down as they come in, before anything is answered."""

    async def counting(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] == "POST":
            posts.append(scope["path"])
        await app(scope, receive, send)

    return counting


def _clip(spec: Spec[Any], attempt: int, settings: Mapping[str, Any]) -> Composed:
    return compose.clip(material(card()), spec, SMALL, attempt, 1, settings)


def _text(spec: Spec[Any], attempt: int, settings: Mapping[str, Any]) -> Composed:
    question = Question("logline", "You write.", "Three loglines.", {"type": "object"}, "LOGLINE")
    return compose.text(question, spec, attempt, settings, {"revision": 1})


def _line(spec: Spec[Any], attempt: int, settings: Mapping[str, Any]) -> Composed:
    plan = {"speaker": "CH-ADA", "language": "en", "seconds": 1.5}
    line = Sound(Subject("line", "S01-SH01-L01"), Makes.SPEECH, "Who is there?", plan, {})
    return compose.sound(line, spec, SMALL.rate, attempt, settings)


_COMPOSED = {Makes.VIDEO: _clip, Makes.TEXT: _text, Makes.SPEECH: _line}
