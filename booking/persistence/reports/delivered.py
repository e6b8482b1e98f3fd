"""The delivered interpretings as they were known at an instant: what most reports count."""

from typing import Any

from sqlalchemy import Select

from booking.domain.reports import Question
from booking.persistence.reports.facts import facts

DELIVERED = ("delivered",)


def delivered(question: Question) -> Select[Any]:
    """One row per delivered booking with a booked start in the span, as known at the reading: columns as of `facts`."""
    return facts(question, outcomes=DELIVERED)
