"""craft/screenplay."""
