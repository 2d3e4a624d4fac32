"""Rushes: the open-source AI film studio."""

__version__ = "0.1.0"
