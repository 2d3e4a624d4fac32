"""Captions: what is said and heard, as cues a person can read in time, in SubRip and WebVTT."""
