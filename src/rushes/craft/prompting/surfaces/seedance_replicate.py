"""
Seedance on Replicate: the same model, whose files are `[Image1]`, `[Video1]`, `[Audio1]` there.

Source: the page of bytedance/seedance-2.5, read 2026-09-05, which takes 2000 characters.
"""

from rushes.craft.prompting import seedance
from rushes.craft.prompting.intent import Kind


def token(kind: Kind, ordinal: int) -> str:
    """`[Image1]`, `[Video1]`, `[Audio1]`."""
    return f"[{kind.capitalize()}{ordinal}]"


plugin = seedance.surface(
    id="seedance_replicate",
    title="Seedance (Replicate)",
    checked="2026-09-05",
    token=token,
    characters=2000,
)
