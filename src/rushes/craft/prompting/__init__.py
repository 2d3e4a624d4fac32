"""craft/prompting."""
