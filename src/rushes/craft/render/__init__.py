"""craft/render."""
