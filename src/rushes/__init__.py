"""Rushes: the open-source AI film studio."""
