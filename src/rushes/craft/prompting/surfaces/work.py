"""
Work on a clip: a model that enlarges a take, changes it, moves its lips, or lets a picture speak the words of a sound.

For ComfyUI's workflows and whatever a studio adds by its schema; many of them read no prompt at all. Files are called
as on most surfaces, by kind and order. It is asked with a clip or a sound, not with words alone.
"""

from rushes.craft.prompting import following, naming
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.surface import Surface

plugin = Surface(
    id="work",
    title="Work on a clip",
    checked="2026-11-27",
    modes=(Mode.TEXT, Mode.REFERENCES),
    write=following.write,
    token=naming.by_kind,
    most={Kind.IMAGE: 1, Kind.VIDEO: 1, Kind.AUDIO: 1},
    frames_as_references=True,
    characters=1000,
    negative=following.negative,
    negative_characters=500,
    sounds=False,
)
