"""What became of each reference of a take: sent with a file, described in words alone, left out, or never asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PART = "part"
"""Where a snapshot says of which take of a run, and of which frames of it, its take is a part."""
Key = tuple[str, str]
"""An asset and the role it plays as a reference."""


@dataclass(frozen=True)
class Fate:
    """
    What became of a reference: the files that went along, the tokens that name them, and why it was left out.

    `told` are those of its tokens that the prompt has.
    """

    files: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def sent(self) -> bool:
        """Whether a file went along."""
        return bool(self.files)

    @property
    def asked(self) -> bool:
        """Whether it was wanted at all."""
        return bool(self.files or self.tokens or self.dropped)

    @property
    def why(self) -> str:
        """Why no file went along; empty where one did."""
        if self.sent:
            return ""
        return "; ".join(self.dropped) or (
            "it has no approved picture" if self.asked else "the card does not ask for it"
        )

    @property
    def says(self) -> str:
        """In words: `Image 1`, `described in words`, `left out: ...`; empty where it was never asked for."""
        if self.sent:
            return f"{', '.join(self.tokens) or 'sent'} ({', '.join(file[:8] for file in self.files)})"
        if self.dropped:
            return f"left out: {self.why}"
        return "described in words" if self.asked else ""


NOT_ASKED = Fate()


def maker(snapshot: Mapping[str, Any]) -> tuple[str, str]:
    """By which provider a take was made, and on which model; a part of a run as the run was."""
    said = snapshot.get(PART) or {"provider": snapshot.get("provider", "")} | dict(snapshot.get("request") or {})
    return str(said.get("provider", "")), str(said.get("model", ""))


def frames_of(snapshot: Mapping[str, Any]) -> str:
    """Which frames of which take of a run it is: `Frames 97 to 192 of S02-SH03-SH05-T01.`; empty for any other take."""
    part = snapshot.get(PART)
    return f"Frames {part['start']} to {part['end'] - 1} of {part['of']}." if part else ""


def where_cut(snapshot: Mapping[str, Any]) -> str:
    """Why a part of a run begins where it does; empty for its first, and for any other take."""
    part = snapshot.get(PART)
    if not part or not part["start"]:
        return ""
    if part["found"]:
        return f"Cut found at frame {part['start']}, planned {part['planned']}."
    near = "" if part["start"] == part["planned"] else f", planned {part['planned']}"
    return f"No cut found near: divided at frame {part['start']}{near}."


def by_role(snapshot: Mapping[str, Any]) -> dict[Key, Fate]:
    """The fate of each reference of a snapshot, by asset and role."""
    worded, request = snapshot.get("worded") or {}, snapshot.get("request") or {}
    prompt = str(request.get("prompt", ""))
    citations = worded.get("citations") or request.get("citations") or ()
    found: dict[Key, Fate] = {}
    for one in citations:
        key = (one["asset"], one["role"])
        found[key] = _with(found.get(key, NOT_ASKED), one, prompt)
    for one in worded.get("dropped") or ():
        key = (one["asset"], one["role"])
        before = found.get(key, NOT_ASKED)
        found[key] = Fate(before.files, before.tokens, before.told, (*before.dropped, one["why"]))
    return found


def _with(before: Fate, citation: Mapping[str, Any], prompt: str) -> Fate:
    token = citation.get("token") or f"{citation.get('kind', 'image')} {citation['ordinal']}"
    files = (*before.files, citation["sha256"]) if citation.get("sha256") else before.files
    is_told = citation.get("token") and re.search(rf"(?<!\w){re.escape(token)}(?!\w)", prompt)
    told = (*before.told, token) if is_told else before.told
    return Fate(files, (*before.tokens, token), told, before.dropped)
