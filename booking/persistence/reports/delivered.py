"""The delivered interpretings as they were known at an instant: what most reports count."""

from typing import Any

from sqlalchemy import Select

from booking.domain.reports import BREAKDOWNS, Column
from booking.domain.texts import Text
from booking.persistence.reports.facts import facts
from booking.persistence.reports.shapes import Shape
from booking.persistence.reports.sources import Listed

DELIVERED = ("delivered",)
BY = (
    "month", "quarter", "unit", "language", "case_type", "measure", "mode", "mode_booked", "supplier", "citizen_group",
)  # fmt: skip
WHICH = (
    Listed(Column("number", Text("Nummer", "Number"), "text"), "number"),
    Listed(Column("day", Text("Dato", "Date"), "date"), "day"),
    *(
        Listed(Column(key, BREAKDOWNS[key], "text"), key)
        for key in ("unit", "language", "case_type", "measure", "mode_booked", "mode")
    ),
)
"""The columns that say which booking it is, of every list of bookings."""
LISTED = (
    *WHICH,
    Listed(Column("delivered", Text("Udførte", "Delivered")), "n"),
    Listed(Column("hours", Text("Timer", "Hours"), "hours"), "minutes"),
    Listed(Column("cost", Text("Udgift", "Cost"), "kroner"), "net_ore"),
)


def delivered(shape: Shape) -> Select[Any]:
    """One row per delivered booking with a booked start in the span, as known at the reading: columns as of `facts`."""
    return facts(shape, outcomes=DELIVERED)
