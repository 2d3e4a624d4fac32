"""People and their roles in a production."""
