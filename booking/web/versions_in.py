"""From what was typed in the catalogue's forms to a version; everything that is wrong is said at once, at its field."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal
from functools import partial
from typing import TypeVar, cast

from booking.domain.catalogue import IN_PERSON_REASONS, LanguageService, Service
from booking.domain.costs.tariffs import BillBasis, Terms
from booking.domain.deadlines import DeadlineKind, DeadlineRule
from booking.domain.errors import Invalid
from booking.domain.hours import Hours
from booking.domain.modes import Mode
from booking.domain.periods import local_date
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.web.entries import day_in, number_in, time_in
from booking.web.orders_in import Reading, Wrong

T = TypeVar("T")
Typed = Mapping[str, str]
LONGEST = 1000
# The form's field for what the domain calls otherwise.
FIELDS = {
    "opening": "opening_1",
    "lead_minutes": "lead",
    "cancel_free_value": "cancel_value",
    "late_cancel_bills": "late",
    "noshow_bills": "noshow",
}
_PART = re.compile(r"\s*(?:kl\.?)?\s*([0-9.:]+)\s*(?:-|–|til|to)\s*([0-9.:]+)\s*", re.IGNORECASE)
_ALL_DAY = {"døgn", "hele døgnet", "around the clock", "0-24", "00-24"}
_CLOSED = {"", "lukket", "closed", "-"}


def service_in(typed: Typed, mode: Mode, desk: Desk) -> Service:
    """A version of a mode; raises Wrong."""
    reading = Reading()
    first = reading.of(lambda: day_in(typed.get("valid_from", ""), local_date(desk.now), field="valid_from"))
    opening = [reading.of(partial(hours_in, typed.get(f"opening_{day}", ""), day)) for day in range(1, 8)]
    lead = reading.of(lambda: _lead(typed))
    reasons = reading.of(lambda: _reasons(typed)) if mode is Mode.IN_PERSON else ()
    join = reading.of(lambda: _join(typed))
    return _made(
        reading,
        lambda: Service(
            mode=mode,
            valid_from=_known(first),
            offered=typed.get("offered") == "1",
            opening=tuple(part for parts in opening for part in parts or ()),
            lead_minutes=lead or 0,
            reasons=_known(reasons),
            join=_known(join),
        ),
    )


def language_in(typed: Typed, language: str, desk: Desk) -> LanguageService:
    """A version of a language's service; raises Wrong."""
    reading = Reading()
    first = reading.of(lambda: day_in(typed.get("valid_from", ""), local_date(desk.now), field="valid_from"))
    lead = reading.of(lambda: _lead(typed))
    modes = frozenset(mode for mode in Mode if typed.get(f"mode_{mode.value}") == "1")
    return _made(
        reading,
        lambda: LanguageService(language=language, valid_from=_known(first), modes=modes, lead_minutes=lead),
    )


def terms_in(typed: Typed, scheme: str, mode: Mode, desk: Desk) -> Terms:
    """Terms of a scheme for a mode; raises Wrong."""
    reading = Reading()
    given = {name: reading.of(read) for name, read in _readers(typed, desk).items()}
    return _made(reading, lambda: Terms(scheme=scheme, mode=mode, **given))  # type: ignore[arg-type]


def _readers(typed: Typed, desk: Desk) -> dict[str, Callable[[], object]]:
    """Each field of terms, and how it is read."""

    def text(name: str) -> str:
        return typed.get(name, "").strip()

    return {
        "valid_from": lambda: day_in(text("valid_from"), local_date(desk.now), field="valid_from"),
        "min_minutes": lambda: _count(text("min_minutes"), "min_minutes"),
        "step_minutes": lambda: _count(text("step_minutes"), "step_minutes"),
        "bill_basis": lambda: _basis(text("bill_basis")),
        "normal_from": lambda: time_in(text("normal_from"), field="normal_from"),
        "normal_to": lambda: time_in(text("normal_to"), field="normal_to"),
        "offhours_factor": lambda: number_in(text("offhours_factor"), field="offhours_factor"),
        "holiday_factor": lambda: number_in(text("holiday_factor"), field="holiday_factor"),
        "urgent_hours": lambda: _count_or_none(text("urgent_hours"), "urgent_hours"),
        "urgent_factor": lambda: number_in(text("urgent_factor") or "1", field="urgent_factor"),
        "cancel_free": lambda: _cancel_free(text("cancel_kind"), text("cancel_value")),
        "late_cancel_bills": lambda: _bills(text("late"), text("late_minutes"), "late_minutes"),
        "noshow_bills": lambda: _bills(text("noshow"), text("noshow_minutes"), "noshow_minutes"),
        "wait_minutes": lambda: _count_or_none(text("wait_minutes"), "wait_minutes"),
        "travel_min_km": lambda: _count_or_none(text("travel_min_km"), "travel_min_km"),
    }


