"""Read-only views across domains: the only place that may join."""
