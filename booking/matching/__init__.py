"""Matches: who can take a booking, who first, and why."""
