"""How long a script takes from text to scenes, beside public parsers, at fifty times the length, and when damaged."""

import gc
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from rushes.craft.breakdown import finding
from rushes.craft.screenplay import breakdown, finaldraft, fountain
from tests.craft.screenplay import made_up, mutants, peers
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE

Result = TypeVar("Result")
Figures = dict[str, tuple[float, str, str]]
LONG = "a script of 120 pages, 190 scenes, 800 cues: "


def figures() -> Figures:
    """The feature, the same fifty times over, other parsers on it, Final Draft, and ten thousand damaged scripts."""
    text = made_up.script()
    parsing, script = _best(lambda: fountain.parse(text))
    sorting, scenes = _best(lambda: breakdown.breakdown(script))
    needing, _ = _best(lambda: finding.find(script, scenes), 3)
    writing, data = _best(lambda: finaldraft.write(script))
    reading, _ = _best(lambda: finaldraft.read(data))
    return {
        "fountain_parse": (1000 * parsing, "ms of CPU", f"{LONG}a limit of 60"),
        "script_breakdown": (1000 * sorting, "ms of CPU", f"{LONG}a limit of 300"),
        "script_needs": (1000 * (sorting + needing), "ms of CPU", f"{LONG}with what each scene needs, a limit of 300"),
        "fdx_write": (1000 * writing, "ms of CPU", f"{LONG}no limit"),
        "fdx_read": (1000 * reading, "ms of CPU", f"{LONG}no limit"),
        **_against_peers(text, parsing),
        **_longer(len(text), parsing, sorting),
        **_damaged(),
    }


def _best(measured: Callable[[], Result], times: int = 7) -> tuple[float, Result]:
    """The least processor time of several runs, in seconds, as others disturbed that one least; and what it gave."""
    taken = []
    for _ in range(times):
        gc.collect()
        began = time.process_time()
        result = measured()
        taken.append(time.process_time() - began)
    return min(taken), result


def _against_peers(text: str, ours: float) -> Figures:
    """How many times as long each public parser takes for the same text."""
    found: Figures = {}
    for name, parse in peers.PARSERS.items():
        theirs, _ = _best(partial(parse, text), 3)
        found[f"fountain_{name}"] = (theirs / ours, "times as long", "our parser on the same script")
    return found


def _longer(size: int, parsing: float, sorting: float) -> Figures:
    """Time for each character of ten thousand scenes, over that of 190; 1 is linear."""
    text = made_up.script(scenes=10_000, cues=42_000)
    times = len(text) / size
    parsed, script = _best(lambda: fountain.parse(text), 2)
    sorted_out, _ = _best(lambda: breakdown.breakdown(script), 2)
    against = "1, if 10,000 scenes took as long for each character as 190"
    return {
        "fountain_linear": (parsed / parsing / times, "times", against),
        "breakdown_linear": (sorted_out / sorting / times, "times", against),
    }


def _damaged() -> Figures:
    """The worst time for a kilobyte of 10,000 damaged scripts; an exception, or a changed character, ends it all."""
    texts = [KITCHEN, LIGHTHOUSE, made_up.script(scenes=3, cues=8)]
    worst = 0.0
    for text in mutants.mutants(texts, 10_000):
        size = max(1, len(text) / 1024)
        if _there_and_back(text) / size > worst:
            worst = max(worst, min(_there_and_back(text) for _ in range(3)) / size)
    return {"fountain_fuzz_worst": (1000 * worst, "ms of CPU/KB", "10,000 damaged scripts, read and written")}


def _there_and_back(text: str) -> float:
    began = time.process_time()
    written = fountain.write(fountain.parse(text))
    taken = time.process_time() - began
    if written != text:
        raise AssertionError(f"written otherwise than read: {text!r}")
    return taken
