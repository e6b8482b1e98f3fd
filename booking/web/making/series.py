"""From what was typed under "Gentag" to a rule, and from what a series would be or is to what its pages show."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import local_date
from booking.domain.permissions import may
from booking.domain.series import Rule, rule_said
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.series import foresee_series, read_series
from booking.services.series.foreseeing import Foreseen
from booking.services.series.reading import OVER, why_skipped
from booking.web.entries import day_in
from booking.web.making.actions import knows_case
from booking.web.making.bookings import booking_row
from booking.web.making.orders import order_so_far
from booking.web.orders_in import Reading, count_in, period_in
from booking.web.views.orders import OrderForm, OrderInput
from booking.web.views.repeats import DAYS, DateRow, SeriesForm
from booking.web.views.series import OccurrenceRow, SeriesPage, SkipRow

LEFT_OUT, MOST_INTERPRETERS, TWO_ADVISED_MINUTES = "ud-", 4, 120
TIME_FIRST = Text("Skriv dato og starttid først.", "Write date and start first.")


def rule_in(typed: OrderInput, *, today: date) -> Rule:
    """The rule as typed; raises Invalid naming the form's field."""
    return Rule(
        weekdays=tuple(at for at, name in enumerate(DAYS, 1) if getattr(typed, name)),
        every_weeks=count_in(typed.every_weeks or "1", field="every_weeks", most=52),
        until=day_in(typed.until, today, field="until") if typed.until.strip() else None,
        times=count_in(typed.times, field="times", most=200) if typed.times.strip() else None,
        holidays="keep" if typed.holidays == "keep" else "skip",
    )


def left_out_in(given: Mapping[str, str]) -> frozenset[date]:
    """The dates whose tick was set, by the names of their boxes."""
    found = set()
    for name in given:
        if name.startswith(LEFT_OUT):
            try:
                found.add(date.fromisoformat(name.removeprefix(LEFT_OUT)))
            except ValueError:
                continue
    return frozenset(found)


def interpreters_in(typed: OrderInput) -> int:
    return count_in(typed.interpreters or "1", field="interpreters", most=MOST_INTERPRETERS)


async def with_dates(desk: Desk, form: OrderForm, given: Mapping[str, str]) -> OrderForm:
    """The form with every date of the series as typed, or with what keeps that from being said."""
    typed, reading = form.values, Reading()
    if not (typed.date.strip() and typed.start.strip()):
        return replace(form, series=SeriesForm(error=TIME_FIRST))
    period = period_in(typed, reading, now=desk.now)
    order = order_so_far(desk, typed, reading, period) if period is not None else None
    if order is None:
        return replace(form, series=SeriesForm(error=next(iter(reading.errors.values()), TIME_FIRST)))
    try:
        order = replace(order, contact=typed.contact.strip())
        rule, count = rule_in(typed, today=local_date(order.starts_at)), interpreters_in(typed)
        leave_out = left_out_in(given)
        try:
            found = await foresee_series(desk, order=order, rule=rule, interpreters=count, leave_out=leave_out)
        except Invalid as error:
            if error.field != "leave_out":
                raise
            # The rule was changed since the ticks were set.
            found = await foresee_series(desk, order=order, rule=rule, interpreters=count)
    except Invalid as error:
        return replace(form, series=SeriesForm(error=error.message), errors={error.field or "series": error.message})
    advised = order.mode is Mode.IN_PERSON and order.period.minutes > TWO_ADVISED_MINUTES and count == 1
    rows = tuple(_date_row(one) for one in found.dates)
    shown = SeriesForm(rows, found.booked, found.total_ore, found.refund_ore, two_advised=advised)
    return replace(form, series=shown)


def _date_row(one: Foreseen) -> DateRow:
    planned = one.occurrence
    return DateRow(
        on=planned.on,
        starts_at=planned.period.starts_at if planned.period is not None else None,
        ends_at=planned.period.ends_at if planned.period is not None else None,
        booked=one.booked,
        skipped=planned.skipped,
        holiday=planned.holiday,
        price_ore=one.quote.price.total_ore if one.quote is not None else None,
        free=one.free,
        notes=one.conflicts,
        refusal=one.refusal,
    )


async def series_page(desk: Desk, series_id: UUID, *, error: Text | None = None) -> SeriesPage:
    """Raises NotFound and Denied as reading does."""
    found = await read_series(desk, series_id)
    first, case = found.bookings[0], knows_case(desk)
    to_come = [one for one in found.bookings if one.status not in OVER and one.starts_at > desk.now]
    return SeriesPage(
        id=series_id,
        rule=rule_said(found.series.rule, first.occurrence_on or local_date(first.starts_at)),
        language=desk.reference.languages[first.language].name,
        unit=desk.reference.units[found.series.unit_id].name,
        made_at=found.series.made_at,
        rows=tuple(
            OccurrenceRow(
                booking_row(one, desk.reference, interpreter=found.interpreters.get(one.id, ""), case=case), _moved(one)
            )
            for one in found.bookings
        ),
        skips=tuple(
            SkipRow(
                one.skipped_on,
                why_skipped(one, desk.reference.workdays),
                may(desk.actor, "bookings:create") and one.skipped_on > local_date(desk.now),
            )
            for one in found.skips
        ),
        live=len(to_come),
        next_number=to_come[0].number if to_come else "",
        may_change=may(desk.actor, "bookings:change"),
        may_cancel=may(desk.actor, "bookings:cancel"),
        error=error,
    )


def _moved(booking: Booking) -> date | None:
    on = booking.occurrence_on
    return on if on is not None and on != local_date(booking.starts_at) else None
