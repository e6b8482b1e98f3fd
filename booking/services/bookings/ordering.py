"""Ordering: a request becomes a booking with a number, and somebody is promised to look for an interpreter."""

import re
from dataclasses import replace

from booking.domain.accounts import Role
from booking.domain.alternatives import check_alternatives, with_reach
from booking.domain.bookings import Booking, Order, Status, check_order
from booking.domain.catalogue import CASE_TYPES, IN_PERSON_REASONS
from booking.domain.errors import Denied, Invalid
from booking.domain.modes import Mode
from booking.domain.periods import local
from booking.domain.permissions import require_permission, sees_all
from booking.domain.privacy import mask_cpr
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.domain.series import ALONE, Kin
from booking.domain.texts import Text
from booking.domain.units import check_active
from booking.persistence.ids import new_id
from booking.persistence.reference import Reference
from booking.services.bookings.entering import OWN, Entry, channel_of, check_people, requester_for, tell_ordered
from booking.services.bookings.inheriting import inherit_number
from booking.services.bookings.offering import check_offered, check_wishes_offered
from booking.services.bookings.refusing import check_cpr, check_region
from booking.services.desk import Desk

_POSTCODE = re.compile(r"\b(\d{4})\b")


async def request(
    desk: Desk, *, order: Order, entry: Entry = OWN, kin: Kin = ALONE, on_demand: bool = False, at_once: bool = False
) -> Booking:
    """The booking as accepted: numbered, logged, and promised a match; a requester entered for by another is told.

    `kin` is what it belongs to; whoever calls `on_demand` asks everybody at once, and needs no notice, nor does what is
    wanted `at_once`. Raises Denied for a unit that is not the actor's, and Invalid, naming the field, for what cannot
    be carried out.
    """
    require_permission(desk.actor, "bookings:create")
    check_unit(desk, order)
    check_active(desk.reference.units[order.unit_id])
    order = checked(order, desk, at_once=on_demand or at_once)
    await check_people(desk, order)
    requester = await requester_for(desk, order, entry)
    assert desk.actor.account_id is not None
    place = whereabouts(order, desk.reference)
    booking = Booking(
        **{name: getattr(order, name) for name in Order.__dataclass_fields__} | place,
        id=new_id(),
        number="",
        status=Status.REQUESTED,
        requested_at=desk.now,
        requester_id=requester.id if requester is not None else desk.actor.account_id,
        entered_by=desk.actor.account_id,
        job_id=kin.job_id,
        series_id=kin.series_id,
        occurrence_on=kin.occurrence_on,
        channel=channel_of(desk, entry),
        on_demand=on_demand,
    )
    number = await desk.bookings.add(booking, year=local(desk.now).year, match=not on_demand)
    booking = replace(booking, number=number)
    await inherit_number(desk, booking)
    if requester is not None and kin.leads:
        await tell_ordered(desk, booking)
    desk.events.add("board")
    return booking


def checked(order: Order, desk: Desk, *, before: Order | None = None, at_once: bool = False) -> Order:
    """The order with free text masked; Invalid when a value is unknown or the rules forbid it.

    `before` is the order that is being changed: only what it becomes is held against the catalogue.
    """
    desk.reference.language(order.language)
    order = with_reach(order)
    check_order(order, now=desk.now)
    check_alternatives(order, now=desk.now)
    check_codes(order)
    check_region(order)
    check_cpr(order)
    check_offered(desk, order, before=before, at_once=at_once)
    check_wishes_offered(desk, order)
    wishes = tuple(replace(wish, address=mask_cpr(wish.address)) for wish in order.alternatives)
    order = replace(order, note=mask_cpr(order.note), contact=mask_cpr(order.contact), alternatives=wishes)
    return replace(order, address=mask_cpr(order.address))


def check_codes(order: Order) -> None:
    """Invalid, with the codes there are, for one that nobody knows."""
    _check_known(order.case_type, CASE_TYPES, field="case_type")
    _check_known(order.measure, MEASURES, field="measure")
    _check_known(order.person_group, PERSON_GROUPS, field="person_group")
    _check_known(order.in_person_reason, IN_PERSON_REASONS, field="in_person_reason")


def whereabouts(order: Order, reference: Reference) -> dict[str, object]:
    """Address and degrees of an in-person job: by a postcode the office knows, else the unit's own place."""
    if order.mode is not Mode.IN_PERSON:
        return {"lat": None, "lon": None}
    unit = reference.units[order.unit_id]
    address = order.address or unit.address
    codes = [order.postcode] if order.postcode else _POSTCODE.findall(order.address)
    place = next((reference.places[code] for code in codes if code in reference.places), None)
    lat, lon = (place.lat, place.lon) if place is not None else (unit.lat, unit.lon)
    return {"address": address, "lat": lat, "lon": lon}


def check_unit(desk: Desk, order: Order) -> None:
    """Denied for a unit that is not the actor's to book for."""
    allowed = sees_all(desk.actor) or order.unit_id in desk.actor.unit_ids
    if not allowed or (Role.INTERPRETER in desk.actor.roles and len(desk.actor.roles) == 1):
        raise Denied(
            Text(
                "Du kan kun bestille til din egen enhed og enhederne under den.",
                "You can only book for your own unit and the units below it.",
            ),
            field="unit",
        )


def _check_known(value: str | None, known: object, *, field: str) -> None:
    codes = list(known)  # type: ignore[call-overload]
    if value is not None and value not in codes:
        raise Invalid(
            Text(
                f"{value!r} kendes ikke. Mulighederne er: {', '.join(codes)}.",
                f"{value!r} is unknown. The choices are: {', '.join(codes)}.",
            ),
            field=field,
        )
