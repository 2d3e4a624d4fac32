"""Verdicts: what a person decides of a take, or what a rule proposes where nobody has looked."""
