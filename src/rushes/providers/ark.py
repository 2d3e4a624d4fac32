"""
Ark, ByteDance's own service: Seedance makes clips, Seedream pictures; BytePlus ModelArk abroad, Volcengine in China.

A clip is a task: created once, looked at, fetched within a day. Ark takes no key of ours, but echoes the seed and lists
the tasks of seven days, by which an order is found whose answer was lost. Its webhooks are unsigned: they are hints to
look, and come only where the studio has an address that Ark can reach. A picture is the answer to its call: it is kept
the moment it is there, and its hash is the remote id. Files go to Ark by link where the studio has an S3 bucket, else
inside the request; a clip only by link. An account runs few tasks of a model at once (3 of a person's, 10 of a
company's) and queues the rest, so that many may be sent.

Keys come from the console of the host, where each model is opened first. A key of one host is none at the other.

Written from the manuals in data/ark.toml, read 2026-11-26, and from Ark's official clients. No live call was made.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.errors import NotFound
from rushes.providers import ark_body, ark_codes, ark_inputs, ark_offer, ark_prices, ark_tasks, catalogue
from rushes.providers.ark_tasks import Account
from rushes.providers.base import (
    Answer,
    Cancelled,
    Done,
    House,
    Makes,
    Model,
    Provider,
    Request,
    Sent,
    Spec,
    Trace,
    Waiting,
)
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.wire import LONGEST_RAW, Said, Wire
from rushes.storage.blobs import is_sha

CATALOGUE = catalogue.shipped("ark")
TASKS = "/contents/generations/tasks"
PICTURES = "/images/generations"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,127}")
MOST_AT_ONCE = 100
LARGEST_PAGE = 500
MOST_PAGES = 40
MOST_CANDIDATES = 100
LISTED = timedelta(days=7)
SKEW = timedelta(hours=1)
"""How far apart their clock and ours may be; a wide search costs a few looks, a narrow one an order paid twice."""
SETTLED = 120.0
"""After so many seconds a task that was accepted is in the list."""
LINKS_LAST = 24 * 3600
LARGEST_MESSAGE = 1 << 20


class Host(StrEnum):
    """Where the account is."""

    BYTEPLUS = ark_offer.BYTEPLUS
    VOLCENGINE = "volcengine"


ADDRESSES = {
    Host.BYTEPLUS: "https://ark.ap-southeast.bytepluses.com/api/v3",
    Host.VOLCENGINE: "https://ark.cn-beijing.volces.com/api/v3",
}


class Settings(BaseModel):
    """The account at Ark."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: Host = Field(Host.BYTEPLUS, description="Where the account is; names and prices of models differ.")
    url: str = Field("", description="Another address of its API, before /contents; empty for the host's own.")
    key: SecretStr = Field(SecretStr(""), description="An API key of the account.")
    endpoints: dict[str, str] = Field({}, description="Endpoints of the account (`ep-...`) by the model they serve.")
    seconds: float = Field(60.0, gt=0, le=600, description="How long an answer may take.")
    picture_seconds: float = Field(300.0, gt=0, le=900, description="How long a picture may take.")


