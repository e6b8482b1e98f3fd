"""Decides: what the office knows, in plain Python. No I/O, no clock."""
