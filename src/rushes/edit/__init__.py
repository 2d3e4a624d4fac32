"""The cut: which frames of which takes, lines and sounds in their places, in versions that never change."""
