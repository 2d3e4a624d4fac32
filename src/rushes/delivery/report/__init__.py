"""The report: one page that holds a whole production, and needs nothing but a browser to be read."""

from rushes.delivery.report.page import html, write

__all__ = ["html", "write"]
