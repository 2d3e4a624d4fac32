"""
Seedance 2.0 on fal: the same model, whose files are `@Image1`, `@Video1`, `@Audio1` there.

Source: fal.ai's pages of the model, read 2026-06-11. Characters: some resellers cut a prompt off after 2000 without a
word, so it is kept within that.
"""

from rushes.craft.prompting import naming, seedance
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.surface import Surface


def token(kind: Kind, ordinal: int) -> str:
    """`@Image1`, `@Video1`, `@Audio1`."""
    return f"@{kind.capitalize()}{ordinal}"


plugin = Surface(
    id="seedance_fal",
    title="Seedance 2.0 (fal)",
    checked="2026-06-11",
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST, Mode.REFERENCES),
    write=seedance.write,
    names=naming.labels_by_mode,
    token=token,
    most={Kind.IMAGE: 9, Kind.VIDEO: 3, Kind.AUDIO: 3},
    frames_as_references=True,
    shots=6,
    sequence=seedance.sequence,
    seconds=tuple(range(4, 16)),
    ratios=("16:9", "4:3", "1:1", "3:4", "9:16", "21:9"),
    characters=2000,
)
