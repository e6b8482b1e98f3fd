"""Remembers: the only place that knows SQL."""
