"""
ComfyUI on one's own machine, or a rented one: workflows as templates, a queue in memory, files by name.

Written from ComfyUI's `server.py`, `execution.py` and node sources, versions of October 2025 to 0.38 (November 2026):
an order is looked for in the history, then in the queue, and one that is in neither is lost, since both are in memory.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote as quoted
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.errors import StudioError, Unavailable
from rushes.kernel.money import MICROS, Money
from rushes.kernel.timecode import Rate
from rushes.providers import comfy_history as history
from rushes.providers import comfy_templates as shelf
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
from rushes.providers.comfy_files import retimed, suffix
from rushes.providers.comfy_nodes import fruitless, refusals, validate
from rushes.providers.comfy_templates import Lora, Template
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.pricing import Estimate, Usage, free
from rushes.providers.wire import Said, Wire

CLIENT = "rushes"
HOUR = 3600
LATEST = 200
SLOWEST = 3
ID = re.compile(r"[\w.:-]{1,128}", re.ASCII)
SHIPPED = shelf.shipped()
FIRST = "wan22-5b"
TAKEN = {Makes.VIDEO: ("MP4", (".mp4",)), Makes.IMAGE: ("PNG or JPEG", (".png", ".jpg", ".jpeg"))}
SOUNDS = ("WAV, MP3 or FLAC", (".wav", ".mp3", ".flac"))
WRONG_URL = "Is `url` under [providers.comfyui] right?"
MEND = "Mend it there or in the template, then order again."


class Settings(BaseModel):
    """The machine that ComfyUI runs on, and the studio's own workflows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field("", description="Its address, usually http://127.0.0.1:8188; empty: no ComfyUI.")
    key: SecretStr = Field(SecretStr(""), description="A bearer token, where something before it wants one.")
    workflows: str = Field("", description="A folder of your own templates: NAME.json with NAME.toml beside it.")
    loras: tuple[Lora, ...] = Field((), description="LoRAs: name, strength, and the template they are for.")
    price: Decimal = Field(Decimal(0), ge=0, description="US dollars for an hour of the machine; 0: it is yours.")
    pace: float = Field(120.0, gt=0, description="Seconds it works for one of a clip, for the estimate; measure it.")
    seconds: float = Field(60.0, gt=0, le=900, description="How long an answer may take.")


