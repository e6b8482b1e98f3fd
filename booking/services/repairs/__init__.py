"""The day that goes wrong: somebody is ill, and what becomes of their jobs is proposed, approved, taken back."""

from booking.services.repairs.applying import apply, take_back
from booking.services.repairs.reading import LineDetails, RepairDetails, find_repair, read_repair, who_is_ill
from booking.services.repairs.reporting import prolong, renew, report_ill, report_well

__all__ = [
    "LineDetails",
    "RepairDetails",
    "apply",
    "find_repair",
    "prolong",
    "read_repair",
    "renew",
    "report_ill",
    "report_well",
    "take_back",
    "who_is_ill",
]
