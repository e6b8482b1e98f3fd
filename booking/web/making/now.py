"""The page "Telefontolk nu": the form, the order typed in it, and the call as it stands."""

import re
from collections.abc import Mapping
from dataclasses import fields

from booking.domain.bookings import Order
from booking.domain.catalogue import CASE_TYPES
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import local_date
from booking.domain.refunds.rules import MEASURES
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.on_demand import Progress, bridge, from_now, progress
from booking.web.making.orders import units_of
from booking.web.orders_in import FEWEST_DIGITS
from booking.web.views.now import CallPage, Hotline, NowForm, NowInput, WayBox
from booking.web.views.orders import Option

LONGEST_TYPED = 200


def typed_in(given: Mapping[str, str]) -> NowInput:
    """The form's own fields of what was sent."""
    known = {field.name for field in fields(NowInput)}
    return NowInput(**{name: value.strip()[:LONGEST_TYPED] for name, value in given.items() if name in known})


def blank(desk: Desk) -> NowInput:
    units = units_of(desk)
    own = next((unit.code for unit in units if unit.id == desk.actor.unit_id), "")
    return NowInput(unit=own or (units[0].code if len(units) == 1 else ""))


def now_form(desk: Desk, values: NowInput, *, errors: Mapping[str, Text] | None = None) -> NowForm:
    languages = sorted(desk.reference.languages.values(), key=lambda one: one.name.in_(desk.actor.tongue).lower())
    policy = desk.reference.offering(local_date(desk.now))
    return NowForm(
        values=values,
        languages=tuple(Option(one.code, one.name) for one in languages),
        units=tuple(Option(unit.code, unit.name) for unit in units_of(desk)),
        case_types=tuple(Option(case.code, case.name) for case in CASE_TYPES.values()),
        measures=tuple(Option(code, name) for code, name in MEASURES.items()),
        bridge_phone=policy.bridge_phone,
        patience=policy.now_minutes,
        errors=errors or {},
    )


def order_in(desk: Desk, typed: NowInput) -> Order:
    """Invalid, at the field, for what is missing or cannot be."""
    for name, text in _NEEDED.items():
        if not getattr(typed, name):
            raise Invalid(text, field=name)
    if typed.minutes not in NowForm.lengths:
        raise Invalid(Text("Vælg en varighed.", "Choose a length."), field="minutes")
    starts_at, ends_at = from_now(desk.now, int(typed.minutes))
    return Order(
        language=typed.language,
        mode=Mode.PHONE,
        starts_at=starts_at,
        ends_at=ends_at,
        unit_id=desk.reference.unit(typed.unit).id,
        case_type=typed.case_type,
        measure=typed.measure or None,
        phone=_phone(desk, typed),
        citizen_ref=typed.citizen_ref,
        contact=desk.actor.name,
        substitutes_ok=bool(typed.substitutes_ok),
    )


_NEEDED = {
    "language": Text("Vælg et sprog.", "Choose a language."),
    "case_type": Text("Vælg en sagstype.", "Choose a case type."),
    "unit": Text("Vælg den enhed, der betaler.", "Choose the unit that pays."),
}


def _phone(desk: Desk, typed: NowInput) -> str:
    if typed.bridge or not typed.phone:
        return bridge(desk)
    if len(re.findall(r"\d", typed.phone)) < FEWEST_DIGITS:
        raise Invalid(
            Text("Et telefonnummer har mindst otte cifre.", "A phone number has at least eight digits."), field="phone"
        )
    return typed.phone


async def call_page(desk: Desk, number: str) -> CallPage:
    """Raises as `progress` does."""
    return shown(desk, await progress(desk, number=number))


def shown(desk: Desk, found: Progress) -> CallPage:
    booking, who = found.booking, found.interpreter
    language = desk.reference.languages.get(booking.language)
    return CallPage(
        number=booking.number,
        status=booking.status,
        language=language.name if language is not None else booking.language,
        mode=booking.mode,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        asked=found.asked,
        refused=found.refused,
        until=found.until,
        interpreter=who.name if who is not None else "",
        interpreter_phone=who.phone if who is not None else "",
        phone=booking.phone,
        link=booking.link,
        ways=tuple(WayBox(one.way.value, one.text, one.count) for one in found.ways),
        hotlines=tuple(Hotline(one.name, one.phone) for one in found.hotlines),
    )
