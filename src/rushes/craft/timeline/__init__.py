"""The cut: its value, how it is laid out from takes and trims, and its OpenTimelineIO file."""
