"""craft/previz."""
