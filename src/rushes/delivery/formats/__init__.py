"""delivery/formats."""
