"""The catalogue's versions as their forms have them: every field as it would be typed."""

from collections.abc import Iterable

from booking.domain.catalogue import IN_PERSON_REASONS, LanguageService, Service
from booking.domain.costs.tariffs import Terms
from booking.domain.hours import Hours
from booking.domain.periods import WEEKDAYS, danish_clock
from booking.domain.texts import Text, Tongue
from booking.web.versions_in import figure

NAMES: dict[str, Text] = {
    "valid_from": Text("Gælder fra", "Valid from"),
    "lead": Text("Varsel", "Notice"),
    "reasons": Text("Begrundelser", "Reasons"),
    "join_da": Text("Sådan deltager du, på dansk", "How to join, in Danish"),
    "join_en": Text("Sådan deltager du, på engelsk", "How to join, in English"),
    "modes": Text("Tolkeformer", "Modes"),
    "min_minutes": Text("Mindstetid", "Minimum"),
    "step_minutes": Text("Regnes op i", "Rounded up to"),
    "bill_basis": Text("Der betales for", "Paid for"),
    "normal_from": Text("Normal tid fra", "Normal hours from"),
    "normal_to": Text("Normal tid til", "Normal hours to"),
    "offhours_factor": Text("Faktor uden for normal tid", "Factor outside normal hours"),
    "holiday_factor": Text("Faktor i weekend og på helligdage", "Factor at weekends and on holidays"),
    "urgent_hours": Text("Hastetillæg under timer før", "Urgent surcharge under hours before"),
    "urgent_factor": Text("Faktor for hast", "Factor for urgency"),
    "cancel_value": Text("Gratis afbestilling", "Free cancellation"),
    "late": Text("Sen afbestilling koster", "Late cancellation costs"),
    "late_minutes": Text("Sen afbestilling i minutter", "Late cancellation in minutes"),
    "noshow": Text("Udeblivelse koster", "No-show costs"),
    "noshow_minutes": Text("Udeblivelse i minutter", "No-show in minutes"),
    "wait_minutes": Text("Tolken venter", "The interpreter waits"),
    "travel_min_km": Text("Rejsetid over km", "Travel time over km"),
} | {f"opening_{day}": Text(name.da.capitalize(), name.en) for day, name in enumerate(WEEKDAYS, 1)}


def service_fields(one: Service, tongue: Tongue) -> dict[str, str]:
    reasons = one.reasons or tuple(IN_PERSON_REASONS)
    return {
        "offered": "1" if one.offered else "",
        "join_da": one.join.da,
        "join_en": one.join.en if one.join.en != one.join.da else "",
        **{f"opening_{day}": _hours(one.opening, day, tongue) for day in range(1, 8)},
        **{f"reason_{code}": "1" for code in reasons},
        **_lead(one.lead_minutes),
    }


def language_fields(one: LanguageService) -> dict[str, str]:
    ticks = {f"mode_{mode.value}": "1" for mode in one.modes}
    return ticks | (_lead(one.lead_minutes) if one.lead_minutes is not None else {"lead": "", "lead_unit": "60"})


def terms_fields(one: Terms, tongue: Tongue) -> dict[str, str]:
    rule = one.cancel_free
    late, late_minutes = _bills(one.late_cancel_bills)
    noshow, noshow_minutes = _bills(one.noshow_bills)
    return {
        "min_minutes": str(one.min_minutes),
        "step_minutes": str(one.step_minutes),
        "bill_basis": one.bill_basis,
        "normal_from": danish_clock(one.normal_from).in_(tongue),
        "normal_to": danish_clock(one.normal_to).in_(tongue),
        "offhours_factor": figure(one.offhours_factor),
        "holiday_factor": figure(one.holiday_factor),
        "urgent_hours": _or_nothing(one.urgent_hours),
        "urgent_factor": figure(one.urgent_factor),
        "cancel_kind": rule.kind if rule is not None else "",
        "cancel_value": rule.value if rule is not None else "",
        "late": late,
        "late_minutes": late_minutes,
        "noshow": noshow,
        "noshow_minutes": noshow_minutes,
        "wait_minutes": _or_nothing(one.wait_minutes),
        "travel_min_km": _or_nothing(one.travel_min_km),
    }


def _hours(opening: Iterable[Hours], weekday: int, tongue: Tongue) -> str:
    parts = sorted((part for part in opening if part.weekday == weekday), key=lambda part: part.starts)
    if any(part.starts == part.ends for part in parts):
        return Text("døgn", "around the clock").in_(tongue)
    return ", ".join(_span(part, tongue) for part in parts)


def _span(part: Hours, tongue: Tongue) -> str:
    ends = danish_clock(part.ends).in_(tongue)
    return f"{danish_clock(part.starts).in_(tongue)}–{'24' if ends in ('00.00', '00:00') else ends}"


def _lead(minutes: int) -> dict[str, str]:
    """In the largest unit that it is whole in."""
    unit = next(size for size in (1440, 60, 1) if minutes % size == 0 and (minutes >= size or size == 1))
    return {"lead": str(minutes // unit), "lead_unit": str(unit)}


def _bills(bills: str) -> tuple[str, str]:
    return ("minutes", bills.removesuffix("min")) if bills.endswith("min") else (bills, "")


def _or_nothing(number: int | None) -> str:
    return "" if number is None else str(number)
