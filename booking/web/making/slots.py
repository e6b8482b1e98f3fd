"""Free times on the form: the starts of the chosen day, counted for what is typed so far."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from booking.domain.errors import Denied, Invalid
from booking.domain.modes import Mode
from booking.domain.periods import local_date
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.holds import held_now, hold
from booking.services.vacancies import LAMPS, lamp_of, language_lamps, vacancies
from booking.web.entries import day_in
from booking.web.making.orders import order_so_far
from booking.web.orders_in import Reading, minutes_in, period_in
from booking.web.views.orders import OrderForm, OrderInput
from booking.web.views.slots import LampBox, SlotBox, Slots


async def with_slots(desk: Desk, form: OrderForm, *, refusal: Text | None = None) -> OrderForm:
    """The form with the free starts of its day (today's while none is typed), once the language is chosen."""
    day, minutes = _day(desk, form.values), Reading().of(lambda: minutes_in(form.values)) or 60
    order = order_so_far(desk, form.values, Reading(), (desk.now, desk.now + timedelta(minutes=minutes)))
    if day is not None and not form.values.language:
        on, lamps = await _lamps(desk, form.values, day, minutes)
        return replace(form, slots=Slots(refusal=refusal, lamps=lamps, lamps_on=on))
    if order is None or day is None or form.values.language not in desk.reference.languages:
        return replace(form, slots=Slots(refusal=refusal))
    try:
        found = await vacancies(desk, order=order, days=[day], modes=[order.mode])
    except (Invalid, Denied) as error:
        return replace(form, slots=Slots(day, refusal=error.message))
    lamp, kept, chosen = lamp_of(found), await held_now(desk), _chosen(desk, form.values)
    boxes = tuple(SlotBox(one.starts_at, one.free, one.starts_at.isoformat(), one.starts_at == chosen) for one in found)
    mine = kept is not None and (kept.starts_at, kept.language, kept.mode) == (chosen, order.language, order.mode)
    until = kept.expires_at if kept is not None and mine else None
    return replace(form, slots=Slots(day, boxes, lamp.value, LAMPS[lamp], refusal, until))


async def _lamps(desk: Desk, values: OrderInput, day: date, minutes: int) -> tuple[date, tuple[LampBox, ...]]:
    """The day and its lamps by name; in the mode that the form begins with while none is chosen.

    Without a day typed, today's; when today is over, those of the next working day.
    """
    period = desk.now, desk.now + timedelta(minutes=minutes)
    order = order_so_far(desk, replace(values, mode=values.mode or Mode.SKYPE.value), Reading(), period)
    if order is None:
        return day, ()
    days = [day] if values.date.strip() else [day, desk.reference.workdays.plus(day, 1)]
    day, found = await language_lamps(desk, order=order, days=days)
    tongue, names = desk.actor.tongue, desk.reference.languages
    boxes = [
        LampBox(names[one.language].name, one.lamp.value, LAMPS[one.lamp], one.free, f"language={one.language}")
        for one in found
    ]
    return day, tuple(sorted(boxes, key=lambda box: box.name.in_(tongue).lower()))


async def hold_slot(desk: Desk, values: OrderInput) -> None:
    """Keeps the time that the form now has; raises SlotTaken, Invalid and Denied."""
    reading = Reading()
    period = period_in(values, reading, now=desk.now)
    order = order_so_far(desk, values, reading, period) if period is not None else None
    if order is None:
        raise Invalid(next(iter(reading.errors.values()), NOTHING_CHOSEN))
    await hold(desk, order=order)


NOTHING_CHOSEN = Text("Vælg sprog, dato og varighed først.", "Choose language, date and length first.")


def _day(desk: Desk, values: OrderInput) -> date | None:
    today = local_date(desk.now)
    return Reading().of(lambda: day_in(values.date, today)) if values.date.strip() else today


def _chosen(desk: Desk, values: OrderInput) -> datetime | None:
    period = period_in(values, Reading(), now=desk.now) if values.date.strip() and values.start.strip() else None
    return period[0] if period is not None else None
