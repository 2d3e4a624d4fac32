"""Services that make things, one file each: what it offers, what it costs, how to ask, wait and fetch."""
