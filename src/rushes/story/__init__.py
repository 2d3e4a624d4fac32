"""The script, its revisions, whose words they are, and the marks on its breakdown."""