def hours_in(typed: str, weekday: int) -> tuple[Hours, ...]:
    """The hours of a weekday as typed: "7-20", "8-12, 13-16.30", "20-02", "døgn", or nothing for closed."""
    said = typed.strip().lower()
    if said in _CLOSED:
        return ()
    if said in _ALL_DAY:
        return (Hours(weekday, time(0), time(0)),)
    return tuple(_part(part, weekday) for part in re.split(r",|\bog\b|\band\b", said))


def _part(part: str, weekday: int) -> Hours:
    field = f"opening_{weekday}"
    found = _PART.fullmatch(part)
    if found is None:
        raise Invalid(
            Text(
                "Skriv åbningstiden som 7-20, 8-12 og 13-16, døgn eller lukket.",
                "Write the opening hours as 7-20, 8-12 and 13-16, around the clock or closed.",
            ),
            field=field,
        )
    ends = time(0) if found[2] in ("24", "24.00", "24:00") else time_in(found[2], field=field)
    return Hours(weekday, time_in(found[1], field=field), ends)


def _lead(typed: Typed) -> int | None:
    """None where nothing is typed."""
    written = typed.get("lead", "").strip()
    if not written:
        return None
    return _count(written, "lead") * {"60": 60, "1440": 1440}.get(typed.get("lead_unit", ""), 1)


def _reasons(typed: Typed) -> tuple[str, ...]:
    chosen = tuple(code for code in IN_PERSON_REASONS if typed.get(f"reason_{code}") == "1")
    if not chosen:
        raise Invalid(Text("Vælg mindst én begrundelse.", "Choose at least one reason."), field="reasons")
    return () if len(chosen) == len(IN_PERSON_REASONS) else chosen


def _join(typed: Typed) -> Text:
    da, en = (" ".join(typed.get(name, "").split()) for name in ("join_da", "join_en"))
    for name, said in (("join_da", da), ("join_en", en)):
        if len(said) > LONGEST:
            raise Invalid(Text("Skriv højst 1.000 tegn.", "Write at most 1,000 characters."), field=name)
    return Text(da, en or da)


def _count(written: str, field: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", written):
        raise Invalid(Text("Skriv et helt tal.", "Write a whole number."), field=field)
    return int(written)


def _count_or_none(written: str, field: str) -> int | None:
    return _count(written, field) if written else None


def _basis(written: str) -> BillBasis:
    if written not in ("actual", "booked", "max_booked_actual"):
        raise Invalid(Text("Vælg, hvad der betales for.", "Choose what is paid for."), field="bill_basis")
    return cast(BillBasis, written)


def _cancel_free(kind: str, value: str) -> DeadlineRule | None:
    return DeadlineRule(cast(DeadlineKind, kind), value.replace(".", ":")) if kind else None


def _bills(chosen: str, minutes: str, field: str) -> str:
    return f"{_count(minutes, field)}min" if chosen == "minutes" else chosen


def _made(reading: Reading, make: Callable[[], T]) -> T:
    """What was read, when all of it could be, and the domain agrees."""
    if reading.errors:
        raise Wrong({FIELDS.get(name, name): text for name, text in reading.errors.items()})
    try:
        return make()
    except Invalid as error:
        raise Wrong({FIELDS.get(error.field or "", error.field or "valid_from"): error.message}) from error


def _known(value: T | None) -> T:
    assert value is not None, "nothing was wrong, so everything was read"
    return value


def figure(number: Decimal) -> str:
    """A factor as it is typed: 1,5."""
    return f"{number.normalize():f}".replace(".", ",")
