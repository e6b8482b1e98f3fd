"""Interpretings of a year that may be claimed for: held, attested, with a CPR number or without."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from booking.domain.accounts import Actor
from booking.domain.modes import Mode
from booking.persistence.assignments import Assignment
from booking.persistence.ids import new_id
from booking.persistence.tables.vouchers import citizen_numbers
from booking.resources import Resources
from booking.services import bookings
from booking.services.desk import Desk
from tests.builders import SALMA, Cast
from tests.persistence.past import held

NEW_YEAR = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)


def day(month: int, number: int = 13) -> datetime:
    return datetime(2026, month, number, 9, 0, tzinfo=UTC)


async def taken_place(desk: Desk, cast: Cast, starts_at: datetime, **different: Any) -> str:
    """The number of a booking that was held and reported; an hour by phone of a measure that is refunded by half."""
    usual: dict[str, Any] = {"starts_at": starts_at, "person_group": "REFUGEE_IN_PERIOD", "citizen_ref": ""}
    delivery = await held(desk, cast, Mode.PHONE, **usual | different)
    given = Assignment(
        id=new_id(),
        booking_id=delivery.booking_id,
        interpreter_id=SALMA,
        starts_at=delivery.starts_at,
        ends_at=delivery.ends_at,
        mode=delivery.mode,
        language="apc",
        cost_ore=0,
        trip_minutes=0,
        trip_km=0.0,
        assigned_at=starts_at - timedelta(days=1),
    )
    await desk.assignments.add(given)
    return (await desk.bookings.by_id(delivery.booking_id)).number


async def identify(desk: Desk, number: str) -> None:
    """That a CPR number was entered; what it is does not matter to a claim."""
    booking = await bookings.find(desk, number)
    row = {"booking_id": booking.id, "key_id": "k", "sealed": b"", "entered_at": desk.now, "entered_by": None}
    await desk.connection.execute(insert(citizen_numbers), row)


async def ready(office: Resources, cast: Cast, starts_at: datetime, **different: Any) -> str:
    """Held, attested, and with a CPR number."""
    number = await waiting(office, cast, starts_at, **different)
    await at(office, cast.requester, lambda desk: bookings.attest(desk, number=number))
    return number


async def waiting(office: Resources, cast: Cast, starts_at: datetime, **different: Any) -> str:
    """Held, with a CPR number, and not attested."""
    async with office.desk(cast.coordinator) as desk:
        number = await taken_place(desk, cast, starts_at, **different)
        await identify(desk, number)
    return number


async def at(office: Resources, actor: Actor, act: Any) -> Any:
    async with office.desk(actor) as desk:
        return await act(desk)
