"""The script and its revisions."""
