"""Doubles: every date held against what is booked already for the same case, or by the same contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from booking.domain.bookings import Booking, Order
from booking.domain.periods import Period, danish_clock, local
from booking.domain.series import Occurrence
from booking.domain.texts import Text
from booking.persistence.scope import visible_to
from booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Double:
    """A planned date at which somebody is booked already."""

    on: date
    number: str
    text: Text


async def doubles_of(desk: Desk, order: Order, dates: Sequence[Occurrence], *, but: UUID | None = None) -> list[Double]:
    """Of all the dates, in one question to the database; `but` is a series whose own bookings do not count."""
    periods = [one.period for one in dates if one.period is not None]
    if not periods:
        return []
    found = await desk.series.likely_doubles(
        visible_to(desk.actor),
        within=Period(periods[0].starts_at, periods[-1].ends_at),
        citizen_ref=order.citizen_ref,
        unit_id=order.unit_id,
        contact=order.contact,
    )
    others = [one for one in found if but is None or one.series_id != but]
    return [
        _double(order, occurrence, other)
        for occurrence in dates
        for other in others
        if occurrence.period is not None and other.period.overlaps(occurrence.period)
    ]


def _double(order: Order, occurrence: Occurrence, other: Booking) -> Double:
    since, until = danish_clock(local(other.starts_at).time()), danish_clock(local(other.ends_at).time())
    same_case = bool(order.citizen_ref) and other.citizen_ref == order.citizen_ref
    whose = Text("Sagen", "The case") if same_case else Text(order.contact, order.contact)
    return Double(
        occurrence.on,
        other.number,
        Text(
            f"{whose.da} har allerede tolk kl. {since.da}–{until.da} ({other.number})",
            f"{whose.en} already has an interpreter {since.en}–{until.en} ({other.number})",
        ),
    )
