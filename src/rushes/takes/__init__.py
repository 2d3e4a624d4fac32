"""takes."""
