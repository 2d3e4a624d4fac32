"""
MiniMax: clips by H3 with sound, by the older Hailuo models without, and music.

H3 and Hailuo have an API each. Neither keeps a key of ours: an H3 task is found among all of the account's by its
model, length, size and time; a Hailuo task cannot be found. Music comes with the answer and is kept as a blob, whose
hash is the order's remote id. Written from https://platform.minimax.io/docs (public copies), read 2026-11-26.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel import timecode
from rushes.kernel.errors import StudioError
from rushes.kernel.money import Money
from rushes.providers import catalogue, fitting, minimax_said
from rushes.providers.base import (
    Answer,
    Cancelled,
    Citation,
    Done,
    House,
    Model,
    Provider,
    Request,
    Sent,
    Spec,
    Trace,
)
from rushes.providers.enclosures import enclosed
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.pricing import Estimate, Price, Usage
from rushes.providers.wire import Wire, shown

CATALOGUE = catalogue.shipped("minimax")
RATIOS = ("21:9", "16:9", "4:3", "1:1", "3:4", "9:16")
SUFFIXES = {"image/jpeg": ".jpg", "audio/mpeg": ".mp3", "video/quicktime": ".mov"}
LARGEST_BODY = 60 << 20
LONGEST_BRIEF = 2000
CLIPS = (2, 15)  # seconds of reference clips, which are paid for as well: of one at least, of all at most
SONG_SECONDS = 600.0
SEEN_AFTER = timedelta(minutes=1)
NEAR, FAR = 120.0, 600.0  # seconds by which its clock and ours may differ: to believe a task ours, to rule it out
PAGE, PAGES = 100, 10
MOST = 1_000_000


class Settings(BaseModel):
    """The account at MiniMax."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field("https://api.minimax.io", description="Where the account is; in China https://api.minimaxi.com.")
    key: SecretStr = Field(SecretStr(""), description="The API key of the account.")


