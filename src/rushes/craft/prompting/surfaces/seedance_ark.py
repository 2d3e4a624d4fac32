"""
Seedance 2.0 on Ark and ModelArk: files are `Image 1`, `Video 1`, `Audio 1`, counted per kind in sending order.

Source: docs.byteplus.com/en/docs/ModelArk/2291680 and /1520757, and the vendor's prompt guide. Characters: the guide
advises a thousand English words; the service states no limit. Shots: the guide numbers them and gives no most; fifteen
seconds hold six of the shortest that come as planned.
"""

from rushes.craft.prompting import naming, seedance
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.surface import Surface


def token(kind: Kind, ordinal: int) -> str:
    """`Image 1`, `Video 1`, `Audio 1`."""
    return f"{kind.capitalize()} {ordinal}"


plugin = Surface(
    id="seedance_ark",
    title="Seedance 2.0 (Ark)",
    checked="2026-07-09",
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
    characters=6000,
    words=dict.fromkeys(Mode, 1000),
)
