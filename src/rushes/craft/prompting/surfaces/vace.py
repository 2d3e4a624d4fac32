"""
Wan 2.1 VACE on one's own machine: a video says how everything moves, a picture who is in it, words what is seen.

Source: the model's own repository (ali-vilab/VACE) and ComfyUI's template video_wan_vace_14B_v2v, read 2026-11-26. Its
text encoder reads 512 tokens, and files are called as on other surfaces of Wan. It makes no sound.
"""

from rushes.craft.prompting import following, naming
from rushes.craft.prompting.intent import Kind, Mode
from rushes.craft.prompting.surface import Surface

plugin = Surface(
    id="vace",
    title="Wan 2.1 VACE",
    checked="2026-11-26",
    modes=(Mode.TEXT, Mode.REFERENCES),
    write=following.write,
    token=naming.by_kind,
    most={Kind.IMAGE: 1, Kind.VIDEO: 1},
    characters=2000,
    negative=following.negative,
    negative_characters=500,
    sounds=False,
)
