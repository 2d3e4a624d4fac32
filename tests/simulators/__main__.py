"""`python -m tests.simulators ID [PORT]`: a simulator as a server, to try the studio against by hand."""

import sys
import time

import uvicorn

from tests.simulators import ark, chat
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
APPS = {
    "ark": lambda: ark.app(ark.Service(clock=Clock(speed=1.0, ahead=time.time()))),
    "chat": lambda: chat.app(chat.Service(known=KNOWN)),
}

if __name__ == "__main__":
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 8900
    uvicorn.run(APPS[sys.argv[1]](), host="127.0.0.1", port=port)