class Ark(Provider):
    """An account, connected."""

    def __init__(self, settings: Settings, house: House, now: Callable[[], float] = time.time) -> None:
        self._models = CATALOGUE.in_force(house.models)
        self._account = Account.of(str(settings.host), tuple(self._models.values()), settings.endpoints)
        self._house, self._now = house, now
        key = settings.key.get_secret_value()
        self._key = key.encode()
        url, headers = settings.url or ADDRESSES[settings.host], {"Authorization": f"Bearer {key}"} if key else {}
        self._wire = Wire(url, headers, secrets=(key,), seconds=settings.seconds)
        self._patience = settings.picture_seconds

    def refuses(self, request: Request) -> str:
        """What Ark would refuse at once, said before it is asked."""
        model = self._models.get(request.model)
        return ark_inputs.refusal(model, request, self._house) if model else f"Ark has no model {request.model}."

    def submit(self, request: Request, key: str) -> str:
        """Create a task, or wait for a picture and keep it; Ark logs our key, but does not know an order by it."""
        headers, model = {"X-Client-Request-Id": key}, self._models[request.model]
        if request.makes is Makes.IMAGE:
            body = ark_body.picture(model, request, self._house)
            said = _accepted(self._wire.create(PICTURES, json=body, headers=headers, timeout=self._patience))
            return self._house.blobs.put_bytes(self._withheld(said.content))
        body = ark_body.clip(model, request, self._house, self._house.callback(key))
        said = _accepted(self._wire.create(TASKS, json=body, headers=headers))
        remote = ark_codes.heard(said).get("id")
        if not isinstance(remote, str) or not ID.fullmatch(remote):
            raise Ambiguous(f"Ark took the order and gave no id for it: {said.raw[:400]}")
        return remote

    def find(self, sent: Sent) -> str | Trace:
        """
        The task of our seed among those of the last hours; ABSENT only when the list was whole and long settled.

        A picture cannot be found: it was in the answer that was lost.
        """
        waited = self._now() - sent.at.timestamp()
        if sent.request.makes is Makes.IMAGE or waited > (LISTED - SKEW).total_seconds():
            return Trace.UNSURE
        model = self._models[sent.request.model]
        asked = ark_body.asked(model, sent.request)
        rows, whole = self._listed()
        candidates = self._candidates(rows, sent, model, asked)
        if len(candidates) > MOST_CANDIDATES:
            return Trace.UNSURE
        seen = {remote: self._same(remote, asked) for remote in candidates}
        found = [remote for remote, same in seen.items() if same]
        if len(found) == 1:
            return found[0]
        none = whole and waited >= SETTLED and all(same is False for same in seen.values())
        return Trace.ABSENT if none else Trace.UNSURE

    def named(self, request: Request, id: str) -> str:
        """A task by its id; a picture has none."""
        return "" if request.makes is Makes.IMAGE else id

    def poll(self, remote: str) -> Answer:
        """Look at a task, or at the picture that is here already."""
        if is_sha(remote):
            content = self._kept(remote)
            raw = content.decode("utf-8", "replace")[:LONGEST_RAW]
            return ark_tasks.picture(ark_codes.parsed(content), remote, self._account, raw)
        said = self._asked(remote)
        return ark_tasks.answer(ark_codes.heard(said), self._account, said.raw)

    def look(self, remotes: Sequence[str]) -> Iterator[tuple[str, Answer | ProviderFailure]]:
        """Ask for a hundred at once by the list, then for each that is over or not in it: rows may lack fields."""
        tasks = [remote for remote in remotes if not is_sha(remote)]
        yield from super().look([remote for remote in remotes if is_sha(remote)])
        for start in range(0, len(tasks), MOST_AT_ONCE):
            batch = tasks[start : start + MOST_AT_ONCE]
            states = self._states(batch)
            waiting = {remote: Waiting(state) for remote, state in states.items() if state not in ark_tasks.OVER}
            yield from waiting.items()
            yield from super().look([remote for remote in batch if remote not in waiting])

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """
        Download what was made: Ark's links are good for one day, and for GET alone.

        The last frame of a clip is fetched by its own address: `Done(done.reported["last_frame"])`.
        """
        del request
        if is_sha(done.output):
            target.write_bytes(ark_tasks.inside(ark_codes.parsed(self._kept(done.output))))
            return
        self._wire.download(done.output or self._fresh(done), target)

    def cancel(self, remote: str) -> Cancelled:
        """
        Take a task out of the queue.

        The same call deletes a task that is over, with its result, so it is made only of one that is seen waiting.
        """
        try:
            state = "" if is_sha(remote) else ark_tasks.status(self._task(remote))
        except ProviderFailure:
            return Cancelled.REFUSED
        if state != ark_tasks.QUEUED:
            return Cancelled.DONE if state == ark_tasks.CANCELLED else Cancelled.REFUSED
        return Cancelled.DONE if self._ask(f"{TASKS}/{remote}", method="DELETE").ok else Cancelled.REFUSED

    def hears(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        """The task of a message that looks like one; nothing signs it, so that only its address is secret."""
        del headers, now
        told = ark_codes.parsed(body) if len(body) <= LARGEST_MESSAGE else {}
        remote, state = told.get("id"), told.get("status")
        known = isinstance(remote, str) and ID.fullmatch(remote) is not None
        return remote if known and isinstance(state, str) and state else None

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _ask(self, path: str, **asked: Any) -> Said:
        """An answer to a question; one that is too large to be honest says nothing of a task. NotNow."""
        try:
            return self._wire.ask(path, **asked)
        except ProviderFailure as failure:
            raise NotNow(failure.cause, failure.says, failure.then, failure.raw) from failure

    def _task(self, remote: str) -> dict[str, Any]:
        """A task as it is told; as `_asked`."""
        return ark_codes.heard(self._asked(remote))

    def _asked(self, remote: str) -> Said:
        """
        The answer that tells of a task.

        Raises:
            ProviderFailure: Ark knows none of that id.
            NotNow: it does not say.
        """
        if not ID.fullmatch(remote):
            raise ProviderFailure(Cause.NOT_FOUND, ark_codes.SAYS[Cause.NOT_FOUND], raw=remote[:200])
        said = self._ask(f"{TASKS}/{remote}")
        if said.ok and said.object:
            return said
        code, message = ark_codes.told(ark_codes.heard(said))
        known = ark_codes.meaning(code, message, said.status).cause in ark_codes.WAITS
        if said.status == 404 and code and not known:
            cause = Cause.NOT_FOUND
            raise ProviderFailure(cause, ark_codes.SAYS[cause], ark_codes.THEN[cause], said.raw)
        raise ark_codes.not_now(said)

    def _states(self, remotes: Sequence[str]) -> dict[str, str]:
        """How far tasks are, of those that the list knows; NotNow."""
        asked = [("page_num", "1"), ("page_size", str(len(remotes)))]
        said = self._ask(TASKS, params=[*asked, *(("filter.task_ids", remote) for remote in remotes)])
        rows = {str(row.get("id")): ark_tasks.status(row) for row in _rows(ark_codes.heard(said))}
        return {remote: rows[remote] for remote in remotes if remote in rows}

    def _listed(self) -> tuple[list[dict[str, Any]], bool]:
        """Every task that the list still knows, and whether that is all of them; NotNow."""
        found: dict[str, dict[str, Any]] = {}
        for page in range(1, MOST_PAGES + 1):
            said = self._ask(TASKS, params={"page_num": page, "page_size": LARGEST_PAGE})
            if not said.ok:
                raise ark_codes.not_now(said)
            told = ark_codes.heard(said)
            rows, total = _rows(told), ark_tasks.whole(told.get("total"))
            found |= {str(row["id"]): row for row in rows if isinstance(row.get("id"), str)}
            if total is not None and len(found) >= total:
                return list(found.values()), True
            if not rows:
                break
        return list(found.values()), False

    def _candidates(
        self, rows: Sequence[Mapping[str, Any]], sent: Sent, model: Model, asked: Mapping[str, Any]
    ) -> list[str]:
        """The tasks that an order may be, as far as the list says."""
        since = (sent.at - SKEW).timestamp()
        return [
            str(row["id"])
            for row in rows
            if row["id"] not in sent.taken
            and (ark_tasks.whole(row.get("created_at")) or since) >= since
            and self._account.model(row) in (None, model)
            and ark_tasks.matches(row, asked) is not False
        ]

    def _same(self, remote: str, asked: Mapping[str, Any]) -> bool | None:
        """Whether a task is the one that was asked for, after a look at it by itself; NotNow."""
        try:
            return ark_tasks.matches(self._task(remote), asked)
        except ProviderFailure:
            return None

    def _kept(self, sha256: str) -> bytes:
        try:
            return self._house.blobs.read(sha256)
        except NotFound as error:
            raise ProviderFailure(Cause.NOT_FOUND, error.detail, "Order it again.") from error

    def _fresh(self, done: Done) -> str:
        """The link of a task that gave none before; a link that has run out is not made again."""
        remote = str(done.reported.get("id", ""))
        task = self._task(remote)
        found = ark_tasks.link(task, "video_url")
        if found:
            return found
        made = ark_tasks.whole(task.get("updated_at")) or 0
        if self._now() - made < LINKS_LAST:
            raise NotNow(Cause.PROVIDER_FAULT, "Ark gives no link to the clip yet.", "It is asked again.")
        raise ProviderFailure(Cause.EXPIRED, "Ark gives no link to the clip any more.", ark_codes.THEN[Cause.EXPIRED])

    def _withheld(self, content: bytes) -> bytes:
        """An answer without our key, which must not be kept."""
        return content.replace(self._key, b"[the key]") if self._key else content


def _accepted(said: Said) -> Said:
    if not said.ok:
        raise ark_codes.refused(said)
    return said


def _rows(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    items = said.get("items")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def asks(settings: Settings) -> dict[str, Any]:
    """Where a request is made and by which endpoints: what of the settings changes a clip or its price."""
    return {"host": str(settings.host)} | ({"endpoints": dict(settings.endpoints)} if settings.endpoints else {})


def connect(settings: Settings, house: House) -> Ark:
    """A client; nothing is sent yet."""
    return Ark(settings, house)


def ready(settings: Settings) -> str:
    """Without a key nothing can be sent."""
    missing = "Set `key` under [providers.ark] in rushes.toml to an API key of BytePlus ModelArk or Volcengine Ark."
    return "" if settings.key.get_secret_value() else missing


plugin = Spec(
    id="ark",
    title="Ark (Seedance, Seedream)",
    models=CATALOGUE.models,
    settings=Settings,
    connect=connect,
    quote=ark_prices.quote,
    lane=100,
    terms=CATALOGUE.terms,
    asks=asks,
    ready=ready,
    looks=(2.0, 15.0),
)
