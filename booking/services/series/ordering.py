"""Ordering a series: every date that is not left out becomes a booking of its own, all of them or none."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from booking.domain.accounts import Account, Role
from booking.domain.bookings import Booking, Order
from booking.domain.errors import Conflict, Denied, Invalid, OfficeError
from booking.domain.periods import Period, danish_day
from booking.domain.permissions import require_permission
from booking.domain.series import Kin, Occurrence, Rule, Series, moved_alike, occurrences, on_day
from booking.domain.texts import Text
from booking.domain.wishes import Wish
from booking.persistence.ids import new_id
from booking.persistence.series import Skip
from booking.services.bookings import Entry
from booking.services.bookings.changing import order_of
from booking.services.bookings.entering import OWN
from booking.services.companions import request_job
from booking.services.desk import Desk
from booking.services.series.doubles import Double, doubles_of
from booking.services.series.reading import HOLIDAY, LEFT_OUT, OVER, find_series

_TIMES = ("starts_at", "ends_at")
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Requested:
    """A series as it was accepted: its bookings in order of date, and what was left out."""

    series: Series
    bookings: list[Booking]
    skips: list[Skip]
    doubles: list[Double]


def planned(desk: Desk, order: Order, rule: Rule, leave_out: Collection[date] = ()) -> tuple[Occurrence, ...]:
    """The dates of the rule from the order's start on; Invalid for a date to leave out that is none of them."""
    dates = occurrences(rule, order.starts_at, order.ends_at, desk.reference.workdays)
    strange = sorted(set(leave_out) - {one.on for one in dates})
    if strange:
        day = danish_day(strange[0])
        raise Invalid(
            Text(f"{day.da.capitalize()} er ikke med i serien.", f"{day.en} is not in the series."), field="leave_out"
        )
    return dates


def order_on(order: Order, occurrence: Occurrence) -> Order | None:
    """The order on one of its dates; None where its wall time does not exist.

    Its other wishes are moved alike; one whose wall time does not exist then falls away.
    """
    period = occurrence.period
    if period is None:
        return None
    wishes = tuple(
        replace(wish, starts_at=moved.starts_at, ends_at=moved.ends_at)
        for wish in order.alternatives
        if (moved := _moved(wish, order.period, period)) is not None
    )
    return replace(order, starts_at=period.starts_at, ends_at=period.ends_at, alternatives=wishes)


def _moved(wish: Wish, before: Period, after: Period) -> Period | None:
    try:
        return moved_alike(wish.period, before, after)
    except Invalid:
        return None


async def request_series(
    desk: Desk,
    *,
    order: Order,
    rule: Rule,
    interpreters: int = 1,
    leave_out: Collection[date] = (),
    entry: Entry = OWN,
) -> Requested:
    """The series with its bookings, numbered, logged and promised a match.

    Raises Denied and Invalid as ordering does; what only some dates refuse is listed by date (field "series").
    """
    require_permission(desk.actor, "bookings:create")
    dates = planned(desk, order, rule, leave_out)
    booked = [one for one in dates if not one.skipped and one.on not in leave_out]
    if not booked:
        raise Invalid(
            Text("Alle datoer er udeladt. Tag mindst én med.", "Every date is left out. Keep at least one."),
            field="leave_out",
        )
    skips = [Skip(one.on, HOLIDAY if one.skipped else LEFT_OUT) for one in dates if one not in booked]
    series = Series(new_id(), order.unit_id, rule, desk.actor.account_id, desk.now)
    doubles = await doubles_of(desk, order, booked)
    await desk.series.add(series, skips)
    made: list[Booking] = []
    refused: dict[date, OfficeError] = {}
    for one in booked:
        kin = Kin(series_id=series.id, occurrence_on=one.on, leads=one is booked[0])
        try:
            made += await _request_on(desk, order, one, kin=kin, interpreters=interpreters, entry=entry)
        except (Invalid, Denied, Conflict) as error:
            refused[one.on] = error
    if refused:
        raise _refusal(refused, every=len(refused) == len(booked))
    return Requested(series, made, skips, doubles)


async def _request_on(
    desk: Desk, order: Order, occurrence: Occurrence, *, kin: Kin, interpreters: int, entry: Entry
) -> list[Booking]:
    on_date = order_on(order, occurrence)
    if on_date is None:
        assert occurrence.problem is not None
        raise Invalid(occurrence.problem, field="starts_at")
    return await request_job(desk, order=on_date, interpreters=interpreters, kin=kin, entry=entry)


def _refusal(refused: dict[date, OfficeError], *, every: bool) -> OfficeError:
    """What is wrong with the order itself is said as such; what is wrong with some dates is listed."""
    first = next(iter(refused.values()))
    if every and (first.field not in _TIMES or len(refused) == 1):
        return first
    listed = [(danish_day(day), error.message) for day, error in list(refused.items())[:SHOWN]]
    more = len(refused) - len(listed)
    da = "; ".join(f"{day.da}: {said.da.rstrip('.')}" for day, said in listed)
    en = "; ".join(f"{day.en}: {said.en.rstrip('.')}" for day, said in listed)
    return Invalid(
        Text(
            f"Disse datoer kan ikke bestilles: {da}{f' og {more} til' if more else ''}. Udelad dem, eller ret reglen.",
            f"These dates cannot be booked: {en}{f' and {more} more' if more else ''}. "
            "Leave them out, or change the rule.",
        ),
        field="series",
    )


async def take_back(desk: Desk, *, series_id: UUID, on: date) -> list[Booking]:
    """A date that was left out is booked after all, like the kept date nearest before it, else after it.

    Raises Invalid (field "date") when the date is not one of those left out, and as ordering does.
    """
    series = await find_series(desk, series_id, permission="bookings:create", lock=True)
    skip = next((one for one in await desk.series.skips(series_id) if one.skipped_on == on), None)
    if skip is None:
        day = danish_day(on)
        raise Invalid(
            Text(
                f"{day.da.capitalize()} er ikke blandt de udeladte datoer.",
                f"{day.en} is not among the dates left out.",
            ),
            field="date",
        )
    like = _like(await desk.series.bookings_of(series.id), on)
    period, _ = on_day(on, like[0].period)
    order = order_on(order_of(like[0]), Occurrence(on, period))
    assert order is not None
    if order.address == desk.reference.units[order.unit_id].address:
        order = replace(order, address="")
    await desk.series.take_back(series.id, skip)
    requester = await desk.accounts.by_id(like[0].requester_id)
    entry = Entry(requester.email) if requester is not None and _still_orders(requester) else OWN
    kin = Kin(series_id=series.id, occurrence_on=on)
    return await request_job(desk, order=order, interpreters=len(like), kin=kin, entry=entry)


def _still_orders(requester: Account) -> bool:
    """What the office ordered in its own name, or somebody who has left, is whoever's takes the date back."""
    return requester.active and Role.REQUESTER in requester.roles


def _like(bookings: list[Booking], on: date) -> list[Booking]:
    """The bookings of one kept date: the nearest before, or the first after; live ones if there are any."""
    days = {one.occurrence_on for one in bookings if one.occurrence_on is not None}
    nearest = max((day for day in days if day < on), default=min(days))
    same = [one for one in bookings if one.occurrence_on == nearest]
    return [one for one in same if one.status not in OVER] or same
