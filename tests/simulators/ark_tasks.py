"""Ark's tasks: accepted, queued by model, run, ended, billed and forgotten, all by the simulator's clock."""

import hashlib
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.simulators.ark_errors import error
from tests.simulators.ark_models import RATIOS, Film
from tests.simulators.ark_rules import Meant
from tests.simulators.kit import Bill, Clock, Faults, Floor, Job

DAY = 24 * 3600
KEPT = 7 * DAY
MARK = re.compile(r"\[\[fail:([^\]]+)\]\]")
TOLD = ("seed", "resolution", "ratio", "duration", "framespersecond", "generate_audio", "draft", "priority")
ORDER = ("queued", "running", "succeeded")


@dataclass
class Service:
    """
    Ark, as it is to behave.

    Its clock begins where ours is, so that a studio finds its orders by when they were sent. `limit` tasks of a model
    run at once, each for `latency` seconds. `true_size` makes clips and pictures as large as they are asked for;
    otherwise they are small and of the right shape. `closed` are models the account has not opened, `endpoints` its own
    names of models, `forbidden` the SHA-256 of pictures that it refuses where they are inside a request. `echoes` is
    the status from which a task tells its seed, `full_rows` whether rows of the list tell all; `skew` is how far its
    clock is ahead of the true time. At the frames `cuts` a clip of several shots cuts.

    Faults of a create: `refuse` (a code, or that and a message); what is taken all the same, its answer lost by `drop`,
    `break` or `html`, or come after real seconds by `slow`; `late`, not told of for so many seconds; `fail`, with a
    code; `duration`, a clip of another length. Of a look: `busy` (a code), `status` (a word nobody knows), `without`
    (keys left out), `page` (no JSON). Of a download: `cut`, `gone`, `crawl` (real seconds). Of a callback: `lost`,
    `twice`, `reversed`. In a prompt, `[[fail:CODE]]` refuses the call, or fails the task where the code is one of
    outputs or is written `late:CODE`; `[[fail:drop]]`, `break`, `html` and `expire` do as they say.
    """

    host: str = "byteplus"
    key: str = "ark-key"
    clock: Clock = field(default_factory=lambda: Clock(ahead=time.time()))
    latency: float = 3.0
    limit: int = 3
    true_size: bool = False
    endpoints: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    echoes: str = "running"
    full_rows: bool = False
    skew: float = 0.0
    retry_pause: float = 0.05
    cuts: tuple[int, ...] = ()
    forbidden: set[str] = field(default_factory=set)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    asked: list[dict[str, Any]] = field(default_factory=list)
    tasks: dict[str, Job] = field(default_factory=dict)
    floors: dict[str, Floor] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    open: dict[str, Job] = field(default_factory=dict)

    def accept(self, body: dict[str, Any], film: Film, meant: Meant, base: str) -> Job:
        """Take a task in; it waits for its turn among those of its model."""
        with self.lock:
            now, number = self.clock.now(), len(self.tasks)
            moment = datetime.fromtimestamp(now, UTC).strftime("%Y%m%d%H%M%S")
            job = Job(f"cgt-{moment}-{_letters(number)}", body, now, self.latency)
            job.facts = self._facts(body, film, meant) | {"base": base, "number": number}
            job.facts["hidden"] = now + float(self.faults.take("late") or 0)
            floor = self.floors.setdefault(body["model"], Floor(self.clock, self.limit))
            self.tasks[job.id] = self.open[job.id] = job
            floor.accept(job)
            self.settle()
        return job

    def settle(self) -> None:
        """Let everything happen that has happened by now."""
        with self.lock:
            for floor in self.floors.values():
                floor.settle()
            now = self.clock.now()
            for job in list(self.open.values()):
                self._end(job, now)

    def status(self, job: Job) -> str:
        """How far a task is, once all is settled."""
        with self.lock:
            return self._status(job)

    def _status(self, job: Job) -> str:
        if job.facts.get("expired"):
            return "expired"
        if job.cancelled:
            return "cancelled"
        if job.over is None:
            return "queued" if job.began is None else "running"
        return "failed" if job.failure else "succeeded"

    def known(self, id: str) -> Job | None:
        """A task that is still on record: for seven days, for one after it was cancelled, until it is deleted."""
        job, now = self.tasks.get(id), self.clock.now()
        if job is None or job.deleted or job.facts["hidden"] > now or now - job.accepted > KEPT:
            return None
        return None if job.cancelled and now - job.facts.get("ended", now) > DAY else job

    def newest(self) -> Iterator[Job]:
        """Every task on record, the newest first."""
        return (job for id in reversed(list(self.tasks)) if (job := self.known(id)))

    def told(self, job: Job, status: str = "", *, row: bool = False) -> dict[str, Any]:
        """A task as it is told, now or as it was at a status."""
        said = status or self.status(job)
        task = {
            "id": job.id,
            "model": self.endpoints.get(job.body["model"], job.body["model"]),
            "status": said,
            "created_at": int(job.accepted + self.skew),
            "updated_at": int(self._changed(job, said) + self.skew),
            "service_tier": "default",
            "execution_expires_after": job.body.get("execution_expires_after", 172_800),
        }
        if row and not self.full_rows:
            return task
        if said not in ORDER or ORDER.index(said) >= ORDER.index(self.echoes):
            task |= {key: job.facts[key] for key in TOLD}
        if said == "failed":
            task["error"] = job.failure
        if said == "succeeded":
            tokens = job.facts["tokens"]
            task |= {"error": None, "usage": {"completion_tokens": tokens, "total_tokens": tokens}}
            task["content"] = self.links(job)
        return task

    def links(self, job: Job) -> dict[str, str]:
        """Signed addresses of what was made, as long as they are good."""
        made = int(job.over or 0)
        if self.clock.now() - made >= DAY:
            return {}
        found = {"video_url": signed(job.facts["base"], f"{job.id}.mp4", made)}
        if job.body.get("return_last_frame"):
            found["last_frame_url"] = signed(job.facts["base"], f"{job.id}.png", made)
        return found

    def remove(self, job: Job) -> bool:
        """Cancel a task that waits, delete one that is over; False for one that can be neither."""
        said = self.status(job)
        if said in {"running", "cancelled"}:
            return False
        if said == "queued":
            job.cancelled, job.facts["ended"] = True, self.clock.now()
            self.open.pop(job.id, None)
        else:
            job.deleted = True
        return True

    def _facts(self, body: dict[str, Any], film: Film, meant: Meant) -> dict[str, Any]:
        """What becomes of a task, settled when it is taken."""
        seconds = body.get("duration", 5)
        made = (round(meant.seconds_in) or 5) if seconds == -1 else seconds
        ratio = body.get("ratio", "adaptive")
        if ratio == "adaptive":
            ratio = min(RATIOS, key=lambda name: abs(_wide(name) - meant.aspect))
        resolution, seed = body.get("resolution", "720p"), body.get("seed", -1)
        width, height = film.size(resolution, ratio)
        sound = bool(film.sound and body.get("generate_audio", True))
        tokens = int((24 * (meant.seconds_in + made) + 1) * width * height / 1024)
        price = film.price(resolution, video=meant.seconds_in > 0, sound=sound, yuan=self.host == "volcengine")
        words = " ".join(item["text"] for item in body["content"] if item.get("type") == "text")
        mark = MARK.search(words)
        return {
            "seed": len(self.tasks) * 7919 + 11 if seed == -1 else seed,
            "resolution": resolution,
            "ratio": ratio,
            "duration": made,
            "framespersecond": 24,
            "generate_audio": sound,
            "draft": False,
            "priority": body.get("priority", 0),
            "size": (width, height),
            "tokens": tokens,
            "price": tokens * price,
            "fails": self.faults.take("fail") or (mark[1].removeprefix("late:") if mark else "") or _late(film, body),
            "delivers": self.faults.take("duration") or made,
            "never": bool(mark and mark[1] == "expire"),
        }

    def _end(self, job: Job, now: float) -> None:
        """The end of a task: of its time, of its work, well or badly; only a clip that was made is billed."""
        deadline = job.accepted + job.body.get("execution_expires_after", 172_800)
        never = job.facts["never"]
        if (never or job.over is None or job.over > deadline) and now > deadline:
            job.facts["expired"], job.cancelled, job.over = True, job.began is None, deadline
        elif job.over is None or never:
            return
        elif job.facts["fails"]:
            job.failure = error(job.facts["fails"], "The request failed because of what was made.")
        else:
            self.bill.charge(job.id, job.facts["price"])
        self.open.pop(job.id, None)

    def _changed(self, job: Job, status: str) -> float:
        if status == "running":
            return job.began or job.accepted
        ended: float = job.facts.get("ended", job.over or job.accepted)
        return job.accepted if status == "queued" else ended


def signed(base: str, name: str, made: int) -> str:
    """An address that is good for a day from when it was made, and for GET alone."""
    signature = hashlib.sha256(f"GET {name} {made}".encode()).hexdigest()[:32]
    return f"{base}files/{name}?X-Tos-Date={made}&X-Tos-Expires={DAY}&X-Tos-Signature={signature}"


def _late(film: Film, body: dict[str, Any]) -> str:
    """Left to itself, 2.5 finds out only while it works that a clip is to be extended or edited."""
    words = str(body["content"][0].get("text", "")).lower()
    changes = any(word in words for word in ("extend video", "edit video")) and film.series == "2.5"
    left = body.get("omni_reference_task_type", "auto") == "auto" and body.get("ratio", "adaptive") != "adaptive"
    return "InvalidParameter.TaskTypeConstraint" if changes and left else ""


def _letters(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return "".join(digits[number // 36**place % 36] for place in range(4, -1, -1))


def _wide(ratio: str) -> float:
    wide, high = map(int, ratio.split(":"))
    return wide / high
