"""craft/cards."""
