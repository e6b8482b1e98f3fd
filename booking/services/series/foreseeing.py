"""What a series would mean, date by date, before it is sent: price, refund, who is free, what is in the way."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from booking.domain.bookings import Booking, Order, Status
from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.series import Occurrence, Rule
from booking.domain.texts import Text
from booking.matching.ranking import Ranking, rank
from booking.persistence.ids import new_id
from booking.persistence.pool import AROUND, Known
from booking.services.bookings.ordering import check_codes, checked, whereabouts
from booking.services.candidates import candidate_of, gather, wanted_of
from booking.services.costs import Quote, quote_or_none
from booking.services.desk import Desk
from booking.services.series.doubles import doubles_of
from booking.services.series.ordering import order_on, planned

NO_RATE = Text("Prisen kendes ikke: ingen takst for dagen", "The price is unknown: no rate for the day")
_BUSY = Text("Den ønskede tolk er optaget", "The interpreter you prefer is busy")
_CANNOT = Text("Den ønskede tolk kan ikke", "The interpreter you prefer cannot")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One date: `free` is None while the language is not chosen; `conflicts` do not keep it from being booked,
    `refusal` does.
    """

    occurrence: Occurrence
    booked: bool
    quote: Quote | None
    free: int | None
    conflicts: tuple[Text, ...] = ()
    refusal: Text | None = None


@dataclass(frozen=True, slots=True)
class SeriesForesight:
    """Every planned date in order; the sums are of those that would be booked, for all interpreters together."""

    dates: tuple[Foreseen, ...]
    interpreters: int

    @property
    def booked(self) -> int:
        return sum(one.booked for one in self.dates)

    @property
    def total_ore(self) -> int:
        return self.interpreters * sum(one.quote.price.total_ore for one in self.dates if one.booked and one.quote)

    @property
    def refund_ore(self) -> int:
        return self.interpreters * sum(one.quote.refund_ore for one in self.dates if one.booked and one.quote)


async def foresee_series(
    desk: Desk, *, order: Order, rule: Rule, interpreters: int = 1, leave_out: Collection[date] = ()
) -> SeriesForesight:
    """Nothing is written. Raises Invalid for a rule that cannot be, or a code that nobody knows."""
    require_permission(desk.actor, "bookings:create")
    check_codes(order)
    dates = planned(desk, order, rule, leave_out)
    orders = [order_on(order, one) for one in dates]
    rankings = await _rankings(desk, order, orders)
    doubles = await doubles_of(desk, order, dates)
    found = []
    for occurrence, on_date, ranking in zip(dates, orders, rankings, strict=True):
        one = _foreseen(desk, occurrence, on_date, ranking, interpreters)
        booked = not occurrence.skipped and occurrence.on not in leave_out and one.refusal is None
        known = tuple(double.text for double in doubles if double.on == occurrence.on)
        found.append(replace(one, booked=booked, conflicts=known + one.conflicts))
    return SeriesForesight(tuple(found), interpreters)


def _foreseen(
    desk: Desk, occurrence: Occurrence, order: Order | None, ranking: Ranking | None, interpreters: int
) -> Foreseen:
    if order is None:
        return Foreseen(occurrence, False, None, None, refusal=occurrence.problem)
    quote = quote_or_none(order, desk.reference)
    conflicts = [text for text in (occurrence.remark, NO_RATE if quote is None else None) if text is not None]
    free = len(ranking.ranked) if ranking is not None else None
    if ranking is not None:
        conflicts += _wished(order, ranking)
    if free is not None and free < interpreters:
        conflicts.append(_too_few(free))
    return Foreseen(occurrence, True, quote, free, tuple(conflicts), _refusal(desk, order))


def _refusal(desk: Desk, order: Order) -> Text | None:
    """What keeps the date from being booked, as far as the time decides it; the rest is said at its own field."""
    try:
        checked(order, desk)
    except Invalid as error:
        return error.message if error.field in ("starts_at", "ends_at") else None
    return None


def _wished(order: Order, ranking: Ranking) -> list[Text]:
    kept_away = {one.candidate.id: one.rule for one in ranking.removed if one.candidate.id in order.preferred}
    return [_BUSY if rule in ("overlap", "buffer", "travel") else _CANNOT for rule in kept_away.values()]


def _too_few(free: int) -> Text:
    return (
        Text(f"Kun {free} ledig" if free == 1 else f"Kun {free} ledige", f"Only {free} free")
        if free
        else Text("Ingen ledige tolke lige nu", "No interpreter is free at present")
    )


async def _rankings(desk: Desk, order: Order, orders: Sequence[Order | None]) -> list[Ranking | None]:
    """Everybody held against every date; gathered from the database once."""
    dated = [one for one in orders if one is not None]
    if order.language not in desk.reference.languages or not dated:
        return [None for _ in orders]
    whole = replace(order, starts_at=dated[0].starts_at, ends_at=dated[-1].ends_at)
    known = await gather(desk, _imagined(desk, whole))
    rankings: list[Ranking | None] = []
    for one in orders:
        rankings.append(_ranking(desk, _imagined(desk, one), known) if one is not None else None)
        await asyncio.sleep(0)  # others are served between two dates
    return rankings


def _ranking(desk: Desk, booking: Booking, known: Sequence[Known]) -> Ranking:
    """Without prices: only who can is asked."""
    wanted = wanted_of(desk, booking, known)
    since, until = booking.starts_at - AROUND, booking.ends_at + AROUND
    return rank(wanted, [candidate_of(booking, _around(one, since, until)) for one in known])


def _around(known: Known, since: datetime, until: datetime) -> Known:
    return replace(
        known,
        jobs=[job for job in known.jobs if job.starts_at < until and job.ends_at > since],
        intervals=[one for one in known.intervals if one.starts_at < until and one.ends_at > since],
    )


def _imagined(desk: Desk, order: Order) -> Booking:
    values = {field.name: getattr(order, field.name) for field in fields(Order)}
    return Booking(
        **values | whereabouts(order, desk.reference),
        id=new_id(),
        number="",
        status=Status.REQUESTED,
        requested_at=desk.now,
        requester_id=desk.actor.account_id or new_id(),
    )