class Comfy(Provider):
    """A ComfyUI, connected."""

    def __init__(self, settings: Settings, house: House) -> None:
        key, url = settings.key.get_secret_value(), settings.url.rstrip("/")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._wire = Wire(url, headers, secrets=(key,), seconds=settings.seconds)
        self._url, self._headers, self._price = url, headers, settings.price
        self._house, self._templates = house, templates(settings)

    def refuses(self, request: Request) -> str:
        """A template that is gone, was changed since, or cannot be asked for this."""
        template = self._templates.get(request.model)
        if template is None:
            return f"There is no workflow {request.model} any more: choose another model."
        told = request.settings.get("templates", {}).get(request.model, template.sha256)
        if told != template.sha256:
            return f"The workflow {request.model} was changed since this was asked: ask again."
        return template.refusal(request)

    def submit(self, request: Request, key: str) -> str:
        """Check the graph against the nodes there, upload its files, and queue it under our own id."""
        if says := self.refuses(request):
            raise ProviderFailure(Cause.INVALID_REQUEST, says)
        loras = tuple(map(Lora.model_validate, request.settings.get("loras", ())))
        asked = self._templates[request.model].asked(request, key, loras)
        if wrong := validate(asked, self._nodes(asked)):
            says = f"{asked.map.title} does not run at this ComfyUI: {' '.join(wrong[:5])}"
            raise ProviderFailure(Cause.INVALID_REQUEST, says, MEND)
        sent = asked.fed(self._uploaded(asked, request))
        extra = {"rushes": {"order": key, "output": asked.map.output}}
        body = {"prompt": sent.graph, "prompt_id": key, "client_id": CLIENT, "extra_data": extra}
        return self._accepted(self._wire.create("/prompt", json=body), sent)

    def find(self, sent: Sent) -> str | Trace:
        """In the history or the queue under our id, or under theirs where an older one gave its own."""
        if self._entry(sent.key) is not None:
            return sent.key
        known = [(id, extra) for _, id, extra in self._queue()]
        latest = self._object(self._wire.ask("/history", params={"max_items": LATEST}))
        known += [(id, history.along(entry)) for id, entry in latest.items()]
        return next((id for id, extra in known if sent.key in {id, history.mark(extra, "order")}), Trace.ABSENT)

    def poll(self, remote: str) -> Answer:
        """Look into the history, the queue, and the history again, for what ended between the two."""
        entry = self._entry(remote)
        if entry is None:
            queued = {id: state for state, id, _ in self._queue()}
            if remote in queued:
                return Waiting(queued[remote])
            entry = self._entry(remote)
        if entry is None:
            says = "ComfyUI no longer knows it: it was restarted perhaps, and forgets its queue then."
            raise ProviderFailure(Cause.NOT_FOUND, says, history.AGAIN)
        return self._over(entry)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Download the file it saved."""
        name = done.output.partition("&")[0]
        form, suffixes = TAKEN.get(request.makes, SOUNDS)
        if not name.lower().endswith(suffixes):
            says = f"The workflow saved {name.rpartition('.')[2]}, and what is brought home must be {form}."
            raise ProviderFailure(Cause.INVALID_REQUEST, says, "Set that in the node of it that saves.")
        self._wire.download(f"{self._url}/view?{done.output}", target, headers=self._headers)

    def cancel(self, remote: str) -> Cancelled:
        """Take it out of the queue, or interrupt it; the newest do both by one call."""
        before = {id: state for state, id, _ in self._queue()}.get(remote)
        if before is None:
            return Cancelled.REFUSED if self._entry(remote) is not None else Cancelled.DONE
        if self._wire.ask(f"/api/jobs/{quoted(remote, safe='')}/cancel", method="POST").ok:
            return self._stopped(remote)
        if before == "queued":
            self._done(self._wire.ask("/queue", method="POST", json={"delete": [remote]}))
            if self._stopped(remote) is Cancelled.DONE:
                return Cancelled.DONE
        self._done(self._wire.ask("/interrupt", method="POST", json={"prompt_id": remote}))
        return self._stopped(remote)

    def lacks(self) -> list[str]:
        """What each template lacks at this ComfyUI, in sentences. NotNow: it cannot be asked."""
        nodes = self._nodes(*self._templates.values())
        return [f"{name}: {says}" for name, one in self._templates.items() for says in validate(one, nodes)]

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _stopped(self, remote: str) -> Cancelled:
        """What became of one that was to be stopped: still somewhere, over, or gone before it began."""
        if any(id == remote for _, id, _ in self._queue()):
            return Cancelled.ASKED
        return Cancelled.DONE if self._entry(remote) is None else Cancelled.ASKED

    def _nodes(self, *used: Template) -> dict[str, Any]:
        """What it says of the nodes that templates use."""
        kinds = sorted({node["class_type"] for template in used for node in template.graph.values()})
        told: dict[str, Any] = {}
        for kind in kinds:
            told |= self._object(self._wire.ask(f"/object_info/{quoted(kind, safe='')}"))
        return told

    def _uploaded(self, template: Template, request: Request) -> dict[str, str]:
        """The files of a request, as ComfyUI calls them, by the input they are for."""
        rate = Rate.of(template.map.rate) if template.map.rate else None
        return {
            place: self._upload(one.sha256, one.kind, rate if one.kind == "video" else None)
            for place, one in template.media(request).items()
        }

    def _upload(self, sha256: str, kind: str, rate: Rate | None) -> str:
        self._house.scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._house.scratch) as folder:
            try:
                path = self._house.blobs.local(sha256)
                path = path if rate is None else retimed(path, Path(folder) / "retimed.mp4", rate)
            except Unavailable as error:
                raise NotNow(Cause.INPUT_FETCH, error.detail) from error
            except StudioError as error:
                raise ProviderFailure(Cause.INPUT_FETCH, f"A file it needs cannot be read: {error.detail}") from error
            with path.open("rb") as file:
                name = f"rushes-{sha256[:20]}{f'-{rate.nominal}' if rate else ''}.{suffix(file.read(16), kind)}"
                file.seek(0)
                said = self._wire.ask("/upload/image", method="POST", files={"image": (name, file)})
        if said.status == 413:
            says, then = "ComfyUI takes no file as large as this.", "Start it with a greater --max-upload-size."
            raise ProviderFailure(Cause.INVALID_REQUEST, says, then, said.raw)
        taken = self._object(said)
        if not isinstance(taken.get("name"), str):
            raise ProviderFailure(Cause.PROVIDER_FAULT, "ComfyUI did not say how it calls a file.", WRONG_URL, said.raw)
        return "/".join(filter(None, (str(taken.get("subfolder") or ""), taken["name"])))

    def _accepted(self, said: Said, sent: Template) -> str:
        """The id of an order that was taken whole; one of which only a part would be made is taken back."""
        body = self._answered(said)
        errors, remote = body.get("node_errors"), body.get("prompt_id")
        wrong = " ".join(refusals(errors, sent)[:5])
        if not said.ok:
            error = body["error"]
            told = error.get("message") if isinstance(error, dict) else error
            says = f"ComfyUI refuses the workflow: {wrong or history.words(told)}"
            raise ProviderFailure(Cause.INVALID_REQUEST, says, MEND, said.raw)
        if not isinstance(remote, str) or not ID.fullmatch(remote):
            raise Ambiguous(f"{self._wire.host} took it and gave no id: {said.raw[:400]}")
        if sent.ends & fruitless(errors):
            with suppress(NotNow, ProviderFailure):
                self.cancel(remote)
            raise ProviderFailure(Cause.INVALID_REQUEST, f"ComfyUI would make only a part: {wrong}", MEND, said.raw)
        return remote

    def _answered(self, said: Said) -> dict[str, Any]:
        """What it answers to a workflow, where that is a ComfyUI's answer."""
        self._open(said)
        if said.status in {429, 503}:
            cause = Cause.RATE_LIMIT if said.status == 429 else Cause.PROVIDER_FAULT
            raise NotNow(cause, f"{self._wire.host} answered {said.status}.", raw=said.raw, after=said.after)
        if said.ok and not said.object:
            raise Ambiguous(f"{self._wire.host} answered with no JSON: {said.raw[:400]}")
        if not said.ok and "error" not in said.object:
            raise ProviderFailure(Cause.PROVIDER_FAULT, self._stranger(said), WRONG_URL, said.raw)
        return said.object

    def _object(self, said: Said) -> dict[str, Any]:
        """The JSON object it answers to a question."""
        self._open(said)
        if not said.ok or not isinstance(said.body, dict):
            raise NotNow(Cause.PROVIDER_FAULT, self._stranger(said), WRONG_URL, said.raw)
        return said.object

    def _done(self, said: Said) -> None:
        self._open(said)
        if not said.ok:
            raise NotNow(Cause.PROVIDER_FAULT, self._stranger(said), WRONG_URL, said.raw)

    def _open(self, said: Said) -> None:
        if said.status in {401, 403}:
            says = f"{self._wire.host} lets nobody in without its key ({said.status})."
            raise NotNow(Cause.AUTH, says, "Check `key` under [providers.comfyui].", said.raw)

    def _stranger(self, said: Said) -> str:
        return f"What answers at {self._wire.host} is no ComfyUI ({said.status})."

    def _over(self, entry: dict[str, Any]) -> Answer:
        history.check(entry)
        saved = history.result(entry)
        if not saved and not history.over(entry):
            return Waiting(history.state(entry) or "unknown")
        if not saved:
            says = "ComfyUI finished and has no file to give: it found everything done already, or nothing saves."
            raise ProviderFailure(Cause.PROVIDER_FAULT, says, "Order it again, or add a node that saves.")
        worked = history.worked(entry)
        used = None if worked is None else Usage(worked, "second")
        return Done(urlencode(saved, errors="replace"), self._cost(worked), {"graph": history.graph(entry)}, used)

    def _cost(self, worked: Decimal | None) -> Money | None:
        if self._price == 0:
            return Money(0, "USD")
        return None if worked is None else _dollars(worked * self._price / HOUR)

    def _entry(self, id: str) -> dict[str, Any] | None:
        """What the history says of one that is over; None while it is not there."""
        said = self._object(self._wire.ask(f"/history/{quoted(id, safe='')}"))
        if id not in said:
            return None
        return said[id] if isinstance(said[id], dict) else {}

    def _queue(self) -> list[tuple[str, str, object]]:
        """State, id and extra data of what runs and waits."""
        said = self._object(self._wire.ask("/queue"))
        lists = (("running", said.get("queue_running")), ("queued", said.get("queue_pending")))
        if not all(isinstance(listed, list) for _, listed in lists):
            raise NotNow(Cause.PROVIDER_FAULT, f"What answers at {self._wire.host} has no queue.", WRONG_URL)
        return [
            (state, row[1], row[3] if len(row) > 3 else None)
            for state, listed in lists
            for row in listed or ()
            if isinstance(row, list) and len(row) > 1 and isinstance(row[1], str)
        ]


