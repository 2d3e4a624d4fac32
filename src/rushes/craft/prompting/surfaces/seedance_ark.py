"""
Seedance 2.0 on Ark and ModelArk: files are `Image 1`, `Video 1`, `Audio 1`, counted per kind in sending order.

Characters: the vendor's guide advises a thousand English words; the service states no limit.
"""

from rushes.craft.prompting import naming, seedance
from rushes.craft.prompting.intent import Mode

plugin = seedance.surface(
    id="seedance_ark",
    title="Seedance 2.0 (Ark)",
    checked="2026-07-09",
    token=naming.by_kind,
    characters=6000,
    words=dict.fromkeys(Mode, 1000),
)
