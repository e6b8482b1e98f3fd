"""The facts reports count, written with the transaction that changes them, and their sums folded afterwards."""

from booking.persistence.facts.folding import fold
from booking.persistence.facts.judging import Difference, check, repair
from booking.persistence.facts.writing import Facts, retell

__all__ = ["Difference", "Facts", "check", "fold", "repair", "retell"]
