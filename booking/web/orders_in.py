"""From what was typed in "Bestil tolk" to an order; everything that is wrong is said at once, each at its field."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from booking.domain.bookings import Order
from booking.domain.errors import Invalid, OfficeError
from booking.domain.interpreters import LEVELS
from booking.domain.modes import Mode
from booking.domain.periods import instant_of, local_date
from booking.domain.texts import Text
from booking.domain.wishes import Wish
from booking.persistence.reference import Reference
from booking.web.entries import day_in, time_in
from booking.web.views.orders import OrderInput
from booking.web.wishes_in import OF_A_WISH, as_order, rows_of, wish_field

T = TypeVar("T")
_FIRST, _SECOND = r"\+0?2(?::?00)?|sommertid|summer time", r"\+0?1(?::?00)?|normaltid|winter time"
_FOLD = re.compile(rf"(?P<clock>.*?)\s*\(?(?:(?P<first>{_FIRST})|(?P<second>{_SECOND}))\)?", re.IGNORECASE)
LONGEST_FIELD, FEWEST_DIGITS, MOST_PARTIES = 2000, 8, 100


class Wrong(Exception):
    """What was typed is not an order: a sentence for each field, by its name in the form."""

    def __init__(self, errors: dict[str, Text]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass
class Reading:
    """Collects what is wrong while reading on."""

    errors: dict[str, Text] = field(default_factory=dict)

    def of(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Invalid as error:
            self.errors.setdefault(error.field or "date", error.message)
            return None

    def need(self, typed: str, name: str, text: Text) -> None:
        if not typed.strip():
            self.errors.setdefault(name, text)


def order_in(typed: OrderInput, reference: Reference, *, now: datetime) -> Order:
    """The whole order; raises Wrong."""
    reading = Reading()
    _check_filled(typed, reading)
    period = period_in(typed, reading, now=now)
    mode = reading.of(lambda: mode_in(typed.mode))
    unit = reading.of(lambda: reference.unit(typed.unit)) if typed.unit else None
    people = _people(typed, reading)
    wishes = _wishes(typed, reference, reading, now=now)
    if reading.errors or period is None or mode is None or unit is None:
        raise Wrong(reading.errors)
    starts_at, ends_at = period
    return Order(
        language=typed.language,
        mode=mode,
        starts_at=starts_at,
        ends_at=ends_at,
        unit_id=unit.id,
        case_type=typed.case_type,
        measure=typed.measure or None,
        person_group=typed.person_group or None,
        in_person_reason=(typed.in_person_reason or None) if mode is Mode.IN_PERSON else None,
        address=typed.address.strip() if mode is Mode.IN_PERSON else "",
        postcode=typed.postcode.strip() if mode is Mode.IN_PERSON else "",
        phone=typed.phone.strip() if mode is Mode.PHONE else "",
        link=typed.link.strip() if mode is Mode.SKYPE else "",
        citizen_ref=typed.citizen_ref.strip(),
        gender=typed.gender or None,
        gender_required=bool(typed.gender and typed.gender_required),
        child_present=bool(typed.child_present),
        substitutes_ok=bool(typed.substitutes_ok),
        contact=typed.contact.strip(),
        note=typed.note.strip(),
        alternatives=wishes,
        **people,
    )


def _wishes(typed: OrderInput, reference: Reference, reading: Reading, *, now: datetime) -> tuple[Wish, ...]:
    """Each row read as if it were the only wish; what is wrong with it is said at the row."""
    found: list[Wish] = []
    for n, row in enumerate(rows_of(typed.wishes), start=1):
        try:
            found.append(order_in(as_order(typed, row), reference, now=now).present)
        except Wrong as wrong:
            errors = {name: text for name, text in wrong.errors.items() if name in OF_A_WISH}
            for name, text in errors.items():
                reading.errors.setdefault(wish_field(name, n), text)
    return tuple(found)


def _people(typed: OrderInput, reading: Reading) -> dict[str, Any]:
    """Who takes part, and which interpreter: of the order's fields those that could be read."""
    return {
        "level": reading.of(lambda: count_in(typed.level, field="level", most=max(LEVELS))),
        "parties": reading.of(lambda: count_in(typed.parties, field="parties", most=MOST_PARTIES)),
        "group_size": reading.of(lambda: count_in(typed.group_size, field="group_size", most=MOST_PARTIES)),
        "preferred": reading.of(lambda: person_in(typed.preferred, field="preferred")),
        "barred": reading.of(lambda: person_in(typed.barred, field="barred")),
    }


