"""Scenes, shots and their cards, in versions."""
