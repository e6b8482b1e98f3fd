"""Interpretings of the past, written as the services would have left them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from booking.domain.bookings import Booking, Order, Status
from booking.domain.costs.pricing import PriceLine
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.costs import Refund, Settlement
from booking.persistence.deliveries import Delivery
from booking.persistence.facts import retell
from booking.persistence.ids import new_id
from booking.services.desk import Desk
from tests.builders import FAMILY, JOB_CENTRE, SALMA, Cast, order

JOB_STARTS = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)


async def held(
    desk: Desk,
    cast: Cast,
    mode: Mode = Mode.IN_PERSON,
    *,
    starts_at: datetime = JOB_STARTS,
    outcome: str = "delivered",
    recorded_at: datetime | None = None,
    **different: Any,
) -> Delivery:
    """A booking in person that was held in some mode for an hour, recorded when it ended unless said otherwise."""
    usual = order(**{"mode": Mode.IN_PERSON, "starts_at": starts_at} | different)
    assert cast.requester.account_id is not None
    booking = Booking(
        **{name: getattr(usual, name) for name in Order.__dataclass_fields__},
        id=new_id(),
        number="",
        status=Status.DELIVERED,
        requested_at=min(starts_at - timedelta(days=7), recorded_at or starts_at),
        requester_id=cast.requester.account_id,
    )
    await desk.bookings.add(booking, year=starts_at.year, match=False)
    delivery = Delivery(
        id=new_id(),
        booking_id=booking.id,
        version=1,
        outcome=outcome,
        mode=mode,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        travel_minutes=0,
        km=Decimal(0),
        interpreter_id=SALMA,
        reported_by=None,
        recorded_at=recorded_at or booking.ends_at,
    )
    await desk.deliveries.add(delivery)
    await _known_since(desk, delivery)
    return delivery


async def _known_since(desk: Desk, delivery: Delivery) -> None:
    """Reports know of it since the instants that its rows name, as they do of what is imported."""
    await desk.histories.write()
    await retell(desk.connection, [delivery.booking_id])


async def corrected(desk: Desk, delivery: Delivery, *, recorded_at: datetime, **changes: Any) -> Delivery:
    """The next version of a delivery."""
    changed = replace(delivery, id=new_id(), version=delivery.version + 1, recorded_at=recorded_at, **changes)
    await desk.deliveries.add(changed, correcting=delivery)
    await _known_since(desk, changed)
    return changed


async def priced(desk: Desk, delivery: Delivery, net_ore: int, *, priced_at: datetime, hours: str = "1.00") -> None:
    """A settlement of one line of interpreting."""
    line = PriceLine("interpreting", Text("", ""), Decimal(hours), "hour", net_ore, Decimal(1), net_ore)
    settlement = Settlement(
        id=new_id(),
        booking_id=delivery.booking_id,
        version=1,
        outcome="delivered",
        scheme="MUNI-DEMO",
        category="own",
        held_on=delivery.starts_at.date(),
        net_ore=net_ore,
        vat_ore=0,
        priced_at=priced_at,
        lines=(line,),
    )
    refund = Refund(
        id=new_id(),
        booking_id=delivery.booking_id,
        version=1,
        state="decided",
        rule_code=None,
        rule_version=None,
        percent=0,
        eligible_ore=0,
        refund_ore=0,
        reason_da="",
        reason_en="",
        missing=(),
        decided_at=priced_at,
    )
    await desk.costs.settle(settlement, refund)
    await _known_since(desk, delivery)


async def winter(desk: Desk, cast: Cast) -> None:
    """January: one of two remote; February: one of three; all but the last priced; the family unit has two of five."""
    for days, mode, unit_id in (
        (-30, Mode.PHONE, JOB_CENTRE),
        (-29, Mode.IN_PERSON, FAMILY),
        (0, Mode.SKYPE, FAMILY),
        (1, Mode.IN_PERSON, JOB_CENTRE),
    ):
        delivery = await held(desk, cast, mode, starts_at=JOB_STARTS + timedelta(days=days), unit_id=unit_id)
        await priced(desk, delivery, 250_00, priced_at=delivery.recorded_at)
    await held(desk, cast, Mode.IN_PERSON, starts_at=JOB_STARTS + timedelta(days=2))
