"""
Pictures by `/v1/images`, from words or from pictures; they come with the answer, in it or as a link.

Written from https://platform.openai.com/docs/api-reference/images and the pages of vLLM-Omni on making and on changing
pictures, read 2026-11-26.
"""

import base64
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from rushes.providers import protocol
from rushes.providers.base import Answer, Citation, Done, House, Model, Provider, Request
from rushes.providers.errors import Cause, Medium, ProviderFailure
from rushes.providers.pricing import Usage
from rushes.providers.protocol import words
from rushes.providers.wire import Said, Wire

HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
MOST_TOKENS = 100_000_000


class Images(Provider):
    """
    A server of pictures, connected.

    `own` is what its settings say now, for a request that says nothing of them.
    """

    def __init__(self, wire: Wire, house: House, model: Model, own: Mapping[str, Any]) -> None:
        self._wire = wire
        self._blobs = house.blobs
        self._most = int(model.data["most"])
        self._own = own

    def refuses(self, request: Request) -> str:
        """No model, too many pictures, or something that is none."""
        if not self._told(request).get("model"):
            return "No model of pictures is set: name one in `image_model` under [providers.openai]."
        cited = _cited(request)
        if any(one.kind != "image" for one in cited):
            return "A picture is made from words and pictures alone: take the clip or the sound out."
        if len(cited) > self._most:
            return f"A picture is made from {self._most} pictures at most, not {len(cited)}: take some out."
        return ""

    def submit(self, request: Request, key: str) -> str:
        """Ask, wait for the answer, and keep it."""
        del key
        fields, cited = self._fields(request), _cited(request)
        if cited:
            files = [("image[]", self._file(one)) for one in cited]
            said = self._wire.create(
                "/images/edits", data={name: str(value) for name, value in fields.items()}, files=files
            )
        else:
            said = self._wire.create("/images/generations", json=fields)
        if not said.ok:
            raise protocol.refused("The image server", "providers.openai", said, None if cited else Medium.TEXT)
        return self._blobs.put_bytes(protocol.kept(said))

    def poll(self, remote: str) -> Answer:
        """The answer is there already; the words the server made of ours are told."""
        said = Said(200, {}, protocol.answer(self._blobs, remote))
        picture, body = _first(said), said.object
        told = {"revised_prompt": picture.get("revised_prompt"), "model": body.get("model"), "size": body.get("size")}
        return Done(
            remote,
            reported={name: words(value) for name, value in told.items() if value},
            used=_used(body.get("usage")),
        )

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """The picture, out of the answer or from where it leads."""
        del request
        said = Said(200, {}, protocol.answer(self._blobs, done.output))
        picture = _first(said)
        if picture.get("b64_json"):
            target.write_bytes(_decoded(words(picture["b64_json"]), said))
        else:
            self._wire.download(words(picture.get("url")), target)
        with target.open("rb") as file:
            if not file.read(8).startswith(HEADS):
                raise ProviderFailure(Cause.PROVIDER_FAULT, "What came is no PNG or JPEG.", "Order it again.")

    def _told(self, request: Request) -> Mapping[str, Any]:
        return {**self._own, **request.settings.get("image", {})}

    def _fields(self, request: Request) -> dict[str, Any]:
        told = self._told(request)
        size = protocol.size(told.get("sizes", ()), request.width, request.height)
        fields = {"model": told.get("model", ""), "prompt": request.prompt, "n": 1, "size": "{}x{}".format(*size)}
        if told.get("quality"):
            fields["quality"] = told["quality"]
        if told.get("dialect") == "vllm_omni":
            fields["seed"] = request.seed % 2**31
            if request.settings.get("negative"):
                fields["negative_prompt"] = request.settings["negative"]
        return fields

    def _file(self, cited: Citation) -> tuple[str, bytes, str]:
        content, kind = protocol.picture(self._blobs, cited.sha256)
        return f"{cited.ordinal}.{kind.partition('/')[2]}", content, kind


def _cited(request: Request) -> list[Citation]:
    """The references that have files, in their order."""
    return [cited for cited in request.citations if cited.sha256]


def _first(said: Said) -> Mapping[str, Any]:
    """The first picture of an answer."""
    data = said.object.get("data")
    first = data[0] if isinstance(data, list) and data else None
    if not isinstance(first, dict) or not (first.get("b64_json") or first.get("url")):
        then = "Is `image_url` under [providers.openai] right?"
        raise ProviderFailure(Cause.PROVIDER_FAULT, "The answer holds no picture.", then, said.raw[:4000])
    return first


def _decoded(text: str, said: Said) -> bytes:
    try:
        return base64.b64decode(text.rpartition(",")[2], validate=True)
    except ValueError:  # no base64, or no ASCII at all
        says = "The picture in the answer cannot be decoded."
        raise ProviderFailure(Cause.PROVIDER_FAULT, says, "Order it again.", said.raw[:400]) from None


def _used(usage: object) -> Usage | None:
    """The tokens a picture used, where the server counts them."""
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return Usage(Decimal(total), "token") if isinstance(total, int) and 0 < total <= MOST_TOKENS else None
