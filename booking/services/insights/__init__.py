"""Insights: a leader's figures with the sentences that matter, and what the office must look out for."""

from booking.services.insights.gathering import LENGTHS, alone, steering
from booking.services.insights.watching import Watch, watch

__all__ = ["LENGTHS", "Watch", "alone", "steering", "watch"]
