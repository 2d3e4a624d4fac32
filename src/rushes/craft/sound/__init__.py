"""craft/sound."""