def templates(settings: Settings) -> dict[str, Template]:
    """The templates that come with the program, and the studio's own, which stand over them."""
    return SHIPPED | (shelf.own(_folder(settings))[0] if settings.workflows else {})


def _folder(settings: Settings) -> Path:
    return Path(settings.workflows).expanduser()


def offers(settings: Settings) -> tuple[Model, ...]:
    """The studio's own templates as models."""
    return tuple(one.model for one in shelf.own(_folder(settings))[0].values()) if settings.workflows else ()


def asks(settings: Settings) -> dict[str, Any]:
    """What of the settings belongs to every request: the digest of each template, the LoRAs, the price."""
    said: dict[str, Any] = {"templates": {name: one.sha256 for name, one in templates(settings).items()}}
    if settings.loras:
        said["loras"] = [lora.model_dump() for lora in settings.loras]
    if settings.price:
        said |= {"price": str(settings.price), "pace": settings.pace}
    return said


def ready(settings: Settings) -> str:
    """Without an address there is nothing to ask; a template that cannot be used is said before it is missed."""
    if not settings.url:
        return "Start ComfyUI and set `url` under [providers.comfyui], usually http://127.0.0.1:8188."
    faults = shelf.own(_folder(settings))[1] if settings.workflows else []
    wrong = [*map(str, faults), *_misplaced(settings)]
    return f"Mend your workflows: {' '.join(wrong)}" if wrong else ""


