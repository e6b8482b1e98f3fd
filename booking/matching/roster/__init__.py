"""Roster: everybody as arrays, built once for some days, held against one booking in a handful of masks.

It answers as the plain rules and the plain ranking do, to the last øre, and is for pools where a loop takes too long.
"""

from booking.matching.roster.holding import Held, free_by_language, free_counts, hold
from booking.matching.roster.people import Roster, roster_of

__all__ = ["Held", "Roster", "free_by_language", "free_counts", "hold", "roster_of"]
