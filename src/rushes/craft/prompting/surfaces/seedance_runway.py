"""
Seedance on Runway: the model's own words for files, `Image 1`, `Video 1`, `Audio 1`, and 3500 characters.

Source: the fields of Runway's official Python library 5.24, read 2026-11-27.
"""

from rushes.craft.prompting import naming, seedance
from rushes.craft.prompting.intent import Mode

plugin = seedance.surface(
    id="seedance_runway",
    title="Seedance 2.0 (Runway)",
    checked="2026-11-27",
    token=naming.by_kind,
    characters=3500,
    words=dict.fromkeys(Mode, 600),
)
