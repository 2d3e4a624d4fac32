"""craft/production."""