def _misplaced(settings: Settings) -> Iterator[str]:
    """LoRAs for a template, or a point of it, that is not there."""
    known = templates(settings)
    for lora in (one for one in settings.loras if one.model):
        template = known.get(lora.model)
        if template is None:
            yield f"The LoRA {lora.name} is for {lora.model}, and there is no such workflow."
        elif not template.map.loras or lora.on not in {"", *template.map.loras}:
            points = ", ".join(template.map.loras) or "nowhere"
            yield f"The LoRA {lora.name} has no place in {lora.model}, which takes one on: {points}."


def quote(model: Model, request: Request) -> Estimate:
    """One's own machine costs nothing; a rented one by the hour, as long as the settings say it works."""
    price = Decimal(str(request.settings.get("price", 0)))
    if not price:
        return free(model, request)
    seconds = (
        Decimal(1) if request.makes is Makes.IMAGE else Decimal(str(Rate.of(request.rate).seconds(request.frames)))
    )
    worked = seconds * Decimal(str(request.settings.get("pace", 1)))
    low, high = (_dollars(worked * times * price / HOUR) for times in (1, SLOWEST))
    return Estimate(
        low, high, f"settings: {price} USD an hour", (Usage(worked, "second"), Usage(worked * SLOWEST, "second"))
    )


def _dollars(amount: Decimal) -> Money:
    return Money(int((amount * MICROS).to_integral_value(ROUND_CEILING)), "USD")


def connect(settings: Settings, house: House) -> Comfy:
    """A client; nothing is sent yet."""
    return Comfy(settings, house)


plugin = Spec(
    id="comfyui",
    title="ComfyUI",
    models=tuple(one.model for one in sorted(SHIPPED.values(), key=lambda one: one.name != FIRST)),
    settings=Settings,
    connect=connect,
    quote=quote,
    lane=2,
    terms=(
        "What ComfyUI makes is under the licences of the models it uses: Wan and Z-Image are under Apache 2.0,"
        " Real-ESRGAN is under BSD 3-Clause, LTX 2.5 is under a licence of its own that is accepted to download it."
    ),
    asks=asks,
    ready=ready,
    looks=(1.0, 10.0),
    offers=offers,
)
