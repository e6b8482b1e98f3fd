"""The order in a row: who is to be interpreted for, in what language, where and when."""

from datetime import date, datetime, time, timedelta

from booking.domain.bookings import Order
from booking.domain.catalogue import CASE_TYPES, IN_PERSON_REASONS
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import instant_of
from booking.domain.privacy import has_cpr
from booking.domain.refunds.rules import MEASURES, PERSON_GROUPS
from booking.domain.texts import Text
from booking.gateways.spreadsheets import clock, count, day, yes_no
from booking.services.desk import Desk
from booking.services.imports import words
from booking.services.imports.columns import Cells

_case_type = words.of_register({code: case.name for code, case in CASE_TYPES.items()})
_measure = words.of_register(MEASURES)
_person_group = words.of_register(PERSON_GROUPS)
_reason = words.of_register(IN_PERSON_REASONS)


def order_in(cells: Cells, desk: Desk) -> Order | None:
    """What a row orders; None when something in it cannot be read."""
    unit = cells.read("unit", desk.reference.unit)
    language = cells.read("language", words.languages(desk.reference.languages))
    mode = cells.read("mode", words.mode)
    case_type = cells.read("case_type", _case_type)
    span = _span(cells)
    _check_citizen(cells)
    order = Order(
        language=language or "",
        mode=mode or Mode.PHONE,
        starts_at=span[0] if span else desk.now,
        ends_at=span[1] if span else desk.now,
        unit_id=unit.id if unit is not None else next(iter(desk.reference.units)),
        case_type=case_type or "other",
        measure=cells.read("measure", _measure),
        person_group=cells.read("person_group", _person_group),
        address=cells.free_text("address"),
        postcode=cells.text("postcode"),
        phone=cells.text("phone"),
        link=cells.text("link"),
        in_person_reason=_in_person_reason(cells, mode, span, desk),
        citizen_ref=cells.text("citizen_ref"),
        gender=cells.read("gender", words.gender),
        gender_required=cells.read("gender_required", yes_no) or False,
        level=cells.read("level", words.level) or 1,
        substitutes_ok=cells.read("substitutes_ok", yes_no) or False,
        contact=cells.free_text("contact"),
        note=cells.free_text("note"),
    )
    return None if cells.faulty else order


def _in_person_reason(
    cells: Cells, mode: Mode | None, span: tuple[datetime, datetime] | None, desk: Desk
) -> str | None:
    """For what has taken place nobody may remember the reason; what is ordered anew needs one."""
    given = cells.read("in_person_reason", _reason)
    past = span is not None and span[0] < desk.now
    return given or ("other" if past and mode is Mode.IN_PERSON else None)


def _check_citizen(cells: Cells) -> None:
    for key in ("citizen_ref", "reference"):
        if has_cpr(cells.text(key)):
            cells.fault(
                key,
                Text("skriv sagens nummer, ikke borgerens CPR-nummer.", "write the case number, not a CPR number."),
            )


def _span(cells: Cells) -> tuple[datetime, datetime] | None:
    on, starts = cells.read("day", day), cells.read("start", clock)
    ends, minutes = cells.read("end", clock), cells.read("minutes", count)
    if ends is None and not minutes and not cells.faulty:
        cells.fault("end", Text("slut eller minutter skal udfyldes.", "give the end or the minutes."))
    if on is None or starts is None or cells.faulty:
        return None
    return span_of(cells, on, starts, ends, minutes, key="start")


def span_of(
    cells: Cells, on: date, starts: time, ends: time | None, minutes: int | None, *, key: str
) -> tuple[datetime, datetime] | None:
    """From a wall time to another one, which is the next day's when it is earlier, or to so many minutes later.

    An hour that comes twice is the first; one that is skipped is a fault of the row.
    """
    try:
        starts_at = instant_of(on, starts, fold=0)
        if ends is None:
            return starts_at, starts_at + timedelta(minutes=minutes or 0)
        next_day = on + timedelta(days=1)
        return starts_at, instant_of(on if ends > starts else next_day, ends, fold=0)
    except Invalid as refusal:
        cells.fault(key, refusal.message)
        return None
