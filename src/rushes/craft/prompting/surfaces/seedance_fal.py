"""
Seedance 2.0 on fal: the same model, whose files are `@Image1`, `@Video1`, `@Audio1` there.

Source: fal.ai's pages of the model, read 2026-06-11. Characters: some resellers cut a prompt off after 2000 without a
word, so it is kept within that.
"""

from rushes.craft.prompting import seedance
from rushes.craft.prompting.intent import Kind


def token(kind: Kind, ordinal: int) -> str:
    """`@Image1`, `@Video1`, `@Audio1`."""
    return f"@{kind.capitalize()}{ordinal}"


plugin = seedance.surface(
    id="seedance_fal",
    title="Seedance 2.0 (fal)",
    checked="2026-06-11",
    token=token,
    characters=2000,
)
