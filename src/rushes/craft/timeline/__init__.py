"""craft/timeline."""
