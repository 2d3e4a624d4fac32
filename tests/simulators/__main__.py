"""`python -m tests.simulators ID [PORT]`: a simulator as a server, to try the studio against by hand."""

import sys
import time
from importlib import import_module
from typing import Any

import uvicorn

from tests.simulators import chat
from tests.simulators.kit import Clock

KNOWN: dict[str, chat.Said] = {
    "loglines": {"options": [{"logline": "A courier must deliver a tape that already knows how the night ends."}]},
    "outline": {
        "scenes": [{"heading": "INT. SHOP - NIGHT", "happens": "She plays it.", "changes": "It has her voice."}]
    },
    "script": {"fountain": "INT. SHOP - NIGHT\n\nWREN, 20s, in a rust-orange jacket, lays a tape on the counter.\n"},
    "rewrite": {"replacement": "She does not sit down."},
    "shots": {"action": "Wren lays the tape on the counter.", "first_frame": "The counter, bare.", "last_frame": ""},
    "retell": {
        "who": "a courier",
        "want": "to deliver a tape",
        "obstacle": "the tape is cracked",
        "turn": "her own hand",
    },
    "ranking": {"order": ["A", "B", "C", "D"]},
    "ordering": {"prefers": "neither", "because": "both hold"},
}


def running(id: str) -> Any:
    """The application of a simulator whose clock runs as ours does."""
    if id == "chat":
        return chat.app(chat.Service(known=KNOWN))
    found = import_module(f"tests.simulators.{id}")
    return found.app(found.Service(clock=Clock(speed=1.0, ahead=time.time())))


if __name__ == "__main__":
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 8900
    uvicorn.run(running(sys.argv[1]), host="127.0.0.1", port=port)
