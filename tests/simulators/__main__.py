"""`python -m tests.simulators chat [PORT]`: a simulator as a server, to try the studio against by hand."""

import sys

import uvicorn

from tests.simulators import chat

LOGLINES = {"options": [{"logline": "A courier must deliver a tape that already knows how the night ends."}]}
APPS = {"chat": lambda: chat.app(chat.Service(script=[LOGLINES]))}

if __name__ == "__main__":
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 8900
    uvicorn.run(APPS[sys.argv[1]](), host="127.0.0.1", port=port)