def _check_filled(typed: OrderInput, reading: Reading) -> None:
    reading.need(typed.language, "language", Text("Vælg et sprog.", "Choose a language."))
    reading.need(typed.case_type, "case_type", Text("Vælg en sagstype.", "Choose a case type."))
    reading.need(typed.unit, "unit", Text("Vælg den enhed, der betaler.", "Choose the unit that pays."))
    reading.need(typed.contact, "contact", Text("Skriv, hvem tolken møder.", "Write whom the interpreter meets."))
    if typed.mode == Mode.PHONE.value:
        text = Text("Skriv det nummer, tolken ringer til.", "Write the number for the interpreter to call.")
        reading.need(typed.phone, "phone", text)
        if len(re.findall(r"\d", typed.phone)) < FEWEST_DIGITS:
            reading.errors.setdefault(
                "phone", Text("Et telefonnummer har mindst otte cifre.", "A phone number has at least eight digits.")
            )
    if typed.mode == Mode.IN_PERSON.value:
        _check_address(typed, reading)
    if typed.link and not re.match(r"https?://\S+$", typed.link.strip()):
        reading.errors["link"] = Text("Et mødelink begynder med https://", "A meeting link begins with https://")
    if typed.gender not in ("", "female", "male"):
        reading.errors["gender"] = Text("Vælg kvinde eller mand.", "Choose woman or man.")
    for name, text in _too_long(typed):
        reading.errors[name] = text


def _check_address(typed: OrderInput, reading: Reading) -> None:
    """A place elsewhere is found by its postcode; without one the travel would be counted to the unit."""
    if typed.postcode.strip() and not re.fullmatch(r"\d{4}", typed.postcode.strip()):
        reading.errors["postcode"] = Text("Et postnummer har fire cifre.", "A postcode has four digits.")
    elif typed.address.strip() and not re.search(r"\b\d{4}\b", typed.address):
        text = Text(
            "Skriv postnummeret, så rejsetiden passer.", "Write the postcode, so that the travel time is right."
        )
        reading.need(typed.postcode, "postcode", text)


def _too_long(typed: OrderInput) -> list[tuple[str, Text]]:
    text = Text("Skriv højst 2.000 tegn.", "Write at most 2,000 characters.")
    free = ("contact", "note", "address", "postcode", "phone", "link", "citizen_ref")
    return [(name, text) for name in free if len(getattr(typed, name)) > LONGEST_FIELD]


def period_in(typed: OrderInput, reading: Reading, *, now: datetime) -> tuple[datetime, datetime] | None:
    """Start and end of the Copenhagen wall time that was typed; the length is elapsed time."""
    day = reading.of(lambda: day_in(typed.date, local_date(now), field="date"))
    clock = reading.of(lambda: clock_in(typed.start))
    minutes = reading.of(lambda: minutes_in(typed))
    if day is None or clock is None or minutes is None:
        return None
    starts_at = reading.of(lambda: _starts_at(day, *clock))
    return (starts_at, starts_at + timedelta(minutes=minutes)) if starts_at is not None else None


def _starts_at(day: date, clock: time, fold: int | None) -> datetime:
    return instant_of(day, clock, fold=fold, field="start")


def clock_in(typed: str) -> tuple[time, int | None]:
    """A wall time, and which of the two is meant when it is written behind it: "2.30 +02:00", "2.30 normaltid"."""
    found = _FOLD.fullmatch(typed.strip())
    if found is None:
        return time_in(typed, field="start"), None
    return time_in(found["clock"], field="start"), 0 if found["first"] else 1


def minutes_in(typed: OrderInput) -> int:
    name, written = ("other_minutes", typed.other_minutes) if typed.minutes == "other" else ("minutes", typed.minutes)
    if not re.fullmatch(r"[0-9]{1,3}", written.strip()) or not 5 <= int(written) <= 720:
        raise Invalid(
            Text("Skriv et antal minutter fra 5 til 720.", "Write a number of minutes from 5 to 720."), field=name
        )
    return int(written)


def count_in(typed: str, *, field: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", typed.strip()) or not 1 <= int(typed) <= most:
        raise Invalid(Text(f"Skriv et tal fra 1 til {most}.", f"Write a number from 1 to {most}."), field=field)
    return int(typed)


def person_in(typed: str, *, field: str) -> tuple[UUID, ...]:
    """The chosen interpreter, or none."""
    try:
        return (UUID(typed),) if typed else ()
    except ValueError:
        raise Invalid(Text("Vælg en tolk fra listen.", "Choose an interpreter from the list."), field=field) from None


def mode_in(typed: str) -> Mode:
    if typed not in [mode.value for mode in Mode]:
        raise Invalid(Text("Vælg video, telefon eller fremmøde.", "Choose video, phone or in person."), field="mode")
    return Mode(typed)


def field_of(error: OfficeError, typed: OrderInput, order: Order, *, now: datetime) -> str:
    """The form's field for a refusal that names the order's."""
    if error.field == "starts_at":
        return "date" if local_date(order.starts_at) != local_date(now) else "start"
    if error.field == "ends_at":
        return "other_minutes" if typed.minutes == "other" else "minutes"
    if error.field is not None and error.field.startswith("alternatives."):
        _, at, name = error.field.split(".")
        return wish_field(name, int(at) + 1)
    named = {"alternatives": "wish_1_mode", "unit_id": "unit", "on_behalf_of": "requester"}
    return named.get(error.field or "", error.field or "date")
