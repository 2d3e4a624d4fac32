"""Pretend services, written from their protocols and never from our adapters; each counts what it would have billed."""
