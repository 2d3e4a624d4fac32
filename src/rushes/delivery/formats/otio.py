"""OpenTimelineIO, the complete cut: everything else is a copy that loses something."""

from rushes.craft.timeline.otio import to_bytes
from rushes.delivery.rules import Format

plugin = Format(id="otio", title="OpenTimelineIO timeline", suffix=".otio", write=to_bytes)
