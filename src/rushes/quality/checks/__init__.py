"""quality/checks."""
