"""Candidates for a subject: what was made, from exactly what, and which of its frames are usable."""
