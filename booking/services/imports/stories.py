"""The story in a row: who interpreted what was delivered, in which mode and how long."""

from dataclasses import fields
from datetime import datetime, time
from decimal import Decimal

from booking.domain.accounts import Actor
from booking.domain.bookings import Booking, Order, Status
from booking.domain.errors import Invalid
from booking.domain.interpreters import Interpreter
from booking.domain.periods import instant_of, local
from booking.domain.texts import Text
from booking.gateways.spreadsheets import clock, count, day, decimal
from booking.persistence.assignments import Assignment
from booking.persistence.deliveries import Delivery
from booking.persistence.ids import new_id
from booking.services.bookings.ordering import whereabouts
from booking.services.costs import price_of
from booking.services.desk import Desk
from booking.services.imports import words
from booking.services.imports.columns import Cells
from booking.services.imports.orders import span_of
from booking.services.past import Story


def story_in(
    cells: Cells, order: Order, desk: Desk, *, requester: Actor, interpreter: Interpreter | None
) -> Story | None:
    """What took place, as it is known now; None when something in the row cannot be read."""
    if interpreter is None:
        cells.fault("interpreter", _unknown(cells.text("interpreter")))
    delivered_mode = cells.read("delivered_mode", words.mode) or order.mode
    starts_at, ends_at = _actual(cells, order, desk)
    travel_minutes = cells.read("travel_minutes", count) or 0
    km = cells.read("km", decimal) or Decimal(0)
    booking = _booking(cells, order, desk, requester=requester)
    if cells.faulty or interpreter is None:
        return None
    delivery = Delivery(
        id=new_id(),
        booking_id=booking.id,
        version=1,
        outcome="delivered",
        mode=delivered_mode,
        starts_at=starts_at,
        ends_at=ends_at,
        travel_minutes=travel_minutes,
        km=km,
        interpreter_id=interpreter.id,
        reported_by=None,
        recorded_at=desk.now,
    )
    return Story(
        booking=booking,
        interpreter=interpreter,
        assignment=_assignment(booking, delivery, interpreter),
        delivery=delivery,
        reference=cells.text("reference"),
        requester=requester,
    )


def check_price(cells: Cells, story: Story, desk: Desk) -> None:
    """A fault of the row when no tariff reaches the day it was held."""
    try:
        price_of(story.booking, desk.reference, "delivered", interpreter=story.interpreter, delivery=story.delivery)
    except Invalid as refusal:
        cells.fault("day", refusal.message)


def _booking(cells: Cells, order: Order, desk: Desk, *, requester: Actor) -> Booking:
    assert requester.account_id is not None
    asked = cells.read("asked", day)
    values = {field.name: getattr(order, field.name) for field in fields(Order)}
    return Booking(
        **values | whereabouts(order, desk.reference),
        id=new_id(),
        number="",
        status=Status.ATTESTED,
        version=4,
        requested_at=instant_of(asked, time(12)) if asked is not None else order.starts_at,
        requester_id=requester.account_id,
        entered_by=desk.actor.account_id,
        attested_at=desk.now,
    )


def _assignment(booking: Booking, delivery: Delivery, interpreter: Interpreter) -> Assignment:
    return Assignment(
        id=new_id(),
        booking_id=booking.id,
        interpreter_id=interpreter.id,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        language=booking.language,
        cost_ore=0,
        trip_minutes=delivery.travel_minutes // 2,
        trip_km=float(delivery.km / 2),
        assigned_at=booking.requested_at,
    )


def _actual(cells: Cells, order: Order, desk: Desk) -> tuple[datetime, datetime]:
    """The times as they were, and as booked where nothing is said."""
    starts, ends = cells.read("actual_start", clock), cells.read("actual_end", clock)
    minutes = cells.read("actual_minutes", count)
    booked = local(order.starts_at)
    span: tuple[datetime, datetime] | None = (order.starts_at, order.ends_at)
    if starts is not None or ends is not None or minutes:
        if ends is None and not minutes:
            minutes = order.period.minutes
        span = span_of(cells, booked.date(), starts or booked.time(), ends, minutes, key="actual_start")
    if span is None or span[1] <= desk.now:
        return span or (order.starts_at, order.ends_at)
    cells.fault("actual_end", Text("opgaven er ikke slut endnu.", "the job has not ended yet."))
    return span


def _unknown(email: str) -> Text:
    if not email:
        return Text("hvem tolkede? Skriv tolkens e-mail.", "who interpreted? Write the interpreter's email.")
    return Text(
        "adressen er ikke i registeret. Importer tolkene først.",
        "the address is not in the register. Import the interpreters first.",
    )
