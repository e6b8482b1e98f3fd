"""The tables, one module per noun; importing the package knows them all."""

from booking.persistence.tables import (
    accounts,
    bookings,
    costs,
    history,
    inbound,
    interpreters,
    ledger,
    offering,
    ordering,
    outbox,
    quality,
    reference,
    repairs,
    series,
    services,
    units,
    vouchers,
)
from booking.persistence.tables.base import metadata

__all__ = [
    "accounts",
    "bookings",
    "costs",
    "history",
    "inbound",
    "interpreters",
    "ledger",
    "metadata",
    "offering",
    "ordering",
    "outbox",
    "quality",
    "reference",
    "repairs",
    "series",
    "services",
    "units",
    "vouchers",
]
