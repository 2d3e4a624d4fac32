"""craft/grammar."""
