"""craft/captions."""
