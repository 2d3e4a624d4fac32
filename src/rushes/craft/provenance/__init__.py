"""craft/provenance."""
