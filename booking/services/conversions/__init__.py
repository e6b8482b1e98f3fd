"""The remote advisor: talks ahead that could be remote, what that saves, asking, the answers, what came of them."""

from booking.services.conversions.answering import accept, decline, open_advice, waiting_for
from booking.services.conversions.asking import ask
from booking.services.conversions.finding import Potential, Suggestion, potential
from booking.services.conversions.reporting import Standing, standing

__all__ = [
    "Potential",
    "Standing",
    "Suggestion",
    "accept",
    "ask",
    "decline",
    "open_advice",
    "potential",
    "standing",
    "waiting_for",
]
