"""What ComfyUI keeps of work that is over: how it ended, what it saved, how long it took; nothing in it is trusted."""

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from rushes.kernel import hashing
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.wire import shown

AGAIN = "Order it again: nothing was billed."
SMALLER = "Ask for a smaller or shorter clip, or free the memory of its card, then order again."
ENDS = ("execution_success", "execution_error", "execution_interrupted")
LONGEST = 400
LONGEST_GRAPH = 256_000
LONGEST_WORK = 10_000_000
KINDS = (  # what a result may be, best first
    (".mp4", ".mov", ".webm", ".mkv", ".gif"),
    (".flac", ".wav", ".mp3", ".opus"),
    (".png", ".jpg", ".jpeg", ".webp"),
)


def check(entry: Mapping[str, Any]) -> None:
    """
    Nothing, where it ended well; an interruption ends with the status `error` too, and the last message tells.

    Raises:
        ProviderFailure: it failed, or was interrupted.
    """
    ended = [(name, said) for name, said in _messages(entry) if name in ENDS]
    name, said = ended[-1] if ended else ("", {})
    if name == "execution_interrupted":
        raise ProviderFailure(Cause.CANCELLED, "Somebody interrupted it at ComfyUI.", AGAIN)
    if name == "execution_error":
        where = f"node {words(said.get('node_id'))} ({words(said.get('node_type'))})"
        why = words(said.get("exception_message")) or words(said.get("exception_type")) or "it does not say why"
        full = "outofmemory" in f"{said.get('exception_type')}{why}".replace(" ", "").lower()
        raise ProviderFailure(
            Cause.PROVIDER_FAULT, f"ComfyUI failed in {where}: {why}", SMALLER if full else AGAIN, words(said, 8000)
        )
    if state(entry) == "error":
        raise ProviderFailure(Cause.PROVIDER_FAULT, "ComfyUI failed and does not say why.", AGAIN, words(entry, 8000))


def state(entry: Mapping[str, Any]) -> str:
    """`success`, `error`, or what else it says; empty where it says nothing."""
    status = entry.get("status")
    return words(status.get("status_str")) if isinstance(status, dict) else ""


def over(entry: Mapping[str, Any]) -> bool:
    """Whether it says that it is over; old versions have no status, and outputs only then."""
    status = entry.get("status")
    told = isinstance(status, dict) and status.get("completed") is True
    return told or state(entry) == "success" or (state(entry) == "" and isinstance(entry.get("outputs"), dict))


def result(entry: Mapping[str, Any]) -> dict[str, str]:
    """
    The file to bring home, as `/view` is asked for it; empty where it saved none.

    Any list may hold files: SaveVideo writes `images`, others `gifs`, `audio`, `video`. What was saved goes before what
    was only shown, clips before sounds and pictures; a file it was given is none of its results.
    """
    found = list(_files(entry))
    wanted = mark(along(entry), "output")
    found = [one for one in found if one["node"] == wanted] or found
    best = min(found, key=_rank, default={})
    return {name: best[name] for name in ("filename", "subfolder", "type") if name in best}


def _files(entry: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    outputs = entry.get("outputs")
    for node, output in outputs.items() if isinstance(outputs, dict) else ():
        for listed in output.values() if isinstance(output, dict) else ():
            for one in listed if isinstance(listed, list) else ():
                if isinstance(one, dict) and isinstance(one.get("filename"), str) and one.get("type") != "input":
                    told = {name: one.get(name) for name in ("filename", "subfolder", "type")}
                    yield {"node": node} | {name: value for name, value in told.items() if isinstance(value, str)}


def _rank(file: Mapping[str, str]) -> tuple[bool, int]:
    name = file["filename"].lower()
    kind = next((number for number, ends in enumerate(KINDS) if name.endswith(ends)), len(KINDS))
    return file.get("type", "output") != "output", kind


def worked(entry: Mapping[str, Any]) -> Decimal | None:
    """How many seconds the machine worked on it; None where it does not say."""
    times = {name: said.get("timestamp") for name, said in _messages(entry)}
    begun, over = times.get("execution_start"), times.get("execution_success")
    if not isinstance(begun, int | float) or not isinstance(over, int | float):
        return None
    if not (math.isfinite(begun) and math.isfinite(over) and 0 <= over - begun <= LONGEST_WORK * 1000):
        return None
    return Decimal(round(over - begun)) / 1000


def graph(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The graph that was run; empty where it is none that can be kept."""
    prompt = entry.get("prompt")
    run = prompt[2] if isinstance(prompt, list) and len(prompt) > 2 and isinstance(prompt[2], dict) else {}
    try:
        kept = hashing.canonical(run)
    except (ValueError, RecursionError):
        return {}
    return run if len(kept) <= LONGEST_GRAPH and b"\\u0000" not in kept else {}


def along(entry: Mapping[str, Any]) -> object:
    """What was sent along with it."""
    prompt = entry.get("prompt") if isinstance(entry, dict) else None
    return prompt[3] if isinstance(prompt, list) and len(prompt) > 3 else None


def mark(along: object, name: str) -> str:
    """What we wrote on an order when it was sent."""
    ours = along.get("rushes") if isinstance(along, dict) else None
    said = ours.get(name) if isinstance(ours, dict) else None
    return said if isinstance(said, str) else ""


def words(said: object, longest: int = LONGEST) -> str:
    """What it says as text that can be kept and shown."""
    return shown(str("" if said is None else said), ())[:longest].strip()


def _messages(entry: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    status = entry.get("status")
    listed = status.get("messages") if isinstance(status, dict) else None
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, list) and len(one) > 1 and isinstance(one[0], str):
            yield one[0], one[1] if isinstance(one[1], dict) else {}