class MiniMax(Provider):
    """The service, connected."""

    def __init__(self, settings: Settings, house: House) -> None:
        key = settings.key.get_secret_value()
        self._wire = Wire(settings.url, {"Authorization": f"Bearer {key}"}, secrets=(key,))
        self._house = house
        self._models = CATALOGUE.in_force(house.models)

    def refuses(self, request: Request) -> str:
        """What its pages rule out before anything is sent."""
        model = self._models[request.model]
        if model.data["api"] == "music":
            long = len(_brief(request)) > LONGEST_BRIEF
            return f"The music's brief is over {LONGEST_BRIEF} characters: say it in fewer words." if long else ""
        files = _files(request)
        mode = _mode(files)
        if request.settings.get("mode") in {"edit", "extend"} or mode not in model.modes:
            offered = ", ".join(model.modes).replace("_", " ")
            return f"{model.title} makes clips from {offered}: change the card, or choose another model."
        for kind, most in model.data.get("references", {}).items():
            if sum(one.kind == kind for one in files) > most:
                return f"{model.title} takes {most} {kind} references: take some out of the card."
        return _gap(request) if mode == "references" else ""

    def submit(self, request: Request, key: str) -> str:
        """Create a task, or have the music made and keep it."""
        model = self._models[request.model]
        if model.data["api"] == "music":
            return self._song(model, request)
        callback = self._house.callback(key)
        told = {"callback_url": callback} if callback else {}
        newer = model.data["api"] == "v2"
        return self._clip(model, request, told) if newer else self._older(model, request, told)

    def find(self, sent: Sent) -> str | Trace:
        """The one task of the account that can be this order, or none that can; the older API lists nothing."""
        model = self._models[sent.request.model]
        tasks = self._listed(model) if model.data["api"] == "v2" else None
        if tasks is None or datetime.now(UTC) - sent.at < SEEN_AFTER:
            return Trace.UNSURE
        wanted = _shape(model, sent.request)
        later = {
            minimax_said.id(task.get("id")): minimax_said.whole(task.get("created_at")) - sent.at.timestamp()
            for task in tasks
            if (task.get("resolution"), task.get("duration")) == wanted
        }
        possible = {id: by for id, by in later.items() if by > -FAR and id not in sent.taken}
        if not possible:
            return Trace.ABSENT
        id, by = next(iter(possible.items()))
        alike = any(one.model == model.id and _shape(model, one) == wanted for one in sent.rivals.values())
        return id if id and len(possible) == 1 and abs(by) < NEAR and not alike else Trace.UNSURE

    def named(self, request: Request, id: str) -> str:
        """A task of Hailuo is marked as one, for the older API alone knows it; music has no id."""
        api = self._models[request.model].data["api"]
        return "" if api == "music" else f"v1:{id}" if api == "v1" and ":" not in id else id

    def poll(self, remote: str) -> Answer:
        """Look at a task; music is there already."""
        kind, _, id = remote.rpartition(":")
        if kind == "song":
            return Done(remote)
        if kind == "v1":
            said = self._told("/v1/query/video_generation", task_id=id)
            waiting = minimax_said.state(str(said.get("status")), said.get("base_resp"))
            return waiting or Done(f"file:{minimax_said.id(said.get('file_id'))}")
        task = self._task(id)
        waiting = minimax_said.state(str(task.get("status")), task.get("error"))
        return waiting or Done(f"task:{id}", *self._spent(task))

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Download the clip by a fresh link, or copy the music that was kept."""
        del request
        kind, _, id = done.output.rpartition(":")
        if kind == "song":
            self._copied(id, target)
        elif kind == "file":
            self._wire.download(_link(self._told("/v1/files/retrieve", file_id=id), "file", "download_url"), target)
        else:
            self._wire.download(_link(self._task(id), "content", "url"), target)

    def cancel(self, remote: str) -> Cancelled:
        """What waits is taken back. What is done is left alone: the same call would delete it."""
        try:
            waits = ":" not in remote and self._task(remote).get("status") == "queued"
        except ProviderFailure:
            waits = False
        if not waits:
            return Cancelled.REFUSED
        said = self._wire.ask(f"/v2/video_generation/{remote}", method="DELETE")
        return Cancelled.DONE if said.ok and said.object.get("action") == "cancelled" else Cancelled.REFUSED

    def hears(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        """The task a message speaks of; nothing signs it, so that only its address is secret."""
        del headers, now
        return minimax_said.spoken_of(body) or None

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _clip(self, model: Model, request: Request, told: Mapping[str, str]) -> str:
        """A task of H3; a frame gives the clip its ratio."""
        files = _files(request)
        content: list[dict[str, Any]] = [{"type": "text", "text": request.prompt}]
        for one in files:
            role = f"reference_{one.kind}" if one.slot == "reference" else one.slot
            sort = f"{one.kind}_url"
            content.append({"type": sort, sort: {"url": self._reached(one)}, "role": role})
        resolution, seconds = _shape(model, request)
        framed = any(one.slot != "reference" for one in files)
        body = {
            "model": model.data["wire"],
            "content": content,
            "resolution": resolution,
            "duration": seconds,
            **({} if framed else {"ratio": fitting.ratio(request, RATIOS)}),
            **told,
        }
        return self._created("/v2/video_generation", body)

    def _older(self, model: Model, request: Request, told: Mapping[str, str]) -> str:
        """A task of Hailuo; nobody is to reword the prompt."""
        resolution, seconds = _shape(model, request)
        body = {
            "model": model.data["wire"],
            "prompt": request.prompt,
            "resolution": resolution,
            "duration": seconds,
            "prompt_optimizer": False,
            **{f"{one.slot}_image": self._reached(one) for one in _files(request)},
            **told,
        }
        return f"v1:{self._created('/v1/video_generation', body)}"

    def _song(self, model: Model, request: Request) -> str:
        """Music, which is in the answer; MiniMax decides how long it is, and writes words if there shall be any."""
        instrumental = bool(request.plan.get("instrumental", True))
        body = {
            "model": model.data["wire"],
            "prompt": _brief(request),
            "is_instrumental": instrumental,
            "output_format": "hex",
            "audio_setting": {"format": "mp3", "sample_rate": 44100, "bitrate": 256000},
            **({} if instrumental else {"lyrics_optimizer": True}),
        }
        said = minimax_said.taken(self._wire.create("/v1/music_generation", json=body, timeout=SONG_SECONDS))
        data = said.object.get("data")
        try:
            content = bytes.fromhex(str(data.get("audio") or "")) if isinstance(data, dict) else b""
        except ValueError:
            content = b""
        if not content:
            raise ProviderFailure(Cause.PROVIDER_FAULT, "MiniMax answered without any music.", "Order it again.")
        return f"song:{self._house.blobs.put_bytes(content)}"

    def _created(self, path: str, body: Mapping[str, Any]) -> str:
        said = minimax_said.taken(self._wire.create(path, json=body))
        id = minimax_said.id(said.object.get("task_id"))
        if not id:
            raise Ambiguous(f"MiniMax took the order and gave no id: {said.raw[:400]}")
        return id

    def _told(self, path: str, **asked: str) -> dict[str, Any]:
        """What it answers to a question. NotNow; ProviderFailure: it knows no such thing."""
        said = self._wire.ask(path, params=asked)
        code, body = minimax_said.code(said), minimax_said.heard(said)
        if code == 0 or str(body.get("status")) in minimax_said.BAD:
            return body
        if code == minimax_said.NO_SUCH:
            says, then = f"MiniMax does not know it: {minimax_said.message(said)}", "It forgets after seven days."
            raise ProviderFailure(Cause.NOT_FOUND, says, then, said.raw)
        raise minimax_said.silent(said)

    def _task(self, id: str) -> dict[str, Any]:
        task = self._told(f"/v2/query/video_generation/{id}").get("task")
        if not isinstance(task, dict):
            raise NotNow(Cause.PROVIDER_FAULT, "MiniMax answered without the task.", "It is asked again.")
        return task

    def _listed(self, model: Model) -> list[dict[str, Any]] | None:
        """All its tasks of the last seven days by a model; None where they are too many, or not all there."""
        found: list[dict[str, Any]] = []
        for page in range(1, PAGES + 1):
            asked = {"page_num": str(page), "page_size": str(PAGE), "filter.model": model.data["wire"]}
            said = self._told("/v2/query/video_generation", **asked)
            items, total = said.get("items"), said.get("total")
            if not isinstance(items, list) or not isinstance(total, int):
                return None
            found += [item for item in items if isinstance(item, dict)]
            if len(found) >= total or not items:
                return found if len(found) >= total else None
        return None

    def _spent(self, task: Mapping[str, Any]) -> tuple[Money | None, dict[str, Any], Usage | None]:
        """What a clip cost by the seconds and pictures that it counts, what it says of itself, and those seconds."""
        usage = task.get("usage")
        seconds = min(minimax_said.whole(usage.get("total_seconds")) if isinstance(usage, dict) else 0, MOST)
        told = {name: shown(str(task.get(name)), ())[:20] for name in ("resolution", "ratio", "duration")}
        model = next((one for one in self._models.values() if one.data["wire"] == task.get("model")), None)
        price = model.price(resolution=told["resolution"]) if model else None
        if not seconds or model is None or price is None or not isinstance(usage, dict):
            return None, told, None
        images = min(minimax_said.whole(usage.get("input_image_count")), MOST)
        return price.cost(Decimal(seconds)) + _images(model, images), told, Usage(Decimal(seconds), "second")

    def _reached(self, file: Citation) -> str:
        """Where a file can be fetched, or the file itself."""
        content = enclosed(self._house.blobs, file.sha256)
        suffix = SUFFIXES.get(content.type, f".{content.type.partition('/')[2]}")
        link = self._house.relay.link(file.sha256, suffix)
        if not link and len(content.content) * 4 // 3 > LARGEST_BODY:
            then = "Set [storage] url to an S3 bucket in rushes.toml, or take it out of the card."
            raise ProviderFailure(Cause.INVALID_REQUEST, "A file is too large to go along in a request.", then)
        return link or content.data_uri

    def _copied(self, sha256: str, target: Path) -> None:
        try:
            target.write_bytes(self._house.blobs.read(sha256))
        except StudioError as error:
            raise ProviderFailure(Cause.EXPIRED, f"The music is gone: {error.detail}", "Order it again.") from error


def _files(request: Request) -> list[Citation]:
    return [one for one in request.citations if one.sha256]


def _mode(files: Sequence[Citation]) -> str:
    slots = {one.slot for one in files}
    named = {
        frozenset[str](): "text",
        frozenset({"first_frame"}): "first_frame",
        frozenset({"first_frame", "last_frame"}): "first_last",
        frozenset({"reference"}): "references",
    }
    return named.get(frozenset(slots), "frames beside references")


def _gap(request: Request) -> str:
    """Files are numbered as they are sent: one that is not there would give the next its number."""
    for kind in ("image", "video", "audio"):
        there = [bool(one.sha256) for one in request.citations if one.kind == kind and one.slot == "reference"]
        if there != sorted(there, reverse=True):
            return f"Not every {kind} the prompt counts is there yet: approve those that are missing, or take them out."
    return ""


def _shape(model: Model, request: Request) -> tuple[str, int]:
    """Its resolution and whole seconds; the older models make certain lengths in certain sizes."""
    offered, seconds = model.data["resolutions"], fitting.seconds(model, request)
    lengths = model.data.get("lengths")
    if lengths:
        seconds = min(length for made in lengths.values() for length in made if length >= seconds)
        offered = {name: side for name, side in offered.items() if seconds in lengths[name]}
    return fitting.resolution(request, fitting.ratio(request, RATIOS), offered), seconds


def _brief(request: Request) -> str:
    """What music is to be made, in words: how long, part by part, without what."""
    plan = request.plan
    said = [request.prompt.strip()]
    said += [f"About {timecode.clock(plan['seconds'])} long."] if plan.get("seconds") else []
    for part in plan.get("sections") or []:
        styles, avoid = ", ".join(part.get("styles") or []), ", ".join(part.get("avoid") or [])
        without = f"; no {avoid}" if avoid else ""
        said.append(f"{part.get('name', 'Part')}, {timecode.clock(part.get('seconds') or 0)}: {styles}{without}.")
    said += [f"No {', '.join(plan['avoid'])}."] if plan.get("avoid") else []
    return " ".join(filter(None, said))


def _link(said: Mapping[str, Any], holder: str, name: str) -> str:
    held = said.get(holder)
    link = held.get(name) if isinstance(held, dict) else None
    if not link:
        raise NotNow(Cause.PROVIDER_FAULT, "MiniMax answered without a link.", "It is asked again.")
    return str(link)


def _images(model: Model, count: int) -> Money:
    """What pictures cost beyond those that are free."""
    return _row(model, counted="image").cost(Decimal(max(0, count - model.data["free_images"])))


def _row(model: Model, **facts: Any) -> Price:
    """The row of its price table that fits. KeyError: the table lacks it."""
    row = model.price(**facts)
    if row is None:
        raise KeyError(f"{model.id} has no price for {facts}")
    return row


def quote(model: Model, request: Request) -> Estimate:
    """H3 by the second, with the seconds of reference clips and pictures beyond some; the rest by the piece."""
    if model.data["api"] == "music":
        price = _row(model).cost(Decimal(1))
        return Estimate(price, price, model.priced)
    resolution, seconds = _shape(model, request)
    price = _row(model, resolution=resolution, seconds=seconds).cost(Decimal(1))
    if model.data["api"] == "v1":
        return Estimate(price, price, model.priced)
    files = _files(request)
    clips = sum(one.kind == "video" for one in files)
    images = _images(model, sum(one.kind == "image" for one in files))
    least, most = seconds + clips * CLIPS[0], seconds + (CLIPS[1] if clips else 0)
    low, high = (Money(price.micros * counted, price.currency) + images for counted in (least, most))
    return Estimate(low, high, model.priced, (Usage(Decimal(least), "second"), Usage(Decimal(most), "second")))


def connect(settings: Settings, house: House) -> MiniMax:
    """A client; nothing is sent yet."""
    return MiniMax(settings, house)


def asks(settings: Settings) -> dict[str, Any]:
    """Where the account is."""
    return {"host": settings.url}


def ready(settings: Settings) -> str:
    """Without a key nothing can be sent."""
    return "" if settings.key.get_secret_value() else "Set `key` under [providers.minimax] in rushes.toml."


plugin = Spec(
    id="minimax",
    title="MiniMax",
    models=CATALOGUE.models,
    settings=Settings,
    connect=connect,
    quote=quote,
    lane=10,
    terms=CATALOGUE.terms,
    asks=asks,
    ready=ready,
    looks=(10.0, 30.0),
)
