"""Tariffs as dated data: what a unit costs on a day, and the terms it is billed by."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal, Protocol

from booking.domain.deadlines import Deadline, DeadlineRule, deadline
from booking.domain.errors import Invalid
from booking.domain.modes import MODES, Mode
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

Component = Literal["interpreting", "travel_time", "transport"]
Unit = Literal["started_hour", "started_30min", "hour", "km"]
BillBasis = Literal["actual", "booked", "max_booked_actual"]

COMPONENTS: dict[Component, Text] = {
    "interpreting": Text("Tolkning", "Interpreting"),
    "travel_time": Text("Rejsetid", "Travel time"),
    "transport": Text("Kørsel", "Transport"),
}
KM_SCHEME = "KM-HIGH"
FIRST_DAY = date(2018, 1, 1)
LARGEST_FACTOR = 10

_BILLS = re.compile(r"none|booked|booked_plus_transport|[1-9][0-9]{0,2}min")


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a component costs, from `valid_from` to `valid_to`, both days included."""

    scheme: str
    category: str
    component: Component
    unit: Unit
    amount_ore: int
    valid_from: date
    valid_to: date | None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a scheme bills one mode; both days of validity included.

    `late_cancel_bills` and `noshow_bills`: none · booked · booked_plus_transport · a fixed time such as 60min.
    `wait_minutes` is how long the interpreter waits before a no-show may be declared; it is not billed by itself.
    Travel time is owed when the distance is over `travel_min_km`; None is no threshold.
    """

    scheme: str
    mode: Mode
    min_minutes: int
    step_minutes: int
    bill_basis: BillBasis
    normal_from: time
    normal_to: time
    offhours_factor: Decimal
    holiday_factor: Decimal
    urgent_hours: int | None
    urgent_factor: Decimal
    cancel_free: DeadlineRule | None
    late_cancel_bills: str
    noshow_bills: str
    wait_minutes: int | None
    travel_min_km: int | None
    valid_from: date = FIRST_DAY
    valid_to: date | None = None
    evidence: str = ""

    def __post_init__(self) -> None:
        if self.min_minutes < 0 or self.step_minutes < 1:
            raise Invalid(
                Text(
                    "Mindstetiden er 0 minutter eller mere, og trinnet mindst 1 minut.",
                    "The minimum is 0 minutes or more, and the step at least 1 minute.",
                ),
                field="step_minutes",
            )
        for name in ("offhours_factor", "holiday_factor", "urgent_factor"):
            if not _is_factor(getattr(self, name)):
                said = Text(
                    "En faktor er et tal fra 0 til 10 med højst tre decimaler.",
                    "A factor is a number from 0 to 10 with three decimals at most.",
                )
                raise Invalid(said, field=name)
        if self.normal_to <= self.normal_from:
            raise Invalid(
                Text("Den normale tid slutter efter, at den begynder.", "Normal hours end after they begin."),
                field="normal_to",
            )
        for field, bills in (("late_cancel_bills", self.late_cancel_bills), ("noshow_bills", self.noshow_bills)):
            if not _BILLS.fullmatch(bills):
                raise _unknown_bills(field, bills)


def _is_factor(value: Decimal) -> bool:
    """Not so for NaN, which compares with nothing, and for endless decimals."""
    places = value.as_tuple().exponent
    return isinstance(places, int) and places >= -3 and 0 <= value <= LARGEST_FACTOR


class Dated(Protocol):
    """A row of data with its days of validity, both included; no last day is until further notice."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Tariffs:
    """All rates and all terms; what holds is found by what it is for and the day it was held."""

    rates: tuple[Rate, ...]
    all_terms: tuple[Terms, ...]

    def rate(self, scheme: str, *, category: str, component: Component, day: date) -> Rate:
        """The rate in force on `day`; raises Invalid when there is none, or more than one."""
        valid = [one for one in self._rates(scheme, category, component) if in_force(one, day)]
        if len(valid) == 1:
            return valid[0]
        what, of = COMPONENTS[component], f"{scheme} {category}".strip()
        sought = Text(f"takst for {what.da.lower()} i {of}", f"rate for {what.en.lower()} in {of}")
        raise _not_one(sought, day, several=bool(valid))

    def has_rate(self, scheme: str, *, category: str, component: Component, day: date | None = None) -> bool:
        """Whether the scheme pays for the component at all: it had a rate by that day, though it may have ended."""
        there = self._rates(scheme, category, component)
        return any(day is None or rate.valid_from <= day for rate in there)

    def terms(self, scheme: str, *, mode: Mode, day: date) -> Terms:
        """The terms in force on `day`; raises Invalid when there are none, or more than one set."""
        valid = [one for one in self.all_terms if one.scheme == scheme and one.mode == mode and in_force(one, day)]
        if len(valid) == 1:
            return valid[0]
        by = MODES[mode].name
        sought = Text(f"vilkår for {by.da.lower()} i {scheme}", f"set of terms for {by.en.lower()} in {scheme}")
        raise _not_one(sought, day, several=bool(valid))

    def _rates(self, scheme: str, category: str, component: Component) -> list[Rate]:
        return [
            one
            for one in self.rates
            if one.scheme == scheme and one.category == category and one.component == component
        ]


def in_force(row: Dated, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def free_cancel_deadline(terms: Terms, starts_at: datetime, workdays: Workdays) -> Deadline | None:
    """Until when a booking under these terms is cancelled free of charge; None when the terms give no such right."""
    return None if terms.cancel_free is None else deadline(terms.cancel_free, starts_at, workdays)


def _not_one(sought: Text, day: date, *, several: bool) -> Invalid:
    on = f"{day:%d.%m.%Y}"
    if several:
        return Invalid(
            Text(
                f"Der er flere rækker med {sought.da} pr. {on}. Ret gyldigheden, så én række dækker dagen.",
                f"There is more than one {sought.en} on {on}. Edit the validity so that one row covers the day.",
            ),
            field="scheme",
        )
    none = Text(
        f"Der mangler {sought.da} pr. {on}. Tilføj en række, der dækker dagen.",
        f"There is no {sought.en} on {on}. Add a row that covers the day.",
    )
    return Invalid(none, field="scheme")


def _unknown_bills(field: str, bills: str) -> Invalid:
    return Invalid(
        Text(
            f"»{bills}« kan ikke faktureres. Skriv none, booked, booked_plus_transport eller en tid som 60min.",
            f"“{bills}” cannot be billed. Write none, booked, booked_plus_transport or a time such as 60min.",
        ),
        field=field,
    )
