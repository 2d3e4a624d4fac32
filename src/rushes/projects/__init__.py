"""A production: its brief, format and house rules, and where its files came from."""
