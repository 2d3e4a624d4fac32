"""Scenes, shots, versions of their cards, and the words of the script that each covers."""
