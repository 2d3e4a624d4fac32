"""
Speech by `/v1/audio/speech`: a line of dialogue, which comes with the answer as sound, without the times of its words.

Written from https://platform.openai.com/docs/api-reference/audio/createSpeech, vLLM-Omni's "Speech API" and the schemas
of Kokoro-FastAPI, read 2026-11-26.
"""

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rushes.providers import protocol
from rushes.providers.base import Answer, Done, House, Model, Provider, Request
from rushes.providers.errors import Cause, Medium, ProviderFailure
from rushes.providers.wire import Wire

LANGUAGES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
}
HEADS = (b"RIFF", b"fLaC", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
"""How WAV, FLAC and MP3 files begin."""


class Speech(Provider):
    """
    A server of speech, connected.

    `own` is what its settings say now, for a request that says nothing of them.
    """

    def __init__(self, wire: Wire, house: House, model: Model, own: Mapping[str, Any]) -> None:
        self._wire = wire
        self._blobs = house.blobs
        self._longest = int(model.data["longest"])
        self._own = own

    def refuses(self, request: Request) -> str:
        """No model, no voice, or more words than one call takes."""
        told = self._told(request)
        if not told.get("model"):
            return "No model of speech is set: name one in `speech_model` under [providers.openai]."
        if not _voice(request, told):
            return "No voice is set: name some in `speech_voices` under [providers.openai]."
        if len(request.prompt) > self._longest:
            return f"A line of {len(request.prompt)} characters is longer than {self._longest}: divide it."
        return ""

    def submit(self, request: Request, key: str) -> str:
        """Ask, wait for the sound, and keep it."""
        del key
        said = self._wire.create("/audio/speech", json=self._body(request))
        if not said.ok:
            raise protocol.refused("The speech server", "providers.openai", said, Medium.TEXT)
        if not said.content.startswith(HEADS):
            then = "Is `speech_url` under [providers.openai] right?"
            raise ProviderFailure(Cause.PROVIDER_FAULT, "What came is no sound.", then, said.raw[:4000])
        return self._blobs.put_bytes(said.content)

    def poll(self, remote: str) -> Answer:
        """The sound is there already."""
        return Done(remote)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """The sound as it came."""
        del request
        target.write_bytes(protocol.answer(self._blobs, done.output))

    def _told(self, request: Request) -> Mapping[str, Any]:
        return {**self._own, **request.settings.get("speech", {})}

    def _body(self, request: Request) -> dict[str, Any]:
        told, plan = self._told(request), request.plan
        body = {
            "model": told.get("model", ""),
            "input": request.prompt,
            "voice": _voice(request, told),
            "response_format": "wav",
        }
        if told.get("dialect") == "kokoro":  # it streams unless it is told not to, and a WAV that streams has no length
            return {**body, "stream": False}
        if plan.get("delivery"):
            body["instructions"] = f"Delivery: {plan['delivery']}."
        if told.get("dialect") == "vllm_omni":
            body["language"] = LANGUAGES.get(str(plan.get("language", ""))[:2].lower(), "Auto")
        return body


def _voice(request: Request, told: Mapping[str, Any]) -> str:
    """The voice that is asked for; a speaker without one gets one of the settings, always the same."""
    voices = told.get("voices") or ("",)
    speaker = str(request.plan.get("speaker", ""))
    return str(request.plan.get("voice") or voices[zlib.crc32(speaker.encode()) % len(voices)])
